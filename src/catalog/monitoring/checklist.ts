import type { Finding } from '../../kit/where.ts';
import type readinessClaimsEvidence from '../evidence/readiness-claims.ts';
import type { Alert } from './alerts.ts';
import { watchedBy, type CoveredKind } from './coverage.ts';

type Claims = ReturnType<(typeof readinessClaimsEvidence)['schema']['parse']>;

const subjects: readonly (readonly [CoveredKind, RegExp])[] = [
  ['errors', /\berrors? rate\b|\berror ratio\b|\bfailure rate\b/i],
  ['latency', /\bresponse times?\b|\blatency\b|\bp9\d\b/i],
  ['memory', /\bmemory\b/i],
  ['disk', /\bdisk\b/i],
  ['certificate', /\bcertificate|\bssl\b|\btls\b/i],
];
const unitSeconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  millisecond: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  min: 60,
  minute: 60,
  hour: 3_600,
  day: 86_400,
};

/** Thresholds that a readiness document lists under its alerts, held against the rules that watch the same thing. */
export function againstChecklist(
  claims: Claims,
  alerts: readonly Alert[],
): { compared: number; findings: Finding[] } {
  let compared = 0;
  const findings: Finding[] = [];
  for (const { file, standing, claims: lines } of claims.documents) {
    for (const { line, text, under, says, figures } of standing === 'current' ? lines : []) {
      const kind = subjects.find(([, shape]) => shape.test(text))?.[0];
      const [figure] = figures;
      if (kind === undefined || figure === undefined || figures.length > 1 || says === 'open') continue;
      if (!/\balert/i.test(`${under.join(' ')} ${text}`)) continue;
      const stated = statedValue(figure);
      const rules = alerts.flatMap((alert) => comparable(alert, kind, figure.kind === 'share'));
      if (stated === undefined || rules.length === 0) continue;
      compared += 1;
      if (rules.some(({ value }) => Math.abs(value - stated) <= Math.abs(stated) * 0.005)) continue;
      const have = rules
        .map(({ name, value }) => `${name} ${show(value, figure.kind === 'share')}`)
        .join(', ');
      findings.push({
        key: `checklist:${file}:${kind}:${figure.text}`,
        says: `${file} lists ${figure.text.trim()} for ${kind}, and the rules say otherwise: ${have}.`,
        where: { file, line },
      });
    }
  }
  return { compared, findings };
}

function statedValue(figure: {
  readonly kind: string;
  readonly value: number;
  readonly unit?: string | undefined;
}): number | undefined {
  if (figure.kind === 'share') return figure.value;
  const unit = (figure.unit ?? '').toLowerCase();
  const seconds = unitSeconds[unit.length > 2 ? unit.replace(/s$/, '') : unit];
  return seconds === undefined ? undefined : figure.value * seconds;
}

/** What an alert compares with, in percent or in seconds; none when its unit is not plain. */
function comparable(
  { rule }: Alert,
  kind: CoveredKind,
  inPercent: boolean,
): { name: string; value: number }[] {
  const { threshold, ratio, percent, scaled, age, quantile, metrics } = rule.expression;
  if (!threshold || scaled || !watchedBy(rule.expression).includes(kind)) return [];
  if (inPercent) {
    if (!ratio && !percent) return [];
    const used = percent ? threshold.value : threshold.value * 100;
    return [{ name: rule.name, value: threshold.operator.startsWith('<') ? 100 - used : used }];
  }
  const seconds = age || quantile !== undefined || metrics.every((metric) => /_seconds(_\w+)?$/.test(metric));
  return seconds && !metrics.some((metric) => /_(ms|millis\w*)(_\w+)?$/.test(metric))
    ? [{ name: rule.name, value: threshold.value }]
    : [];
}

function show(value: number, inPercent: boolean): string {
  return inPercent ? `${Number(value.toFixed(3))} %` : `${Number(value.toFixed(3))} s`;
}
