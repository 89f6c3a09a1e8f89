import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mend } from '../../src/documents/mend.ts';
import { readDocument } from '../../src/documents/read.ts';

describe('a document is read into lines that know where they stand', () => {
  it('headings, labels and parent items are what a line stands under', () => {
    const text = '# Orders\n\n## Security\n\n**Created files:**\n\n- `a.sh`\n  - nested\n\nAfterwards.\n';

    const { lines } = readDocument('x.md', text);

    assert.deepEqual(
      lines.map(({ line, form, text: shown, under }) => [line, form, shown, under]),
      [
        [1, 'heading', 'Orders', []],
        [3, 'heading', 'Security', ['Orders']],
        [5, 'prose', 'Created files:', ['Orders', 'Security']],
        [7, 'item', 'a.sh', ['Orders', 'Security', 'Created files:']],
        [8, 'item', 'nested', ['Orders', 'Security', 'Created files:', 'a.sh']],
        [10, 'prose', 'Afterwards.', ['Orders', 'Security']],
      ],
    );
  });

  it('boxes of task lists are read, those inside code are not', () => {
    const { lines, code } = readDocument(
      'x.md',
      '- [x] done\n- [ ] open\n- [] hasty\n\n```\n- [x] shown\n```\n',
    );

    assert.deepEqual(
      lines.map((line) => [line.line, line.box, line.text]),
      [
        [1, 'ticked', 'done'],
        [2, 'empty', 'open'],
        [3, 'empty', 'hasty'],
      ],
    );
    assert.deepEqual(code[0]?.lines, [{ line: 6, text: '- [x] shown' }]);
  });

  it('rows know the heading of each cell and their own line', () => {
    const { lines } = readDocument(
      'x.md',
      'x\n\n| What | Status |\n|---|---|\n| Backup | ✅ Done |\n| Restore | `no` |\n',
    );

    const rows = lines.filter((line) => line.form === 'row');
    assert.deepEqual(
      rows.map((row) => [row.line, row.cells]),
      [
        [
          5,
          [
            { column: 'What', text: 'Backup' },
            { column: 'Status', text: '✅ Done' },
          ],
        ],
        [
          6,
          [
            { column: 'What', text: 'Restore' },
            { column: 'Status', text: 'no' },
          ],
        ],
      ],
    );
  });

  it('links keep their line in wrapped paragraphs, in HTML and in pictures', () => {
    const text =
      'See\n[the plan](docs/plan.md) and\n![drawing](a.png).\n\n<!-- [no](hidden.md) -->\n<img src="logo.svg">\n';

    const { links } = readDocument('x.md', text);

    assert.deepEqual(
      links.map(({ line, target, image }) => [line, target, image]),
      [
        [2, 'docs/plan.md', false],
        [3, 'a.png', true],
        [6, 'logo.svg', true],
      ],
    );
  });

  it('front matter is read as fields and does not become a heading', () => {
    const { title, lines, headings } = readDocument(
      'x.md',
      '---\ntitle: Runbook\nnext_review: 2026-05-01\n---\n\n# Start\n',
    );

    assert.equal(title, 'Runbook');
    assert.deepEqual(headings, [{ line: 6, depth: 1, text: 'Start' }]);
    assert.equal(lines[1]?.text, 'next_review: 2026-05-01');
  });

  it('anchors are those of code hosts: emoji go, repeats are numbered', () => {
    const { anchors } = readDocument('x.md', '# 🚀 Go live\n## Steps\n## Steps\n<a name="Old"></a>\n');

    assert.deepEqual([...anchors], ['-go-live', 'steps', 'steps-1', 'old']);
  });

  it('reStructuredText and AsciiDoc give headings, items and code with lines', () => {
    const rst = readDocument('x.rst', 'Title\n=====\n\nRun::\n\n    make test\n\nNext\n----\n\n- item\n');
    const adoc = readDocument(
      'x.adoc',
      '= Title\n\n[source,bash]\n----\nmake test\n----\n\n== Next\n\n* [x] item\n',
    );

    for (const { headings, code, lines } of [rst, adoc]) {
      assert.deepEqual(
        headings.map(({ depth, text }) => [depth, text]),
        [
          [1, 'Title'],
          [2, 'Next'],
        ],
      );
      assert.equal(code[0]?.lines[0]?.text, 'make test');
      assert.deepEqual(lines.at(-1)?.under, ['Title', 'Next']);
    }
  });
});

describe('text of a wrong code page is mended', () => {
  const sentence = '✅ Backups → restored in 5 min – “really” 🔒 ⚠️ └── ⏳ ❌';
  for (const codePage of ['windows-1252', 'macintosh', 'windows-1254']) {
    it(`read as ${codePage}`, () => {
      const broken = new TextDecoder(codePage).decode(new TextEncoder().encode(sentence));

      assert.notEqual(broken, sentence);
      assert.equal(mend(broken), sentence);
    });
  }

  it('what cannot be told apart any more is a sign, not a word', () => {
    assert.equal(
      mend('ğŸ“ Support contacts, ðŸ Search, â˜ï¸ Cloud'),
      '▪ Support contacts, ▪ Search, ▪ Cloud',
    );
    for (const right of ['Âge, Ÿ, ğ and ð', 'œuvre', 'Ağustos', 'â la carte'])
      assert.equal(mend(right), right);
  });

  it('read wrongly twice', () => {
    const once = new TextDecoder('windows-1252').decode(new TextEncoder().encode('café ✅'));
    const twice = new TextDecoder('windows-1252').decode(new TextEncoder().encode(once));

    assert.equal(mend(twice), 'café ✅');
  });

  it('with the bytes gone that the code page has no sign for', () => {
    assert.equal(mend('âŒ open, â³ later'), '❌ open, ⏳ later');
  });

  it('leaves text alone that is right', () => {
    for (const right of [
      'Größe über 5 µs',
      'El Niño está aquí: €5',
      'Привет, мир ✅',
      '日本語テスト',
      '“é” naïve – …',
      'Ünïcödé ÀÉÎ',
    ])
      assert.equal(mend(right), right);
  });
});
