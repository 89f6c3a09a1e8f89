import type { Figure } from '../documents/figures.ts';
import type { Statement } from '../documents/statements.ts';
import type { Result } from '../kit/result.ts';
import type { Answer } from './answer.ts';

const ofWhole =
  /^[^\p{L}]*(?:(?:overall|total|final|production|production[- ]readiness|readiness|quality|system|project|current|launch)[\s:-]+)*(?:score|readiness|rating|progress|ready|assessment|production[- ]ready|complete|completion)\b/iu;

/** "Quality score: 95/100": compared with what is proven and what is possible. Undefined for other lines. */
export function answerNumber(
  { text, figures }: Statement,
  { score, areas }: Pick<Result, 'score' | 'areas'>,
): Answer | undefined {
  const figure = figures.find(({ kind }) => kind === 'score');
  if (!figure) return undefined;
  const percent = percentOf(figure);
  const measured = `readiness ${score.proven}–${score.possible}`;
  if (!ofWhole.test(text)) {
    const area = areas.find(({ id }) => text.toLowerCase().startsWith(id));
    return area
      ? {
          verdict: 'unproven',
          because: `Of the area ${area.id} ${area.proven} % is proven, ${area.possible} % possible.`,
          measured: `${area.id} ${area.proven}–${area.possible}`,
        }
      : { verdict: 'not-checkable', because: 'Nothing tells what this number was measured on.' };
  }
  if (percent > score.possible)
    return {
      verdict: 'contradicted',
      because: `At most ${score.possible} of 100 is possible.`,
      measured,
      denied: { where: {} },
    };
  if (percent < score.proven && figure.bound === undefined)
    return {
      verdict: 'contradicted',
      because: `${score.proven} of 100 is already proven.`,
      measured,
      denied: { where: {} },
    };
  if (percent <= score.proven) return { verdict: 'proven', because: 'As much is proven.', measured };
  return {
    verdict: 'unproven',
    because: `${score.proven} of 100 is proven, the rest is not shown yet.`,
    measured,
  };
}

/** The overall score that a line claims, in percent. */
export function claimedScore({ text, figures }: Statement): Figure | undefined {
  return ofWhole.test(text) ? figures.find(({ kind }) => kind === 'score') : undefined;
}

function percentOf({ value, of }: Figure): number {
  return of === undefined ? value : (value * 100) / of;
}
