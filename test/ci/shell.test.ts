import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readShell, type ShellOptions } from '../../src/catalog/ci/shell.ts';
import { sourceDriver } from '../../src/drivers/source.ts';
import { memoryRepository } from '../../fixtures/memory-repository.ts';

const source = sourceDriver(memoryRepository({}));
const runner: ShellOptions = { errexit: true, pipefail: false, firstLine: 1, templated: 'github-actions' };

function read(text: string, options: Partial<ShellOptions> = {}) {
  return readShell(text, { ...runner, ...options }, (code) => source.parse('bash', code));
}

/** How the failure of the command that begins so is lost. */
function lossOf(text: string, start = 'npm test', options: Partial<ShellOptions> = {}): string | undefined {
  const command = read(text, options).commands.find((one) => one.words.join(' ').startsWith(start));
  assert.ok(command, `${start} was not read`);
  return command.lost;
}

describe('what becomes of a command that fails', () => {
  const cases: readonly (readonly [string, string | undefined, Partial<ShellOptions>?])[] = [
    ['npm test', undefined],
    ['npm test || true', 'or-true'],
    ['npm test || :', 'or-true'],
    ['npm test || echo "tests failed"', 'or-print'],
    ['npm test || exit 0', 'or-exit-0'],
    ['npm test || exit 1', undefined],
    ['npm test || { echo no; exit 1; }', undefined],
    ['npm test || npm run test:again', undefined],
    ['npm test || failed=1', undefined],
    ['npm test | tee out.log', 'pipe'],
    ['npm test | tee out.log', undefined, { pipefail: true }],
    ['set +e\nnpm test | tee out.log\ncode=${PIPESTATUS[0]}\nexit $code', undefined],
    ['set +e\nnpm test | tee out.log\ncode=$?\nexit $code', 'pipe'],
    ['set -o pipefail\nnpm test | tee out.log', undefined],
    ['set -Eeuo pipefail\nnpm test | tee out.log', undefined, { errexit: false }],
    ['set +e\nnpm test\necho done', 'no-errexit'],
    ['set +e\nnpm test\ncode=$?\nexit $code', undefined],
    ['npm test\necho done', 'no-errexit', { errexit: false }],
    ['npm test', undefined, { errexit: false }],
    ['npm test; true', 'no-errexit', { errexit: false }],
    ['npm test && echo ok\necho done', 'and-list'],
    ['npm test && echo ok', undefined],
    ['if npm test; then echo ok; else echo bad; fi', 'if-else'],
    ['if npm test; then echo ok; else exit 1; fi', undefined],
    ['if ! npm test; then echo bad; fi', 'if-else'],
    ['if ! npm test; then echo bad; exit 1; fi', undefined],
    ['if npm test; then ok=yes; fi', undefined],
    ['fail() { echo "$1"; exit 1; }\nif ! npm test; then fail bad; fi', undefined],
    ['for i in 1 2 3; do npm test && break; sleep 1; done', 'and-list'],
    ['for i in 1 2 3; do npm test && exit 0; sleep 1; done\nexit 1', undefined],
    ['npm test &', 'background'],
    ['echo "$(npm test)"', 'substitution'],
    ['result=$(npm test)', undefined],
    ['export RESULT=$(npm test)', 'substitution'],
    ['[ "$(npm test)" = ok ] || exit 1', undefined],
    ['(cd web && npm test) || true', 'or-true'],
    ['bash -c "npm test"', undefined],
  ];
  for (const [text, lost, options] of cases) {
    it(`${JSON.stringify(text)} ${lost === undefined ? 'is told' : `is lost by ${lost}`}`, () => {
      const nested = text.startsWith('bash -c');

      assert.equal(lossOf(text, nested ? 'bash' : 'npm test', options), lost);
    });
  }
});

describe('what a command is', () => {
  it('tells printing, waiting, arranging and writing from work', () => {
    const kinds = read(
      'echo hi\nsleep 5\ncd web\nexport A=1\necho "a=b" >> "$GITHUB_OUTPUT"\necho done >> "$GITHUB_STEP_SUMMARY"\nnode --version\nnpm ci\nsed -i s/a/b/ file',
    ).commands.map((one) => one.kind);

    assert.deepEqual(kinds, [
      'print',
      'wait',
      'plumbing',
      'plumbing',
      'write',
      'print',
      'print',
      'tool',
      'write',
    ]);
  });

  it('looks behind programs that only run another one', () => {
    const words = (text: string) => read(text).commands[0]?.words.join(' ');

    assert.equal(words('sudo env A=1 timeout 60 npx --yes vitest@3 run'), 'vitest run');
    assert.equal(words('poetry run pytest -q'), 'pytest -q');
    assert.equal(words('docker compose -f a.yml run --rm -e X=1 web pytest'), 'pytest');
    assert.equal(words('python3 -m pytest'), 'pytest');
    assert.equal(words('npx @commitlint/cli@20.1.0 --from x'), 'commitlint --from x');
  });

  it('follows the folder, and forgets it where a variable decides or a subshell ends', () => {
    const folders = read('(cd api && npm ci)\nnpm ci\ncd web\nnpm ci\ncd "$X"\nnpm ci').commands.flatMap(
      (one) => (one.words[0] === 'npm' ? [one.folder] : []),
    );

    assert.deepEqual(folders, ['api', '', 'web', undefined]);
  });

  it('keeps template expressions whole and lines right', () => {
    const { commands, unread } = read(
      'echo "${{ github.event.issue.title }}"\n\nnpm run ${{ matrix.script }}',
      { firstLine: 10 },
    );

    assert.equal(unread, undefined);
    assert.deepEqual(
      commands.map((one) => [one.line, one.words.at(-1)]),
      [
        [10, '${{ github.event.issue.title }}'],
        [12, '${{ matrix.script }}'],
      ],
    );
  });

  it('hands on what another shell or host runs', () => {
    const nested = read(
      `bash -c 'npm test; true'\nssh -i key u@h "cd /srv && docker compose up -d"`,
    ).commands.flatMap((one) => one.nested ?? []);

    assert.deepEqual(nested, ['npm test; true', 'cd /srv && docker compose up -d']);
  });

  it('says when it could not read a script', () => {
    assert.match(read('if then fi ((').unread ?? '', /could not be parsed/);
    assert.match(read(`echo ${'x'.repeat(200_000)}`).unread ?? '', /too long/);
  });
});

describe('odd scripts do no harm', () => {
  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      'if',
      'then',
      'fi',
      '$(',
      ')',
      '{',
      '}',
      '"',
      "'",
      '|',
      '||',
      '&&',
      ';',
      '\n',
      '<<EOF',
      'EOF',
      '${{',
      '}}',
      'echo',
      'npm test',
      '\\',
      '`',
      '((',
      'case',
      'esac',
      'do',
      'done',
      'for i in',
      '=',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (parts) => {
        read(parts.join(' '));
      }),
      { numRuns: 300 },
    );
  });

  it('ends soon on deep nesting and many commands', () => {
    const began = performance.now();

    read('$('.repeat(5_000) + 'true' + ')'.repeat(5_000));
    read('if true; then '.repeat(1_000) + 'true' + '; fi'.repeat(1_000));
    const many = read('npm test || true\n'.repeat(3_000));

    assert.ok(many.commands.length <= 400);
    assert.match(many.unread ?? '', /too many commands/);
    assert.ok(performance.now() - began < 5_000);
  });
});
