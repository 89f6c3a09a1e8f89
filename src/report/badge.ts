import type { Result } from '../kit/result.ts';
import { blockersOf } from './priorities.ts';
import { interval } from './words.ts';

const heightPx = 20;
/** Average glyph of Verdana at 11 px; `textLength` makes the estimate exact for every font. */
const glyphPx = 6.6;
const paddingPx = 7;

const colours = { ready: '#1a7f37', blocked: '#b3261e', open: '#8a5a00' } as const;

/** A badge with the interval. Green only when ready: a high number with a failing blocker is not good news. */
export function renderBadge(result: Result): string {
  const label = 'readiness';
  const value = interval(result.score);
  const colour = result.score.ready
    ? colours.ready
    : blockersOf(result).failing.length > 0
      ? colours.blocked
      : colours.open;
  const [left, right] = [widthOf(label), widthOf(value)];
  const width = left + right;
  const says = `Readiness ${value}, ${result.score.ready ? 'ready' : 'not ready'}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${heightPx}" role="img" aria-label="${says}">
  <title>${says}</title>
  <clipPath id="round"><rect width="${width}" height="${heightPx}" rx="3"/></clipPath>
  <g clip-path="url(#round)">
    <rect width="${left}" height="${heightPx}" fill="#424a53"/>
    <rect x="${left}" width="${right}" height="${heightPx}" fill="${colour}"/>
  </g>
  <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
    <text x="${left / 2}" y="14" textLength="${left - 2 * paddingPx}">${label}</text>
    <text x="${left + right / 2}" y="14" textLength="${right - 2 * paddingPx}">${value}</text>
  </g>
</svg>
`;
}

function widthOf(text: string): number {
  return Math.round(text.length * glyphPx) + 2 * paddingPx;
}
