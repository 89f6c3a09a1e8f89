import type { Finding } from '../../kit/where.ts';
import type { ReadinessClaim } from '../evidence/readiness-claims.ts';
import type { ClaimingDocument } from './contradictions.ts';

type Figure = ReadinessClaim['figures'][number];

interface Stated {
  readonly claim: ReadinessClaim;
  readonly figure: Figure;
}

const notToday =
  /\b(?:before|previous(?:ly)?|earlier|initial(?:ly)?|target|goal|minimum|required|requirements?|threshold|fail-under|phase|deadline|improv\w+|→|->)\b|→|->/i;
const planned = /\bnext steps?\b|\bplanned\b|\broadmap\b|\bdeliverables?\b|\bremaining\b|\bfuture\b/i;
const measured = /\b(?:actual(?:ly)?|current(?:ly)?|measured|today|now)\b|^\W*status\b/i;
const areas = [
  'backend',
  'frontend',
  'api',
  'unit',
  'integration',
  'e2e',
  'mobile',
  'web',
  'service',
  'services',
  'model',
  'models',
  'security',
  'utility',
  'core',
  'database',
  'endpoints',
  'component',
  'components',
];
const tolerancePoints = 2;

/** Numbers of one document that cannot both be true. */
export function contradictingNumbers({ file, claims }: ClaimingDocument): Finding[] {
  return [...lineCounts(file, claims), ...scores(file, claims), ...coverage(file, claims)];
}

/** "CONTRIBUTING.md (203 lines)" and "CONTRIBUTING.md (446 lines)". */
function lineCounts(file: string, claims: readonly ReadinessClaim[]): Finding[] {
  const first = new Map<string, { lines: number; line: number }>();
  const found: Finding[] = [];
  for (const { text, line } of claims) {
    const match =
      /((?:[\w.@-]+\/)*[\w.@-]+\.\w{1,8}|CODEOWNERS|Dockerfile|Makefile)\b[^()]{0,120}\(~?([\d,]+) lines?\)/.exec(
        text.slice(0, 400),
      );
    const path = match?.[1];
    const lines = Number(match?.[2]?.replaceAll(',', ''));
    if (path === undefined || !Number.isFinite(lines)) continue;
    const known = first.get(path);
    if (!known) first.set(path, { lines, line });
    else if (known.lines !== lines) {
      found.push({
        key: `lines:${file}:${path}`,
        says: `Line ${known.line} gives ${path} ${known.lines} lines, line ${line} gives it ${lines}.`,
        where: { file, line },
      });
    }
  }
  return found;
}

/** Two values under the same name: "Quality Score: 95/100" at the top and "Quality Score: 88/100" below. */
function scores(file: string, claims: readonly ReadinessClaim[]): Finding[] {
  const first = new Map<string, Stated>();
  const found: Finding[] = [];
  for (const claim of claims) {
    const name = /^\W*((?:[\w&/-]+ ){0,4}(?:score|readiness|rating|grade))\s*:/i
      .exec(claim.text)?.[1]
      ?.toLowerCase();
    const figure = claim.figures.find((one) => one.kind === 'score' || one.kind === 'grade');
    if (name === undefined || figure === undefined || isOfAnotherTime(claim)) continue;
    const value = figure.kind === 'grade' ? figure.text : percentOf(figure);
    const known = first.get(name);
    const before = known && (known.figure.kind === 'grade' ? known.figure.text : percentOf(known.figure));
    if (!known) first.set(name, { claim, figure });
    else if (known.figure.kind === figure.kind && before !== value) {
      found.push({
        key: `score:${file}:${name}`,
        says: `Line ${known.claim.line} gives "${name}" ${known.figure.text}, line ${claim.line} gives it ${figure.text}.`,
        where: { file, line: claim.line },
      });
    }
  }
  return found;
}

/** A coverage that is ticked as reached above one that is called actual, for the same part of the code. */
function coverage(file: string, claims: readonly ReadinessClaim[]): Finding[] {
  const stated = claims.flatMap((claim): Stated[] => {
    const about =
      /\bcover/i.test(claim.text) || (/\bcover/i.test(claim.under.at(-1) ?? '') && measured.test(claim.text));
    const figure = claim.figures.find((one) => one.kind === 'share');
    return about && figure && !notToday.test(claim.text) ? [{ claim, figure }] : [];
  });
  const actual = stated.filter(({ claim }) => measured.test(claim.text));
  const reached = stated.filter(
    ({ claim }) => !measured.test(claim.text) && claim.says === 'done' && !isOfAnotherTime(claim),
  );
  return reached.flatMap((high) => {
    const low = actual.find(
      (one) =>
        areaOf(one.claim) === areaOf(high.claim) &&
        one.figure.value + tolerancePoints < high.figure.value &&
        one.figure.bound !== 'above',
    );
    if (!low) return [];
    return [
      {
        key: `coverage:${file}:${areaOf(high.claim) || 'overall'}`,
        says: `Line ${high.claim.line} says "${high.claim.text.slice(0, 60)}", line ${low.claim.line} says "${low.claim.text.slice(0, 60)}".`,
        where: { file, line: high.claim.line },
      },
    ];
  });
}

function isOfAnotherTime(claim: ReadinessClaim): boolean {
  return [claim.text, ...claim.under].some((text) => notToday.test(text) || planned.test(text));
}

/** The parts of the code that a line, or the headings above it, name. */
function areaOf({ text, under }: ReadinessClaim): string {
  const own = wordsOf(text);
  const named = areas.filter((area) => own.has(area));
  if (named.length > 0) return named.join('+');
  const above = wordsOf(under.slice(1).join(' '));
  return areas.filter((area) => above.has(area) && area !== 'security').join('+');
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().split(/[^a-z0-9]+/));
}

function percentOf({ value, of }: Figure): number {
  return of === undefined ? value : (value / of) * 100;
}
