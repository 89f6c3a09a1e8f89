import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerDocument } from '../../src/claims/document.ts';
import { readPhrases } from '../../src/claims/map.ts';
import { rewriteDocument } from '../../src/claims/rewrite.ts';
import { readMarkdown } from '../../src/documents/markdown.ts';
import type { AuditResult, Result } from '../../src/kit/result.ts';

const phrases = readPhrases(
  new Map([
    ['security/rate-limit', { claims: ['rate limiting'] }],
    ['testing/unit-tests', { claims: ['unit tests'] }],
  ]),
);
const result: Result = {
  schemaVersion: 1,
  tool: { name: 'seaworthy', version: '0.1.0' },
  target: { commit: '0123456789abcdef', traits: [] },
  startedAt: '2026-11-20T12:00:00.000Z',
  durationMs: 1,
  score: { proven: 20, possible: 60, ready: false, grade: 'F', because: [] },
  areas: [],
  audits: [
    audit('security/rate-limit', 'fail', 'Rate limiting | lets 500 [logins] through.'),
    audit('testing/unit-tests', 'pass', ''),
  ],
  notices: [],
};
const ending =
  '*Ticks and footnotes by seaworthy 0.1.0 on 2026-11-20 at commit 0123456789: proven 20 of 100, possible 60.*';

describe('rewriting a document', () => {
  it('sets true ticks both ways and leaves every other byte as it was', () => {
    const text = '# Shop\r\n\r\n- [x] Rate limiting\r\n- [ ] Unit tests\r\n- other\r\n';

    const [body, notes] = rewrite(text).split('other\r\n\r\n');

    assert.equal(
      body,
      '# Shop\r\n\r\n- [ ] Rate limiting[^seaworthy-3]\r\n- [x] Unit tests[^seaworthy-4]\r\n- ',
    );
    assert.match(String(notes), /^\[\^seaworthy-3\]: contradicted\. .*See it: seaworthy inspect --audit/);
    assert.ok(notes?.endsWith(`\r\n\r\n${ending}\r\n`));
    assert.doesNotMatch(rewrite(text), /[^\r]\n/);
  });

  it('puts footnotes inside the last cell of a table, before closing hashes and before a line break', () => {
    const row = rewrite('| Item | Status |\n|---|---|\n| Rate limiting | ✅ |\n');
    const heading = rewrite('## Production ready ✅ ##\n\ntext\n');
    const broken = rewrite('**Status**: Rate limiting ✅  \nnext\n');

    assert.match(row, /^\| Rate limiting \| ❌\[\^seaworthy-3\] \|$/m);
    assert.equal(readMarkdown(row).lines.find(({ form }) => form === 'row')?.cells?.length, 2);
    assert.match(heading, /^## Production ready \S+\[\^seaworthy-1\] ##$/m);
    assert.match(broken, /\[\^seaworthy-1\] {2}$/m);
  });

  it('tells of lines in blocks of code in a list: a footnote would be text there', () => {
    const written = rewrite('# Shop\n\n```\nTests\n├── ✅ Unit tests\n└── ✅ Rate limiting: on\n```\n');

    assert.match(written, /^└── ❌ Rate limiting: on$/m);
    assert.match(written, /^- Line 6, in a block: contradicted\./m);
    assert.doesNotMatch(written, /\[\^/);
  });

  it('turns the sign of an open line that is done', () => {
    assert.match(rewrite('- ❌ Unit tests\n'), /^- ✅ Unit tests\[/m);
  });

  it('writes footnotes that hold no markup and stand on one line', () => {
    const note = /^\[\^seaworthy-1\]: .*$/m.exec(rewrite('- [x] Rate limiting\n'))?.[0];

    assert.match(String(note), /Rate limiting \\\| lets 500 \\\[logins\\\] through/);
  });

  it('may be answered and written again: what it added is no claim, and goes', () => {
    const texts = [
      '- [x] Rate limiting\n- [ ] Unit tests\n',
      '# A\r\n\r\n| a | s |\r\n|-|-|\r\n| Unit tests | ✅ |\r\n',
      '```\nTests\n├── ✅ Unit tests\n└── ✅ Rate limiting: on\n```\n',
    ];
    for (const text of texts) {
      const second = rewrite(rewrite(text));

      assert.equal(rewrite(second), second);
      assert.equal(second.split(ending).length, 2);
    }
  });
});

function rewrite(text: string): string {
  return rewriteDocument(text, answerDocument('a.md', text, phrases, result), result);
}

function audit(id: string, outcome: 'pass' | 'fail', says: string): AuditResult {
  const findings = outcome === 'fail' ? [{ key: 'a', says, where: { file: 'a.js' } }] : [];
  const title = outcome === 'fail' ? 'Rate limiting lets too much through' : 'Unit tests pass';
  return { id, area: 'a', title, severity: 'major', state: 'stable', outcome, findings, evidence: [] };
}
