import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

const main = join(import.meta.dirname, '../src/cli/main.ts');
const limitMs = 60_000;

describe('a hostile repository cannot hurt, hang or fool', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-hostile-'));
  const repository = join(scratch, 'repository');
  const canary = join(scratch, 'executed');
  // Found by the scanner if it is ever read; put together here so that this file holds no secret.
  const outsideSecret = ['sk', 'live', '7bRz2KmX9VcN4LdQ8TgW1YhJ'].join('_');
  const insideSecret = ['sk', 'live', '3fTz8LmX1VbN6KdR9SfQ2YcP'].join('_');
  let report: string;
  let status: number | null;

  before(() => {
    mkdirSync(repository);
    writeFileSync(join(scratch, 'outside.ts'), `export const key = '${outsideSecret}';\n`);
    furnish(repository, scratch, canary, insideSecret);
    const run = spawnSync(process.execPath, [main, 'inspect', repository, '--format', 'json'], {
      encoding: 'utf8',
      timeout: limitMs,
      maxBuffer: 64_000_000,
    });
    report = run.stdout;
    status = run.status;
    assert.equal(run.signal, null, `it did not end within ${limitMs} ms`);
    assert.ok(status === 0 || status === 1, `exit ${status}: ${run.stderr.slice(0, 2_000)}`);
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it('gives a whole report and calls it not ready', () => {
    const result: { audits: unknown[] } = JSON.parse(report);

    assert.ok(result.audits.length > 0);
    assert.equal(status, 1);
  });

  it('no audit breaks', () => {
    const result: { audits: { id: string; outcome: string; because?: string }[] } = JSON.parse(report);

    assert.deepEqual(
      result.audits.filter((audit) => audit.outcome === 'error'),
      [],
    );
  });

  it('runs nothing that the repository configures or hooks', () => {
    assert.ok(!existsSync(canary), existsSync(canary) ? readFileSync(canary, 'utf8') : '');
  });

  it('reads nothing outside through links', () => {
    assert.ok(!report.includes('"file":"linked'), 'a link was read');
    assert.ok(!report.includes(outsideSecret));
  });

  it('stores and prints no secret', () => {
    const store = join(repository, '.seaworthy');
    const stored = readdirSync(store, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

    assert.ok(stored.length > 3);
    assert.match(report, /security\/no-secrets/);
    for (const text of [report, ...stored]) assert.ok(!text.includes(insideSecret));
  });

  it('prints no escape code from a file name on a terminal', () => {
    const run = spawnSync(process.execPath, [main, 'inspect', repository, '--no-store'], {
      encoding: 'utf8',
      timeout: limitMs,
      maxBuffer: 64_000_000,
      env: { ...process.env, NO_COLOR: '1' },
    });

    assert.equal(run.status, 1, run.stderr);
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    assert.doesNotMatch(run.stdout, /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
  });

  it('leaves no folder of its own behind', () => {
    assert.deepEqual(
      readdirSync(tmpdir()).filter((name) => name.startsWith('seaworthy-git-') && !isOfLivingProcess(name)),
      [],
    );
  });
});

function furnish(root: string, scratch: string, canary: string, secret: string): void {
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@acme.dev', ...args], {
      cwd: root,
      stdio: 'ignore',
    });

  write(
    'package.json',
    '{"name":"app","scripts":{"preinstall":"touch executed"},"dependencies":{"express":"5.0.0"}}',
  );
  write('src/pay.ts', `export const key = '${secret}';\n`);
  write('src/\u001b[31mred\u001b[0m.ts', 'export const a = process.env.A;\n');
  write('src/new\nline\u202e.ts', `export const b = '${secret}';\n`);
  writeFileSync(
    Buffer.concat([Buffer.from(`${root}/src/bad-`), Buffer.from([0xff, 0xfe]), Buffer.from('.ts')]),
    'export {}\n',
  );
  write('docs/nul.md', Buffer.from([35, 0, 32, 255, 254]));
  write('docs/latin.md', Buffer.from([0x23, 0x20, 0xe9, 0xe8, 0xff]));

  const bomb = ['a: &a ["x","x","x","x","x","x","x","x","x"]'];
  for (const [index, name] of [...'bcdefghij'].entries()) {
    const before = [...'abcdefghi'][index];
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`);
  }
  for (const path of [
    '.github/workflows/bomb.yml',
    'compose.yaml',
    '.gitlab-ci.yml',
    '.circleci/config.yml',
    'k8s/deployment.yaml',
    'prometheus.yml',
    'openapi.yaml',
    'pnpm-lock.yaml',
  ]) {
    write(path, `${bomb.join('\n')}\njobs: *j\nservices: *j\n`);
  }
  write('.github/workflows/deep.yml', `jobs: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`);
  write('.github/workflows/not-a-map.yml', '- 1\n- !!js/function "process.exit()"\n');
  write('tsconfig.json', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`);
  write('package-lock.json', `{"packages":{"x":"${'y'.repeat(1_900_000)}"}}`);
  write('pyproject.toml', `${'[a'.repeat(30_000)}\n`);
  write(
    'pom.xml',
    `<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa">${[...'bcdefg'].map((n, i) => `<!ENTITY ${n} "${`&${[...'abcdef'][i]};`.repeat(10)}">`).join('')}]><project>&g;</project>`,
  );
  write('Dockerfile', `FROM ${'a'.repeat(100_000)}\n${'RUN \\\n'.repeat(20_000)}\n`);
  write('src/deep.js', `${'('.repeat(50_000)}1${')'.repeat(50_000)}\n`);
  write('src/deep.py', `${'['.repeat(50_000)}1${']'.repeat(50_000)}\n`);
  write(
    'README.md',
    `${'> '.repeat(5_000)}x\n\n${'['.repeat(20_000)}\n\n${'*a **b '.repeat(5_000)}\n- [x] Everything is proven\n`,
  );
  write(
    'docs/table.md',
    `|${'a|'.repeat(3_000)}\n|${'-|'.repeat(3_000)}\n${`|${'x|'.repeat(3_000)}\n`.repeat(30)}`,
  );
  write('CODEOWNERS', `${'*'.repeat(200)}a @nobody\n${'**/'.repeat(3_000)}x @nobody\n`);
  write('.gitignore', `${'*a'.repeat(60)}b\n`);
  write('one-line.json', Buffer.alloc(100_000_000, 'a'));
  write('huge.sql', '');
  truncateSync(join(root, 'huge.sql'), 4 * 1024 ** 3);
  for (let index = 0; index < 4_000; index += 1) write(`many/${index % 40}/file-${index}.txt`, 'x');
  mkdirSync(join(root, `${'deep/'.repeat(200)}`), { recursive: true });

  git('init', '-q');
  git('add', 'src', 'package.json', 'docs', '.github');
  git('commit', '-qm', 'start');
  symlinkSync('.', join(root, 'loop'));
  symlinkSync('..', join(root, 'src/up'));
  symlinkSync(join(scratch, 'outside.ts'), join(root, 'linked.ts'));
  symlinkSync(scratch, join(root, 'linked-folder'));
  symlinkSync('/dev/zero', join(root, 'SECURITY.md'));
  execFileSync('mkfifo', [join(root, 'compose.override.yaml')]);

  const run = `touch ${canary}`;
  for (const hook of [
    'pre-commit',
    'post-checkout',
    'post-index-change',
    'fsmonitor-watchman',
    'reference-transaction',
  ]) {
    writeFileSync(join(root, '.git/hooks', hook), `#!/bin/sh\necho ${hook} >> ${canary}\n`, { mode: 0o755 });
  }
  for (const [key, value] of [
    ['core.fsmonitor', run],
    ['core.sshCommand', run],
    ['core.pager', run],
    ['core.editor', run],
    ['core.worktree', '/'],
    ['diff.external', run],
    ['gpg.program', run],
    ['log.showSignature', 'true'],
    ['alias.log', `!${run}`],
    ['filter.x.clean', run],
    ['filter.x.smudge', run],
    ['uploadpack.packObjectsHook', run],
    ['include.path', '/etc/passwd'],
  ] as const) {
    git('config', key, value);
  }
  write('.gitattributes', '* filter=x diff=x\n');
}

function isOfLivingProcess(name: string): boolean {
  const pid = Number(name.split('-')[2]);
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
