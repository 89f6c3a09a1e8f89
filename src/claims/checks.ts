import type { Statement } from '../documents/statements.ts';
import type { ClaimResult } from '../kit/result.ts';
import type { Answer } from './answer.ts';
import type { Match } from './map.ts';
import { general, reachedWords, stemsOf, wordsOf } from './words.ts';

/** Something that a line names, counts, dates or sums up, and whether it is so. */
export interface Check {
  readonly document: string;
  readonly line: number;
  readonly kind:
    'path' | 'script' | 'lines' | 'count' | 'address' | 'reference' | 'date' | 'sum' | 'stated' | 'report';
  readonly named: string;
  readonly holds: 'yes' | 'no' | 'cannot-tell';
  /** What was seen, or why it cannot be told. */
  readonly says: string;
  readonly see?: string | undefined;
}

export interface CheckedAnswer extends Answer {
  readonly see?: NonNullable<ClaimResult['see']>;
}

/** Figures and dates say themselves what was reached; a name needs a tick beside it before its absence accuses. */
const speaksForItself: readonly Check['kind'][] = ['lines', 'count', 'date', 'sum', 'stated', 'report'];
const existence = stemsOf(
  'file files script scripts exist exists added available created present total counted in',
);

/** What the audits said to a line, together with what the repository shows of the things that it names. */
export function withChecks(
  statement: Statement,
  matches: readonly Match[],
  answer: Answer,
  checks: readonly Check[],
): CheckedAnswer {
  const [denied] = checks.filter(({ holds }) => holds === 'no');
  if (statement.says === 'open' || statement.says === 'partial') {
    // "[ ] Runbook updated (OPERATIONS.md)": not done after all where there is no such file.
    if (answer.verdict !== 'proven' || !denied) return answer;
    return { ...answer, verdict: 'partly', because: `${denied.named}: ${denied.says}. ${answer.because}` };
  }
  if (denied) return deny(statement, answer, denied);
  const held = checks.filter(({ holds }) => holds === 'yes');
  const [open] = checks.filter(({ holds }) => holds === 'cannot-tell');
  const unmapped = matches.length === 0 && answer.verdict === 'unproven';
  if (held.length > 0 && unmapped) {
    const seen = held.map(({ says }) => says).join(', ');
    if (!open && isBare(statement, held)) return { verdict: 'proven', because: `There is ${seen}.` };
    return {
      verdict: 'partly',
      because: `There is ${seen}. No audit looks at what else the line says.`,
      ...(open ? { toProve: `${open.named}: ${open.says}` } : {}),
    };
  }
  if (open && unmapped) return { ...answer, because: `${open.named}: ${open.says}.` };
  return answer;
}

function deny(statement: Statement, answer: Answer, denied: Check): CheckedAnswer {
  const { box, says, inherited } = statement;
  const mayAccuse =
    box === 'ticked' || (says === 'done' && !inherited) || speaksForItself.includes(denied.kind);
  const said = denied.says.replace(/\.$/, '');
  const because =
    denied.kind === 'stated' || denied.kind === 'report' ? `${said}.` : `${denied.named}: ${said}.`;
  if (mayAccuse)
    return {
      verdict: 'contradicted',
      because,
      measured: denied.says,
      see: { command: denied.see ?? `sed -n ${denied.line}p ${denied.document}` },
    };
  const verdict = answer.verdict === 'proven' ? 'partly' : answer.verdict;
  return { ...answer, verdict, because: `${because} ${answer.because}` };
}

/** "Makefile", "✅ scripts/backup.sh added", "25+ routes": the line says nothing but that the thing is there. */
function isBare({ text }: Statement, held: readonly Check[]): boolean {
  const named = held.reduce((rest, check) => rest.replaceAll(check.named, ' '), text);
  return wordsOf(named).every(
    (word) => /^\d+$/.test(word) || existence.has(word) || reachedWords.has(word) || general.has(word),
  );
}
