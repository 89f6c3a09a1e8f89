import type { Statement } from '../documents/statements.ts';
import type { Result } from '../kit/result.ts';
import type { Answer } from './answer.ts';

/** "PRODUCTION READY": answered by the verdict of the whole run. Undefined for lines that do not conclude. */
export function answerWhole(
  { verdict }: Statement,
  { score, audits }: Pick<Result, 'score' | 'audits'>,
): Answer | undefined {
  if (verdict === undefined) return undefined;
  const measured = `readiness ${score.proven}–${score.possible}, ${score.ready ? 'ready' : 'not ready'}`;
  if (verdict === 'not-ready')
    return score.ready
      ? { verdict: 'contradicted', because: 'No blocker fails and none is open.', measured }
      : { verdict: 'proven', because: `Honest: ${score.because.join(' ')}`, measured };
  if (score.ready) return { verdict: 'proven', because: 'No blocker fails and none is open.', measured };
  const failing = audits.filter(
    ({ severity, outcome, state }) => severity === 'blocker' && outcome === 'fail' && state === 'stable',
  );
  const [first] = failing;
  if (!first) return { verdict: 'unproven', because: score.because.join(' ') || 'Not shown yet.', measured };
  const more = failing.length > 1 ? `. ${failing.length} blockers fail.` : '';
  const because = `A blocker fails: ${first.id}: ${first.title}${more}`;
  if (verdict === 'ready-with-conditions') return { verdict: 'unproven', because, measured };
  const where = first.findings[0]?.where ?? {};
  return { verdict: 'contradicted', because, measured, denied: { audit: first.id, where } };
}
