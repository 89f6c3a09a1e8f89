import { isRecord } from '../lockfiles/lock.ts';
import { childrenOf, type XmlElement } from '../xml-text.ts';
import type { ReportedTest } from './suite-reports.ts';

export function junitTests(root: XmlElement | undefined): ReportedTest[] {
  const tests: ReportedTest[] = [];
  const queue = root ? [root] : [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    queue.push(...next.children.filter(({ name }) => name === 'testsuite'));
    for (const one of childrenOf(next, 'testcase')) {
      const bad = [...childrenOf(one, 'failure'), ...childrenOf(one, 'error')][0];
      const skipped = childrenOf(one, 'skipped').length > 0;
      const { classname = '', name = '' } = one.attributes;
      const says = bad && plainText([bad.attributes['message'] ?? '', bad.text].join('\n').slice(0, 4_000));
      tests.push({
        name,
        // pytest names modules: tests.test_orders or tests.test_orders.TestOrders.
        file: `${classname.replace(/\.[A-Z]\w*$/, '').replaceAll('.', '/')}.py`,
        outcome: bad ? 'fail' : skipped ? 'skip' : 'pass',
        ...(says === undefined ? {} : { says }),
      });
    }
  }
  return tests;
}

/** The reader leaves entities as they stand; only those of plain text are taken here. */
function plainText(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    '&#10;': '\n',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&apos;': "'",
    '&amp;': '&',
  };
  return text.replace(/&(#10|lt|gt|quot|apos|amp);/g, (entity) => signs[entity] ?? entity);
}

/** Vitest writes the report of jest. */
export function jestTests(report: unknown): ReportedTest[] {
  const results = isRecord(report) && Array.isArray(report['testResults']) ? report['testResults'] : [];
  return results.filter(isRecord).flatMap((result): ReportedTest[] => {
    const file = String(result['name']);
    const cases = (Array.isArray(result['assertionResults']) ? result['assertionResults'] : []).filter(
      isRecord,
    );
    if (cases.length === 0 && result['status'] === 'failed')
      return [{ name: file, file, outcome: 'fail', says: String(result['message']).slice(0, 2_000) }];
    return cases.map((one) => {
      const messages = Array.isArray(one['failureMessages']) ? one['failureMessages'].join('\n') : '';
      const status = one['status'];
      const outcome = status === 'passed' ? 'pass' : status === 'failed' ? 'fail' : 'skip';
      return {
        name: String(one['fullName']),
        file,
        outcome,
        ...(messages ? { says: messages.slice(0, 2_000) } : {}),
      };
    });
  });
}

export function mochaTests(report: unknown): ReportedTest[] {
  if (!isRecord(report)) return [];
  const lists = [
    ['passes', 'pass'],
    ['failures', 'fail'],
    ['pending', 'skip'],
  ] as const;
  return lists.flatMap(([key, outcome]) => {
    const list = report[key];
    return (Array.isArray(list) ? list : []).filter(isRecord).map((one): ReportedTest => {
      const error = isRecord(one['err']) ? String(one['err']['stack'] ?? one['err']['message'] ?? '') : '';
      const file = one['file'];
      return {
        name: String(one['fullTitle']),
        outcome,
        ...(typeof file === 'string' ? { file } : {}),
        ...(error === '' ? {} : { says: error.slice(0, 2_000) }),
      };
    });
  });
}
