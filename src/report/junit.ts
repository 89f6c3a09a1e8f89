import { XMLBuilder } from 'fast-xml-parser';
import type { AuditResult, Result } from '../kit/result.ts';
import { harmless } from './harmless.ts';
import { describePlace } from './place.ts';
import { isExcused } from './priorities.ts';

type Attributes = Readonly<Record<string, string | number>>;

/** JUnit XML: a suite per area, a case per audit. What nobody has shown counts as skipped, never as passed. */
export function renderJunit(result: Result): string {
  const suites = result.areas.map((area) => {
    const audits = result.audits.filter((audit) => audit.area === area.id);
    return { ...totals(audits), '@name': clean(area.id), testcase: audits.map(toCase) };
  });
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': 'seaworthy',
      ...totals(result.audits),
      '@time': seconds(result.durationMs),
      testsuite: suites,
    },
  };
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    textNodeName: '#text',
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  return builder.build(document);
}

function totals(audits: readonly AuditResult[]): Attributes {
  const failures = audits.filter(fails).length;
  const errors = audits.filter((audit) => audit.outcome === 'error').length;
  const passed = audits.filter((audit) => audit.outcome === 'pass').length;
  return {
    '@tests': audits.length,
    '@failures': failures,
    '@errors': errors,
    '@skipped': audits.length - failures - errors - passed,
  };
}

/** A failing trial audit and a waived one must not turn a pipeline red. */
function fails(audit: AuditResult): boolean {
  return audit.outcome === 'fail' && audit.state === 'stable' && !isExcused(audit);
}

function toCase(audit: AuditResult) {
  const attributes = { '@classname': clean(audit.area), '@name': clean(`${audit.id}: ${audit.title}`) };
  if (audit.outcome === 'pass') return attributes;
  const because = clean(audit.because ?? '');
  if (audit.outcome === 'error') return { ...attributes, error: { '@message': because } };
  if (!fails(audit)) return { ...attributes, skipped: { '@message': whySkipped(audit) } };
  const lines = audit.findings.map(({ says, where }) => {
    const place = describePlace(where);
    return clean(place === undefined ? says : `${place}: ${says}`);
  });
  const failure = {
    '@message': clean(audit.title),
    '@type': audit.severity,
    '#text': `\n${lines.join('\n')}\n`,
  };
  return { ...attributes, failure };
}

function whySkipped(audit: AuditResult): string {
  if (audit.outcome === 'fail')
    return clean(`${isExcused(audit) ? 'Waived' : 'On trial'}, but fails: ${audit.title}`);
  return clean(`${audit.outcome}: ${audit.because ?? ''}`);
}

/** XML has no way at all to write most control characters. */
function clean(text: string): string {
  return harmless(text).replaceAll(/[\ufffe\uffff]/g, '\ufffd');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}
