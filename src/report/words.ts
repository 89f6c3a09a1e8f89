import type { Outcome } from '../kit/audit.ts';
import type { AreaScore, AuditResult, Result } from '../kit/result.ts';

/** How an outcome is drawn and said; never by colour alone. */
export const outcomes: Readonly<Record<Outcome, { readonly mark: string; readonly says: string }>> = {
  fail: { mark: '✗', says: 'fails' },
  error: { mark: '!', says: 'could not be judged' },
  unknown: { mark: '?', says: 'not shown yet' },
  pass: { mark: '✓', says: 'proven' },
  'not-applicable': { mark: '–', says: 'does not apply' },
};

/** The order of interest: what is wrong, what is open, what is fine. */
export const outcomeOrder: readonly Outcome[] = ['fail', 'error', 'unknown', 'pass', 'not-applicable'];
const severityOrder = ['blocker', 'major', 'minor', 'note'];

export function byInterest(a: AuditResult, b: AuditResult): number {
  return (
    outcomeOrder.indexOf(a.outcome) - outcomeOrder.indexOf(b.outcome) ||
    Number(a.state === 'trial') - Number(b.state === 'trial') ||
    severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** "41–63": what is proven, and what more could be; one number when they agree. */
export function interval({
  proven,
  possible,
}: {
  readonly proven: number;
  readonly possible: number;
}): string {
  return proven === possible ? `${proven}` : `${proven}–${possible}`;
}

export function isScored({ pass, fail, unknown, error }: AreaScore): boolean {
  return pass + fail + unknown + error > 0;
}

const areaTitles: Readonly<Record<string, string>> = { api: 'API', code: 'Code quality' };

/** Headline of an area; a team's own area reads like its folder. */
export function areaTitle(id: string): string {
  return areaTitles[id] ?? id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
}

export function targetName({ target }: Result): string {
  const name = target.path?.split(/[/\\]/).findLast((part) => part !== '');
  return name ?? target.url ?? 'target';
}

export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** 0.5 → "30 min", 3 → "3 h". */
export function hours(effortHours: number): string {
  return effortHours < 1 ? `${Math.round(effortHours * 60)} min` : `${effortHours} h`;
}
