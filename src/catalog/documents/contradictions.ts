import type { Finding } from '../../kit/where.ts';
import type { ReadinessClaim } from '../evidence/readiness-claims.ts';
import { contradictingNumbers } from './contradicting-numbers.ts';

export interface ClaimingDocument {
  readonly file: string;
  readonly claims: readonly ReadinessClaim[];
  readonly dated?: string | undefined;
}

const gate =
  /\bpre-?(?:production|launch|deploy\w*|release|go-?live)\b|\bgo-?live (?:checklist|criteria)\b|\bblockers?\b|\bmust[- ](?:have|fix|do)\b|\bcritical (?:items?|issues?|tasks?|path)\b/i;
const afterwards =
  /\bpost-?(?:launch|deploy\w*|release|production)\b|\bafter (?:launch|deploy\w*|release)\b|\bnice[- ]to[- ]have\b|\boptional\b/i;
/** What a document quotes from the past or wishes for the future does not speak against what it says of today. */
const notToday =
  /\b(?:before|previous(?:ly)?|earlier|initial(?:ly)?|old|history|target|goal|template|example)\b/i;

/** What one document says against itself, or two against each other, beyond doubt. */
export function contradictionsIn(documents: readonly ClaimingDocument[]): Finding[] {
  return [...documents.flatMap(withinOne), ...betweenTwo(documents)];
}

function withinOne(document: ClaimingDocument): Finding[] {
  const { file, claims } = document;
  const found: Finding[] = [];
  const ready = claims.find((claim) => isReady(claim) && !isPast(claim));
  if (ready) {
    for (const issue of claims.filter((claim) => isOpenIssue(claim, claims))) {
      const name = issue.under.at(-1) ?? issue.text;
      found.push({
        key: `open-issue:${file}:${name}`,
        says: `Line ${ready.line} says "${short(ready.text)}", line ${issue.line} has an open issue of ${issue.priority} priority: ${short(name)}.`,
        where: { file, line: issue.line },
      });
    }
    for (const [heading, open] of uncheckedGates(claims)) {
      found.push({
        key: `unticked:${file}:${heading}`,
        says: `Line ${ready.line} says "${short(ready.text)}", and ${open.length === 1 ? 'a box' : `${open.length} boxes`} under "${heading}" ${open.length === 1 ? 'is' : 'are'} not ticked.`,
        where: { file, line: open[0]?.line ?? ready.line },
      });
    }
    const blanks = claims.filter((claim) => claim.blank);
    const [blank] = blanks;
    if (blank && ready.verdict !== 'ready-with-conditions') {
      found.push({
        key: `blanks:${file}`,
        says: `Line ${ready.line} says "${short(ready.text)}", and ${blanks.length === 1 ? 'a blank is' : `${blanks.length} blanks are`} still to be filled in: ${short(blank.text)}.`,
        where: { file, line: blank.line },
      });
    }
  }
  const refusal = claims.find((claim) => claim.verdict === 'not-ready' && !isPast(claim));
  if (ready && refusal && ready.verdict !== 'ready-with-conditions') {
    found.push({
      key: `verdicts:${file}`,
      says: `Line ${ready.line} says "${short(ready.text)}", line ${refusal.line} says "${short(refusal.text)}".`,
      where: { file, line: refusal.line },
    });
  }
  return [...found, ...contradictingNumbers(document)];
}

function isReady({ verdict }: ReadinessClaim): boolean {
  return verdict === 'ready' || verdict === 'complete' || verdict === 'ready-with-conditions';
}

function isPast(claim: ReadinessClaim): boolean {
  return claim.under.some((text) => notToday.test(text));
}

/** An issue with a high priority that no line beside it calls done. */
function isOpenIssue(claim: ReadinessClaim, claims: readonly ReadinessClaim[]): boolean {
  if (claim.priority !== 'critical' && claim.priority !== 'high') return false;
  const heading = claim.under.join('\n');
  const beside = claims.filter((one) => one.under.join('\n') === heading);
  const said = beside
    .map((one) => (/^\W*status\b/i.test(one.text) ? one.says : undefined))
    .find((says) => says !== undefined);
  return (said ?? claim.says) === 'open' || (said ?? claim.says) === 'partial';
}

/**
 * Boxes that are empty under headings that name conditions of going live. Where no box is ticked at all, the list is
 * one to work through at the next release, not a record.
 */
function uncheckedGates(claims: readonly ReadinessClaim[]): Map<string, ReadinessClaim[]> {
  const groups = new Map<string, ReadinessClaim[]>();
  if (!claims.some((claim) => claim.box === 'ticked')) return groups;
  for (const claim of claims) {
    if (claim.form !== 'item' && claim.form !== 'step') continue;
    if (claim.says !== 'open' || claim.box !== 'empty' || claim.under.some((text) => afterwards.test(text)))
      continue;
    const heading = claim.under.findLast((text) => gate.test(text));
    if (heading === undefined) continue;
    const group = groups.get(heading);
    if (group) group.push(claim);
    else groups.set(heading, [claim]);
  }
  return groups;
}

/** One says ready, the other not, and neither is older than the other. */
function betweenTwo(documents: readonly ClaimingDocument[]): Finding[] {
  const found: Finding[] = [];
  const verdicts = documents.flatMap(({ file, claims, dated }) => {
    const claim = claims.find((one) => one.verdict !== undefined && !isPast(one));
    return claim ? [{ file, claim, dated }] : [];
  });
  for (const yes of verdicts.filter(
    (one) => one.claim.verdict === 'ready' || one.claim.verdict === 'complete',
  )) {
    for (const no of verdicts.filter((one) => one.claim.verdict === 'not-ready')) {
      if (yes.dated !== no.dated || folderOf(yes.file) !== folderOf(no.file)) continue;
      found.push({
        key: `verdicts:${yes.file}:${no.file}`,
        says: `${yes.file}:${yes.claim.line} says "${short(yes.claim.text)}", ${no.file}:${no.claim.line} says "${short(no.claim.text)}".`,
        where: { file: no.file, line: no.claim.line },
      });
    }
  }
  return found;
}

/** Documents of different parts of a monorepo speak of different services; `docs/` speaks of the folder above. */
function folderOf(file: string): string {
  return file
    .split('/')
    .slice(0, -1)
    .filter((part) => !/^docs?$/i.test(part))
    .join('/');
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
