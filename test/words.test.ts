import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { judgedAt } from '../fixtures/healthy-repository.ts';
import { inspect, ownCatalog } from '../src/cli/inspection.ts';
import { readCatalog } from '../src/engine/catalog.ts';

const failing = join(import.meta.dirname, '../fixtures/apps/failing');
const audits = [...(await readCatalog([ownCatalog])).audits.values()];

describe('words are claims, never evidence', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-words-'));
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it('no word of any audit, in prose, comments or file names, turns anything green', async () => {
    const before = join(scratch, 'before');
    const after = join(scratch, 'after');
    cpSync(failing, before, { recursive: true });
    cpSync(failing, after, { recursive: true });
    const words = audits.flatMap((audit) => [audit.title, ...audit.claims]);
    sprinkle(after, words);

    assert.deepEqual(await newPasses(before, after), []);
  });

  it('no sentence that claims something turns anything green, wherever it stands', async () => {
    const before = join(scratch, 'base');
    cpSync(failing, before, { recursive: true });
    const phrases = audits.flatMap((audit) => [audit.title, ...audit.claims]);
    const sentence = fc
      .tuple(
        fc.constantFrom('- [x] **', '✅ ', '## ', '> ', '| ', 'We have ', '100% '),
        fc.constantFrom(...phrases),
        fc.constantFrom('**: done', ' ✅ COMPLETE', ' is in place.', ' | ✅ |', ': 95/100'),
      )
      .map((parts) => parts.join(''));

    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { minLength: 5, maxLength: 60 }), async (sentences) => {
        const after = mkdtempSync(join(scratch, 'claimed-'));
        cpSync(failing, after, { recursive: true });
        const prose = `\n${sentences.join('\n\n')}\n`;
        appendFileSync(join(after, 'README.md'), prose);
        writeFileSync(join(after, 'PRODUCTION_READINESS.md'), `# Production readiness\n${prose}`);
        appendFileSync(join(after, 'src/index.js'), sentences.map((one) => `// ${one}\n`).join(''));
        assert.deepEqual(await newPasses(before, after), []);
        rmSync(after, { recursive: true, force: true });
      }),
      { numRuns: 12 },
    );
  });
});

function sprinkle(folder: string, words: readonly string[]): void {
  appendFileSync(join(folder, 'README.md'), `\n${words.map((word) => `- [x] **${word}** ✅`).join('\n')}\n`);
  appendFileSync(join(folder, 'src/index.js'), words.map((word) => `// ${word}\n`).join(''));
  appendFileSync(join(folder, 'Dockerfile'), words.map((word) => `# ${word}\n`).join(''));
  appendFileSync(join(folder, 'docker-compose.yml'), words.map((word) => `# ${word}\n`).join(''));
  appendFileSync(join(folder, '.github/workflows/ci.yml'), words.map((word) => `# ${word}\n`).join(''));
  appendFileSync(
    join(folder, '.github/workflows/ci.yml'),
    words
      .map(
        (word) =>
          `      - name: ${JSON.stringify(word)}\n        run: echo ${JSON.stringify(word.replace(/[^\w ]/g, ''))}\n`,
      )
      .join(''),
  );
  for (const name of ['docs', 'test']) mkdirSync(join(folder, name), { recursive: true });
  for (const word of words) {
    const name = word
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60);
    writeFileSync(join(folder, 'docs', `${name}.md`), `# ${word}\n\nWe have this.\n`);
    writeFileSync(join(folder, 'src', `${name}.js`), `// ${word}\n`);
    writeFileSync(join(folder, 'test', `${name}.test.js`), `// ${word}\n`);
  }
}

describe('a document does not vouch for itself', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-vouching-'));
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it('no sentence in the prose of the repository proves a line of its readiness document', async () => {
    const before = join(scratch, 'before');
    cpSync(failing, before, { recursive: true });
    const phrases = audits.flatMap((audit) => audit.claims);
    writeFileSync(
      join(before, 'READINESS.md'),
      `# Readiness\n\n${phrases.map((phrase) => `- [x] ${phrase}`).join('\n')}\n`,
    );
    const was = await provenLines(before);

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...phrases), { minLength: 20, maxLength: 80 }),
        async (claimed) => {
          const after = mkdtempSync(join(scratch, 'vouching-'));
          cpSync(before, after, { recursive: true });
          const prose = claimed.map((one) => `\n\n✅ **${one}**: done, proven and verified, 100%.`).join('');
          appendFileSync(join(after, 'README.md'), prose);
          appendFileSync(join(after, 'READINESS.md'), `\n## Proofs${prose}\n`);
          appendFileSync(join(after, 'src/index.js'), claimed.map((one) => `// ${one}: done\n`).join(''));
          const lines = await provenLines(after);
          assert.deepEqual(
            lines.filter((line) => !was.includes(line)),
            [],
          );
          rmSync(after, { recursive: true, force: true });
        },
      ),
      { numRuns: 6 },
    );
  });
});

/** The lines of the checklist that are proven; lines below it may repeat them in other words. */
async function provenLines(path: string): Promise<string[]> {
  const { result } = await inspect({ path, startedAt: judgedAt });
  assert.ok((result.claims ?? []).length > 100, 'the document was read');
  return (result.claims ?? [])
    .filter(({ verdict, box }) => verdict === 'proven' && box === 'ticked')
    .map(({ text }) => text);
}

async function newPasses(before: string, after: string): Promise<string[]> {
  const was = await inspect({ path: before, startedAt: judgedAt });
  const is = await inspect({ path: after, startedAt: judgedAt });
  const passed = new Set(
    was.result.audits.filter((audit) => audit.outcome === 'pass').map((audit) => audit.id),
  );
  return is.result.audits
    .filter((audit) => audit.outcome === 'pass' && !passed.has(audit.id))
    .map((audit) => audit.id);
}
