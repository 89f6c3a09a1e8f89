import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { inspect } from '../../src/cli/inspection.ts';
import type { ClaimResult } from '../../src/kit/result.ts';

const contests = join(import.meta.dirname, '../../examples/contests');
const readiness = readFileSync(join(contests, 'READINESS.md'), 'utf8');

/** What the repository alone shows, without a service started. */
const provable = [
  'Every pre-commit hook is also a step of CI',
  'Coverage gate: CI fails under 90 %',
  'No secret is in the tree',
  'Pinned actions and pinned base images',
  'Non-root user in every container',
  'Container resource limits',
  'CI pipeline: no step only prints',
  'The pipeline fails on a dependency with a known serious hole',
  'Every alert has a section with steps in the runbook',
  'Every command, script and path in the documents exists',
  'The architecture names every service of the compose file',
];

describe('the readiness document of the reference service', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-contests-'));
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it('is contradicted nowhere, proven where the repository shows it, and denied where it is made to lie', async () => {
    const claims = [
      { file: 'TRUE.md', text: readiness },
      {
        file: 'SCRIPT.md',
        text: edit(readiness, 'strictly: `npm run typecheck`', 'strictly: `npm run typecheck:strictest`'),
      },
      {
        file: 'PATH.md',
        text: edit(
          readiness,
          'Every pre-commit hook is also a step of CI: `test/ops/workflows.test.ts`',
          'Every pre-commit hook is also a step of CI: `test/ops/hooks-in-ci.test.ts`',
        ),
      },
      {
        file: 'NUMBER.md',
        text: edit(readiness, '## Security\n', '## Security\n\n- [x] 40 workflows in CI\n'),
      },
    ];

    const { result } = await inspect({ path: contests, claims });

    const all = result.claims ?? [];
    const denied = (file: string) =>
      all
        .filter(({ document, verdict }) => document === file && verdict === 'contradicted')
        .map(({ text, measured, because }) => `${text} | ${because} ${measured}`);
    assert.deepEqual(denied('TRUE.md'), []);
    for (const text of provable) assert.equal(find(all, text)?.verdict, 'proven', text);
    for (const [file, line, reason] of [
      ['SCRIPT.md', /^The types are checked/, /typecheck:strictest/],
      ['PATH.md', /^Every pre-commit hook/, /hooks-in-ci\.test\.ts/],
      ['NUMBER.md', /^40 workflows/, /workflows in \.github/],
    ] as const) {
      const [only, ...others] = denied(file);
      assert.deepEqual(others, [], file);
      assert.match(String(only), line);
      assert.match(String(only).split(' | ')[1] ?? '', reason);
    }
  });

  it('is denied by the right audit where a tick stands for something that was removed', async () => {
    cpSync(contests, scratch, {
      recursive: true,
      filter: (path) => !/node_modules|\.seaworthy/.test(path.slice(contests.length)),
    });
    change('.github/workflows/ci.yml', /^.*\n? *run: npm run secrets\n/m, '');
    change('docs/architecture.md', /prometheus/gi, 'watcher');

    const { result } = await inspect({ path: scratch });

    const hooks = find(result.claims ?? [], 'Every pre-commit hook is also a step of CI');
    assert.equal(hooks?.verdict, 'contradicted');
    assert.ok(hooks.audits.includes('code/hooks-in-ci'));
    assert.match(String(hooks.see?.command), /^sed -n \d+p |--audit code\/hooks-in-ci$/);
    const architecture = find(result.claims ?? [], 'The architecture names every service');
    assert.equal(architecture?.verdict, 'contradicted');
    assert.deepEqual(architecture.audits, ['documentation/architecture']);
  });

  function change(file: string, from: RegExp, to: string): void {
    const text = readFileSync(join(scratch, file), 'utf8');
    const changed = text.replace(from, to);
    assert.notEqual(changed, text, `${file} has nothing of ${String(from)}`);
    writeFileSync(join(scratch, file), changed);
  }
});

function find(claims: readonly ClaimResult[], text: string): ClaimResult | undefined {
  return claims.find((claim) => claim.text.startsWith(text));
}

function edit(text: string, from: string, to: string): string {
  assert.equal(text.split(from).length, 2, from);
  return text.replace(from, to);
}
