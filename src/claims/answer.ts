import type { Figure } from '../documents/figures.ts';
import type { Statement } from '../documents/statements.ts';
import type { AuditResult, ClaimVerdict, Result } from '../kit/result.ts';
import { answerNumber } from './answer-number.ts';
import { answerWhole } from './answer-whole.ts';
import type { Where } from '../kit/where.ts';
import type { Match } from './map.ts';
import { affirms, denial } from './matter.ts';

export interface Answer {
  readonly verdict: ClaimVerdict;
  readonly because: string;
  readonly measured?: string;
  /** What denies a contradicted line, and where. */
  readonly denied?: { readonly audit?: string; readonly where: Where };
  /** What would prove a line that is not shown yet. */
  readonly toProve?: string;
}

type Judged = Pick<Result, 'audits' | 'areas' | 'score'>;

/** What the audits say to one line. Accuses only when a failing audit directly denies a line that says done. */
export function answer(
  statement: Statement,
  matches: readonly Match[],
  result: Judged,
  byId: ReadonlyMap<string, AuditResult>,
): Answer {
  // A pin says which audits answer, whatever else the line looks like.
  const pinned = matches.some(({ place }) => place === 'pin');
  const whole = pinned ? undefined : (answerWhole(statement, result) ?? answerNumber(statement, result));
  if (whole) return whole;
  if (statement.unprovable !== undefined && !pinned)
    return { verdict: 'not-checkable', because: `Nobody can prove this line: ${statement.unprovable}.` };
  const ids = [...new Set(matches.flatMap(({ audits }) => audits))];
  if (ids.length === 0)
    return {
      verdict: 'unproven',
      because: 'No audit looks at what this line says.',
      toProve: 'a check of your own that claims it, or its audits under claims: in seaworthy.yaml',
    };
  const judged = ids.flatMap((id) => byId.get(id) ?? []);
  const applying = judged.filter(({ outcome }) => outcome !== 'not-applicable');
  if (applying.length === 0) return answerNothingApplies(ids, judged);
  const passed = applying.filter(({ outcome }) => outcome === 'pass');
  const failed = applying.filter(({ outcome }) => outcome === 'fail');
  const unseen = applying.filter(({ outcome }) => outcome === 'unknown' || outcome === 'error');
  if (passed.length === applying.length) return answerAllPass(statement, matches, passed, byId);
  if (failed.length > 0) return answerFailing(statement, matches, { passed, failed, unseen });
  const attested = unseen.every((audit) => audit.attested) ? unseen[0]?.attested : undefined;
  if (attested)
    return {
      verdict: 'attested',
      because: `${attested.by} states it until ${attested.until}: ${attested.statement}`,
    };
  const [first] = unseen;
  const missing = first ? `${first.id}: ${reasonOf(first)}` : '';
  const proof = first ? { toProve: howToProve(first) } : {};
  if (passed.length > 0)
    return {
      verdict: 'partly',
      because: `${namesOf(passed)} ${hold(passed)}. Not shown yet: ${missing}`,
      ...proof,
    };
  return { verdict: 'unproven', because: missing, ...proof };
}

/** The engine writes the reason and the way to a proof into one text. */
const proofMark = ' To prove it: ';

function reasonOf({ because, title }: AuditResult): string {
  return (because ?? title).split(proofMark)[0] ?? '';
}

function howToProve({ id, because }: AuditResult): string {
  return because?.split(proofMark)[1]?.replace(/\.$/, '') ?? `what it asks for: seaworthy explain ${id}`;
}

function answerNothingApplies(ids: readonly string[], judged: readonly AuditResult[]): Answer {
  const [first] = judged;
  return first
    ? {
        verdict: 'not-checkable',
        because: `Does not apply here: ${first.id}: ${first.because ?? first.title}`,
      }
    : {
        verdict: 'unproven',
        because: `Not looked at in this run: ${ids.join(', ')}.`,
        toProve: 'a run of all audits: seaworthy inspect',
      };
}

function answerAllPass(
  statement: Statement,
  matches: readonly Match[],
  passed: readonly AuditResult[],
  byId: ReadonlyMap<string, AuditResult>,
): Answer {
  const shown = passed.map(({ id, title }) => `${id}: ${title}.`).join(' ');
  const affirming = passed.filter((audit) => affirms(audit, matches, statement.text));
  if (affirming.length > 0 && affirming.every(({ state }) => state === 'trial'))
    return { verdict: 'partly', because: `Shown by an audit that is still on trial: ${shown}` };
  if (affirming.length === 0)
    return { verdict: 'partly', because: `Shown, though it is not all the line says: ${shown}` };
  const wider = matches.flatMap((match) => match.wider).flatMap((id) => byId.get(id) ?? []);
  const open = wider.find(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable');
  if (open)
    return {
      verdict: 'partly',
      because: `${shown} Not shown: ${open.id}: ${reasonOf(open)}`,
      toProve: howToProve(open),
    };
  // An audit passes against its own limits, not against the number in the line.
  const figure = statement.figures.find((one) => one.kind !== 'grade' && !isEffort(one, statement));
  if (figure) return { verdict: 'partly', because: `${shown} The number "${figure.text}" is not compared.` };
  if (statement.says === 'open')
    return { verdict: 'proven', because: `Declared open, yet it is done: ${shown}` };
  return { verdict: 'proven', because: shown };
}

/** "Architecture diagrams (16h)" in a list of what is open: what it will cost, not what holds. */
function isEffort({ kind, unit, text }: Figure, { says, text: line }: Statement): boolean {
  const duration = kind === 'measure' && /^(?:h|hours?|d|days?|weeks?)$/.test(unit ?? '');
  return says === 'open' && duration && line.includes(`(${text})`);
}

interface Sorted {
  readonly passed: readonly AuditResult[];
  readonly failed: readonly AuditResult[];
  readonly unseen: readonly AuditResult[];
}

function answerFailing(
  statement: Statement,
  matches: readonly Match[],
  { passed, failed, unseen }: Sorted,
): Answer {
  const fails = failed.map(({ id, title }) => `${id}: ${title}.`).join(' ');
  const says = failed[0]?.findings[0]?.says;
  const measured = says === undefined ? {} : { measured: says };
  const toProve = { toProve: `mend it as this tells: seaworthy explain ${failed[0]?.id ?? ''}` };
  if (statement.says === 'open')
    return { verdict: 'unproven', because: `Declared open, and honestly so: ${fails}`, ...measured };
  const mostly = unseen.length === 0 || failed.length + unseen.length <= 2;
  const mayAccuse = statement.says === 'done' && !statement.inherited && passed.length === 0 && mostly;
  for (const audit of mayAccuse && !hasNumber(statement) ? failed : []) {
    const finding = denial(audit, matches);
    if (finding)
      return {
        verdict: 'contradicted',
        because: `${audit.id}: ${audit.title}.`,
        measured: finding.says,
        denied: { audit: audit.id, where: finding.where },
      };
  }
  if (passed.length > 0)
    return {
      verdict: 'partly',
      because: `${namesOf(passed)} ${hold(passed)}. Wrong: ${fails}`,
      ...measured,
      ...toProve,
    };
  return {
    verdict: 'unproven',
    because: `Part of what the line says does not hold: ${fails}`,
    ...measured,
    ...toProve,
  };
}

function hasNumber({ figures }: Statement): boolean {
  return figures.some(({ kind }) => kind !== 'grade');
}

function namesOf(audits: readonly AuditResult[]): string {
  return audits.map(({ id }) => id).join(', ');
}

function hold(audits: readonly AuditResult[]): string {
  return audits.length === 1 ? 'holds' : 'hold';
}
