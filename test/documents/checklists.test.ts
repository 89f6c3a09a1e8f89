import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDocument } from '../../src/documents/read.ts';
import { readStatements } from '../../src/documents/statements.ts';

function said(path: string, text: string) {
  return readStatements(readDocument(path, text)).map(({ line, text: words, box, says, under }) =>
    [line, words, box ?? says, under.join(' > ')]
      .filter((one) => one !== undefined && one !== '')
      .join(' | '),
  );
}

describe('checklists kept as data', () => {
  it('a CSV table: quotes, line breaks in cells, the column that ticks and the one that groups', () => {
    const text =
      'Area,Check,Done,Note\r\nData,"Backups, restored",TRUE,"two\nlines ""so"""\r\nData,Rate limiting,FALSE,\r\n';

    assert.deepEqual(said('list.csv', text), [
      '2 | Backups, restored | two lines "so" | ticked | Data',
      '4 | Rate limiting | empty | Data',
    ]);
  });

  it('a table of another separator, with words for a state', () => {
    assert.deepEqual(said('list.csv', 'Check;Status\nBackups;Done\nLoad test;Pending\n'), [
      '2 | Backups | Done | done',
      '3 | Load test | Pending | open',
    ]);
  });

  it('a YAML list of items, booleans and states', () => {
    const text =
      'title: Launch\nsecurity:\n  - item: Rate limiting\n    done: true\n  - "[ ] Secrets rotated"\n  - name: Backups\n    status: in progress\ndata_recovery:\n  restore_tested: false\n';

    assert.deepEqual(said('launch.yaml', text), [
      '1 | title: Launch',
      '3 | Rate limiting | ticked | security',
      '5 | Secrets rotated | empty | security',
      '6 | Backups: in progress | partial | security',
      '9 | restore tested | empty | data recovery',
    ]);
  });

  it('a GitHub issue form: its boxes are to be ticked', () => {
    const text =
      'name: Release\nbody:\n  - type: markdown\n    attributes:\n      value: |\n        - [ ] Announce it\n  - type: checkboxes\n    attributes:\n      label: Before\n      options:\n        - label: Backups tested\n          required: true\n';

    assert.deepEqual(said('.github/ISSUE_TEMPLATE/release.yml', text), [
      '1 | name: Release',
      '5 | Announce it | empty | body',
      '11 | Backups tested | empty | body > Before',
    ]);
  });

  it('issues and milestones exported as JSON: closed is done, task lists in their text are lines', () => {
    const text = JSON.stringify(
      [
        {
          number: 4,
          title: 'Rate limiting',
          state: 'CLOSED',
          labels: [{ name: 'a', color: 'f00' }],
          milestone: { title: 'Launch' },
        },
        { number: 5, title: 'Backups', state: 'open', body: '- [x] off-site\n- [ ] restored\n' },
      ],
      undefined,
      1,
    );

    assert.deepEqual(said('issues.json', text), [
      '2 | Rate limiting | ticked | Launch',
      '16 | Backups | empty',
      '16 | off-site | ticked | Backups',
      '16 | restored | empty | Backups',
    ]);
  });

  it('data that is broken, deep or no list at all throws nothing', () => {
    for (const [path, text] of [
      ['a.json', '{"a": ['],
      ['a.yaml', 'a: [1, 2\n b: - c\n\t'],
      ['a.yaml', '[['.repeat(5_000)],
      ['a.csv', '"open'],
      ['a.csv', ''],
      ['a.yaml', 'a: &a [*a, *a]\nb: *c'],
    ] as const)
      assert.ok(Array.isArray(said(path, text)), path);
  });
});
