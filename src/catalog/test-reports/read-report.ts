import coverage from 'istanbul-lib-coverage';
import type { TestReport } from '../evidence/test-reports.ts';
import { isRecord, readPlainJson, recordAt } from '../lockfiles/lock.ts';
import { child, childrenOf, readXml, type XmlElement } from '../xml-text.ts';

export type Report = Omit<TestReport, 'file' | 'folder'>;
type Share = NonNullable<NonNullable<TestReport['coverage']>['lines']>;

/** Reads a report of a test run or of coverage by its content; undefined when it is none. */
export function readReport(file: string, text: string): Report | undefined {
  if (file.endsWith('.json')) return jsonReport(readPlainJson(text));
  if (/lcov|\.info$/.test(file)) return lcov(text);
  const root = readXml(text);
  switch (root?.name) {
    case 'testsuites':
    case 'testsuite':
      return junit(root);
    case 'coverage':
      return root.attributes['line-rate'] === undefined ? clover(root) : cobertura(root);
    case 'report':
      return jacoco(root);
    default:
      return undefined;
  }
}

function junit(root: XmlElement): Report | undefined {
  // A nested suite's tests are counted in the suite around it by most writers, so the cases themselves are counted.
  const cases: XmlElement[] = [];
  const queue: XmlElement[] = [root];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const one of next.children) (one.name === 'testcase' ? cases : queue).push(one);
  }
  const having = (name: string) => cases.filter((one) => childrenOf(one, name).length > 0).length;
  const skipped = having('skipped');
  const writtenAt = dateOf(root.attributes['timestamp'] ?? child(root, 'testsuite')?.attributes['timestamp']);
  return {
    format: 'junit',
    ...(writtenAt === undefined ? {} : { writtenAt }),
    tests: { executed: cases.length - skipped, failed: having('failure'), errors: having('error'), skipped },
  };
}

function cobertura(root: XmlElement): Report {
  const { attributes } = root;
  const files = countBelow(root, 'class');
  const lines =
    shareOf(attributes['lines-covered'], attributes['lines-valid']) ?? rate(attributes['line-rate']);
  const branches = shareOf(attributes['branches-covered'], attributes['branches-valid']);
  const stamp = Number(attributes['timestamp']);
  // Seconds or milliseconds, by the writer.
  const writtenAt = stamp > 0 ? new Date(stamp < 1e11 ? stamp * 1_000 : stamp).toISOString() : undefined;
  return {
    format: 'cobertura',
    ...(writtenAt === undefined ? {} : { writtenAt }),
    coverage: { ...(lines ? { lines } : {}), ...(branches ? { branches } : {}), files },
  };
}

function clover(root: XmlElement): Report | undefined {
  const project = child(root, 'project');
  const metrics = child(project, 'metrics')?.attributes;
  if (!metrics) return undefined;
  const statements = shareOf(metrics['coveredstatements'], metrics['statements']);
  const functions = shareOf(metrics['coveredmethods'], metrics['methods']);
  const branches = shareOf(metrics['coveredconditionals'], metrics['conditionals']);
  return {
    format: 'clover',
    coverage: {
      ...(statements ? { statements, lines: statements } : {}),
      ...(functions ? { functions } : {}),
      ...(branches ? { branches } : {}),
      files: countBelow(root, 'file'),
    },
  };
}

function jacoco(root: XmlElement): Report | undefined {
  const counters = new Map(
    childrenOf(root, 'counter').map((one) => [one.attributes['type'], one.attributes]),
  );
  const share = (type: string): Share | undefined => {
    const counter = counters.get(type);
    const covered = Number(counter?.['covered']);
    return shareOf(covered, covered + Number(counter?.['missed']));
  };
  const lines = share('LINE');
  if (!lines) return undefined;
  const branches = share('BRANCH');
  const functions = share('METHOD');
  return {
    format: 'jacoco',
    coverage: {
      lines,
      ...(branches ? { branches } : {}),
      ...(functions ? { functions } : {}),
      files: countBelow(root, 'sourcefile'),
    },
  };
}

function lcov(text: string): Report | undefined {
  const sums: Record<string, number> = {};
  let files = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('SF:')) files += 1;
    const match = /^(LF|LH|BRF|BRH|FNF|FNH):(\d+)/.exec(line);
    if (match?.[1]) sums[match[1]] = (sums[match[1]] ?? 0) + Number(match[2]);
  }
  if (files === 0) return undefined;
  const lines = shareOf(sums['LH'], sums['LF']);
  const branches = shareOf(sums['BRH'], sums['BRF']);
  const functions = shareOf(sums['FNH'], sums['FNF']);
  return {
    format: 'lcov',
    coverage: {
      ...(lines ? { lines } : {}),
      ...(branches ? { branches } : {}),
      ...(functions ? { functions } : {}),
      files,
    },
  };
}

function jsonReport(value: unknown): Report | undefined {
  if (!isRecord(value)) return undefined;
  const total = recordAt(value, 'total');
  if (isRecord(total['lines']) && 'pct' in total['lines'])
    return {
      format: 'istanbul-summary',
      coverage: { ...summary(total), files: Object.keys(value).length - 1 },
    };
  const python = recordAt(value, 'totals');
  if (python['num_statements'] !== undefined) {
    const lines = shareOf(python['covered_lines'], python['num_statements']);
    const branches = shareOf(python['covered_branches'], python['num_branches']);
    const writtenAt = dateOf(recordAt(value, 'meta')['timestamp']);
    return {
      format: 'coverage.py',
      ...(writtenAt === undefined ? {} : { writtenAt }),
      coverage: {
        ...(lines ? { lines } : {}),
        ...(branches ? { branches } : {}),
        files: Object.keys(recordAt(value, 'files')).length,
      },
    };
  }
  const first = Object.values(value)[0];
  if (!isRecord(first) || !isRecord(first['statementMap'])) return undefined;
  try {
    // The library checks each entry and throws on a wrong one, which its type does not say.
    const map = coverage.createCoverageMap(value as Parameters<typeof coverage.createCoverageMap>[0]);
    return {
      format: 'istanbul',
      coverage: { ...summary(map.getCoverageSummary().toJSON()), files: map.files().length },
    };
  } catch {
    return undefined;
  }
}

function summary(total: unknown): Omit<NonNullable<TestReport['coverage']>, 'files'> {
  const shares = (['lines', 'branches', 'functions', 'statements'] as const).flatMap((key) => {
    const found = recordAt(total, key);
    const share = shareOf(found['covered'], found['total']);
    return share ? [[key, share] as const] : [];
  });
  return Object.fromEntries(shares);
}

function shareOf(covered: unknown, total: unknown): Share | undefined {
  const [part, whole] = [Number(covered), Number(total)];
  if (!(whole > 0) || !(part >= 0)) return undefined;
  return { covered: part, total: whole, percent: Math.round((10_000 * part) / whole) / 100 };
}

function rate(text: string | undefined): Share | undefined {
  const value = Number(text);
  return text !== undefined && value >= 0 && value <= 1 ? shareOf(value * 10_000, 10_000) : undefined;
}

function countBelow(root: XmlElement, name: string): number {
  let count = 0;
  const queue: XmlElement[] = [root];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next.name === name) count += 1;
    queue.push(...next.children);
  }
  return count;
}

function dateOf(value: unknown): string | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
