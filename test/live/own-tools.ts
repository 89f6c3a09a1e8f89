// The tools and suites of tiny services in Python and Go, each as it is and with one thing broken. Needs pip's registry
// or its cache, and Go. `npm run test:live` does not run it: node --test test/live/own-tools.ts
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { inspect } from '../../src/cli/inspection.ts';
import { goService, layOut, pythonService } from '../tiny-services.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-own-tools-'));
after(() => rmSync(scratch, { recursive: true, force: true }));
const audits = ['code/typecheck-clean', 'code/lint-clean', 'code/format-clean', 'testing/suite-passes'];

interface Case {
  readonly says: string;
  readonly files: Readonly<Record<string, string>>;
  readonly outcomes: readonly string[];
}

const python: readonly Case[] = [
  { says: 'as it is', files: {}, outcomes: ['pass', 'pass', 'unknown', 'pass'] },
  {
    says: 'a type that is wrong',
    files: { 'wrong.py': 'count: int = "many"\n' },
    outcomes: ['fail', 'pass', 'unknown', 'pass'],
  },
  {
    says: 'an import that nobody uses',
    files: { 'idle.py': 'import os\n' },
    outcomes: ['pass', 'fail', 'unknown', 'pass'],
  },
  {
    says: 'a test that fails',
    files: { 'test_wrong.py': 'def test_wrong() -> None:\n    assert [1] == [2]\n' },
    outcomes: ['pass', 'pass', 'unknown', 'fail'],
  },
];
const go: readonly Case[] = [
  { says: 'as it is', files: {}, outcomes: ['pass', 'unknown', 'pass', 'pass'] },
  {
    says: 'a format that does not fit its argument',
    files: { 'say.go': 'package main\n\nimport "log"\n\nfunc say() {\n\tlog.Printf("%d", "one")\n}\n' },
    outcomes: ['fail', 'unknown', 'pass', 'unknown'],
  },
  {
    says: 'a file as somebody typed it',
    files: { 'loose.go': 'package main\n\nvar  limit=10\n' },
    outcomes: ['pass', 'unknown', 'fail', 'pass'],
  },
  {
    says: 'a test that fails',
    files: {
      'wrong_test.go':
        'package main\n\nimport "testing"\n\nfunc TestWrong(t *testing.T) {\n\tt.Errorf("got %d, want 2", total([]int{1}))\n}\n',
    },
    outcomes: ['pass', 'unknown', 'pass', 'fail'],
  },
];

for (const [language, service, cases] of [
  ['Python', pythonService, python],
  ['Go', goService, go],
] as const)
  describe(`a tiny service in ${language}`, { concurrency: 1 }, () => {
    for (const [index, { says, files, outcomes }] of cases.entries())
      it(says, async () => {
        const path = join(scratch, `${language}-${index}`);
        layOut(path, { ...service, ...files });

        const { result } = await inspect({ path, consent: { start: true }, only: { audits, areas: [] } });

        const found = audits.map((id) => result.audits.find((audit) => audit.id === id));
        const told = found.map((audit) => [audit?.id, audit?.because, audit?.findings[0]?.says].join(' '));
        assert.deepEqual(
          found.map((audit) => audit?.outcome),
          outcomes,
          told.join('\n'),
        );
      });
  });
