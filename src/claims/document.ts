import { readDocument } from '../documents/read.ts';
import { readStatements, type Statement } from '../documents/statements.ts';
import type { ClaimResult, Result } from '../kit/result.ts';
import { answer } from './answer.ts';
import { judgedAgainst, type Measures } from './bounds.ts';
import { withChecks, type Check } from './checks.ts';
import { claimedScore } from './answer-number.ts';
import { claimedBy, isClaim } from './claims.ts';
import { mapStatement, type Match, type Phrases } from './map.ts';
import { withoutNotes } from './notes.ts';
import { pinFor, pinnedMatches, type Pin } from './pins.ts';
import { commandToSee } from './see.ts';
import { standingOf } from './standing.ts';
import { checkStated, type Times } from './stated.ts';

export interface AnsweredDocument {
  readonly path: string;
  readonly title: string;
  readonly claims: readonly AnsweredClaim[];
  /** The overall score that the document claims, as it stands there. */
  readonly score?: string;
  /** The pins that decided a line, one for each line. */
  readonly pinned: readonly Pin[];
}

export interface AnsweredClaim {
  readonly result: ClaimResult;
  readonly statement: Statement;
  /** Why these audits: shown with --why. */
  readonly matches: readonly Match[];
}

/** What the repository shows of the things that documents name, and when it was looked at. */
export interface Looked extends Times {
  readonly checks: readonly Check[];
  /** Absent where nothing can be judged again. */
  readonly measures?: Measures;
}

/** Reads a document, finds its claims and answers each by the audits of the run. */
export function answerDocument(
  path: string,
  text: string,
  phrases: Phrases,
  result: Pick<Result, 'audits' | 'areas' | 'score'>,
  looked: Looked = { checks: [] },
  pins: readonly Pin[] = [],
): AnsweredDocument {
  const document = readDocument(path, withoutNotes(text));
  const byId = new Map(result.audits.map((audit) => [audit.id, audit]));
  const claims: AnsweredClaim[] = [];
  let score: string | undefined;
  const statements = readStatements(document);
  const own = looked.checks.filter((check) => check.document === path);
  const checks = Map.groupBy([...own, ...checkStated(path, statements, looked)], ({ line }) => line);
  const pinned: Pin[] = [];
  let last: string | undefined;
  for (const statement of statements) {
    const heading = statement.form === 'heading' ? statement.under.at(-1) : last;
    if (statement.form === 'heading') last = statement.text;
    const pin = pins.length === 0 ? undefined : pinFor(pins, path, statement, heading);
    const matches = pinnedMatches(pin) ?? mapStatement(statement, phrases);
    const checked = checks.get(statement.line) ?? [];
    // A pin of a heading speaks of the claims below it, a pin of a line makes it one.
    const isOne = isClaim(statement, matches.length > 0, checked) || pin?.line !== undefined;
    if (pin && isOne) pinned.push(pin);
    if (!isOne || pin?.notAClaim) continue;
    score ??= claimedScore(statement)?.text;
    const from = `line ${statement.line} of ${path}`;
    const given = judgedAgainst(statement, matches, byId, looked.measures, from);
    const byAudits = answer(given.statement, matches, result, given.byId);
    const { verdict, because, measured, denied, toProve, see } = withChecks(
      statement,
      matches,
      byAudits,
      checked,
    );
    const deniedBy = denied?.audit === undefined ? [] : [denied.audit];
    const audits = [...new Set([...deniedBy, ...matches.flatMap((match) => match.audits)])];
    const { says, figures } = statement;
    const plain = pin !== undefined && says === undefined && figures.length === 0;
    const claimed = plain ? 'done' : claimedBy(statement);
    claims.push({
      statement,
      matches,
      result: {
        document: path,
        line: statement.line,
        text: statement.text,
        under: statement.under,
        ...(heading === undefined ? {} : { heading }),
        ...(statement.box === undefined ? {} : { box: statement.box }),
        claimed,
        verdict,
        standing: standingOf(statement, { claimed, verdict, audits }),
        audits,
        ...(measured === undefined ? {} : { measured }),
        because,
        ...(see ? { see } : denied ? { see: commandToSee(denied) } : {}),
        ...(toProve === undefined ? {} : { toProve }),
      },
    });
  }
  return {
    path,
    title: titleOf(document.title) ?? path,
    claims,
    pinned,
    ...(score === undefined ? {} : { score }),
  };
}

/** The title without the emoji before it. */
function titleOf(title: string | undefined): string | undefined {
  const plain = title?.replace(/^[^\p{L}\p{N}]+/u, '').trim();
  return plain === '' ? undefined : plain;
}
