import type { Sitting } from '../evidence/suite-sittings.ts';
import { isRecord, readPlainJson } from '../lockfiles/lock.ts';
import { readReport } from '../test-reports/read-report.ts';
import { readXml } from '../xml-text.ts';
import { goCoverage, goTests } from './go-reports.ts';
import { jestTests, junitTests, mochaTests } from './runner-reports.ts';
import { areasOf, shareOf } from './shares.ts';

/** A test as a report has it; the path is as the runner writes it. */
export interface ReportedTest {
  readonly name: string;
  readonly file?: string;
  readonly outcome: 'pass' | 'fail' | 'skip';
  readonly says?: string;
}

export interface Reported {
  readonly tests: readonly ReportedTest[];
  readonly coverage?: Sitting['coverage'];
}

/** What the runners wrote down; undefined when none of them wrote anything. */
export function readSuiteReports(reports: Readonly<Record<string, string>>): Reported | undefined {
  const tests: ReportedTest[] = [];
  let coverage: Sitting['coverage'];
  let seen = false;
  for (const [name, text] of Object.entries(reports)) {
    const read = readOne(name, text);
    if (!read) continue;
    seen = seen || read.tests !== undefined;
    tests.push(...(read.tests ?? []));
    coverage ??= read.coverage;
  }
  return seen ? { tests: distinct(tests), ...(coverage ? { coverage } : {}) } : undefined;
}

function readOne(name: string, text: string): Partial<Reported> | undefined {
  if (/^node-\d+\.jsonl$/.test(name)) return nodeReport(text);
  if (name === 'go.jsonl') return { tests: goTests(text) };
  if (name === 'go.cover') return { coverage: goCoverage(text) };
  if (/^pytest.*\.xml$/.test(name)) return { tests: junitTests(readXml(text)) };
  if (/^jest-\d+\.json$/.test(name)) return { tests: jestTests(readPlainJson(text)) };
  if (/^mocha-\d+\.json$/.test(name)) return { tests: mochaTests(readPlainJson(text)) };
  if (/(^|\/)coverage(-summary)?\.json$/.test(name)) {
    const read = readReport(name, text)?.coverage;
    if (!read?.lines) return undefined;
    return {
      coverage: { lines: read.lines, areas: [], ...(read.branches ? { branches: read.branches } : {}) },
    };
  }
  return undefined;
}

function nodeReport(text: string): Partial<Reported> {
  const tests: ReportedTest[] = [];
  let coverage: Sitting['coverage'];
  for (const line of text.split('\n')) {
    // Our own reporter wrote these lines, inside the target's process: they are read as anything from there.
    const record = readPlainJson(line);
    if (!isRecord(record)) continue;
    const { test, coverage: measured } = record;
    if (isRecord(test)) {
      const one = reported(test);
      // The runner passes a file without tests as a test by the name of the file.
      const hollow = one.outcome === 'pass' && one.file !== undefined && one.file.endsWith(one.name);
      if (!hollow) tests.push(one);
    }
    if (isRecord(measured) && isRecord(measured['totals'])) {
      const { totals, workingDirectory } = measured;
      const files = (Array.isArray(measured['files']) ? measured['files'] : [])
        .filter(isRecord)
        .map((file) => ({
          path: String(file['path']).replace(`${String(workingDirectory)}/`, ''),
          covered: Number(file['covered']),
          total: Number(file['total']),
        }));
      coverage = {
        lines: shareOf(Number(totals['coveredLineCount']), Number(totals['totalLineCount'])),
        branches: shareOf(Number(totals['coveredBranchCount']), Number(totals['totalBranchCount'])),
        areas: areasOf(files),
      };
    }
  }
  return { tests, ...(coverage ? { coverage } : {}) };
}

function reported(test: Readonly<Record<string, unknown>>): ReportedTest {
  const { name, file, outcome, says } = test;
  return {
    name: String(name),
    outcome: outcome === 'pass' || outcome === 'skip' ? outcome : 'fail',
    ...(typeof file === 'string' ? { file } : {}),
    ...(typeof says === 'string' ? { says } : {}),
  };
}

/** Two tests of one name in one file are two tests. */
function distinct(tests: readonly ReportedTest[]): ReportedTest[] {
  const seen = new Map<string, number>();
  return tests.map((test) => {
    const key = `${test.file ?? ''}\0${test.name}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? test : { ...test, name: `${test.name} (${count})` };
  });
}
