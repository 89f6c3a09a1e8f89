import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownCatalog } from '../../src/cli/inspection.ts';
import { answerDocument } from '../../src/claims/document.ts';
import { readPhrases } from '../../src/claims/map.ts';
import { readCatalog } from '../../src/engine/catalog.ts';

const phrases = readPhrases((await readCatalog([ownCatalog])).audits);
const nothing = {
  audits: [],
  areas: [],
  score: { proven: 0, possible: 100, ready: false, grade: 'F', because: [] },
} as const;
const lines = [
  '- [x] **Rate limiting**: brute force protection on every route, in scripts/limits.sh',
  '- [ ] Backups are restored every month',
  '## Performance and monitoring',
  '| p95 of the contest list | < 300ms | ✅ |',
  'Some prose that says little about anything, and takes its time to do so.',
];

describe('answering long documents', () => {
  it('takes less than a second of work for 1,000 lines', () => {
    workMs(1_000);

    assert.ok(workMs(1_000) < 1_000);
  });

  it('takes ten times as long for ten times the lines, not a hundred times', () => {
    workMs(2_000);

    assert.ok(workMs(20_000) / Math.max(workMs(2_000), 20) < 40);
  });
});

/** Time of this process alone: a busy machine does not change it much. */
function workMs(count: number): number {
  const text = Array.from({ length: count }, (_, index) => `${lines[index % lines.length]} ${index}`);
  const before = process.cpuUsage();
  const { claims } = answerDocument('a.md', `# Big\n\n${text.join('\n')}\n`, phrases, nothing);
  const { user } = process.cpuUsage(before);
  assert.ok(claims.length > count / 3);
  return user / 1_000;
}
