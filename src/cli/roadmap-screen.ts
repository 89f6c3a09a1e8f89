import type { Result, RoadmapStep } from '../kit/result.ts';
import { harmless } from '../report/harmless.ts';
import { fit, padEnd, padStart, wrap } from '../report/layout.ts';
import { hoursOf } from '../report/roadmap.ts';
import { paint } from '../report/terminal-paint.ts';
import { counted, hours } from '../report/words.ts';
import type { Screen } from './console.ts';

const mostLines = 6;

/** What is missing until the documents are true: what to mend, then what to show, each with its hours. */
export function renderRoadmap(steps: readonly RoadmapStep[], result: Result, screen: Screen): string {
  const ink = paint(screen.colour);
  const mend = steps.filter(({ outcome }) => outcome === 'fail');
  const show = steps.filter(({ outcome }) => outcome === 'unknown');
  const unmapped = (result.claims ?? []).filter(({ standing }) => standing === 'unmapped').length;
  const head =
    steps.length === 0
      ? 'Nothing is missing that an audit looks at.'
      : `${counted(mend.length, 'thing', 'things')} to mend: ${sumOf(mend)}. ${show.length} to show: up to ${sumOf(show)} more, if all of them turn out wrong.`;
  const lines = wrap(head, screen.columns).map(ink.bold);
  if (mend.length > 0) lines.push('', ink.bold(ink.bad('✗ To mend')), ...table(mend, screen));
  for (const [proof, group] of grouped(show)) {
    const title = wrap(harmless(proof), screen.columns - 2);
    lines.push('', ink.bold(ink.open(`? To show (up to ${sumOf(group)})`)));
    lines.push(...title.map((line) => `  ${line}`), ...table(group, screen));
  }
  if (unmapped > 0) {
    const says = `${counted(unmapped, 'line is', 'lines are')} looked at by no audit, and not in these sums: name their audits under claims: in seaworthy.yaml, or add checks of your own.`;
    lines.push('', ...wrap(says, screen.columns).map(ink.dim));
  }
  return `${lines.join('\n')}\n`;
}

function table(steps: readonly RoadmapStep[], screen: Screen): string[] {
  const ink = paint(screen.colour);
  return steps.flatMap((step) => {
    const points = ink.good(padStart(`+${step.points.toFixed(1)}`, 5));
    const effort = padStart(hours(step.effortHours), 7);
    const beside = ' '.repeat(24);
    const [first = '', ...rest] = wrap(harmless(step.title), screen.columns - 26);
    return [
      `  ${padEnd(step.severity, 8)}${points}${effort}  ${first}`,
      ...rest.map((line) => beside + line),
      ink.dim(`${beside}${fit(`${harmless(step.audit)}, ${linesOf(step)}`, screen.columns - 26)}`),
    ];
  });
}

function linesOf({ lines }: RoadmapStep): string {
  const shown = [...new Set(lines.map(({ line }) => line))];
  const rest = shown.length - mostLines;
  const numbers = shown.slice(0, mostLines).join(', ');
  return `${shown.length === 1 ? 'line' : 'lines'} ${numbers}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** The same way to show it brings many audits at once. */
function grouped(steps: readonly RoadmapStep[]): [string, RoadmapStep[]][] {
  const groups = new Map<string, RoadmapStep[]>();
  const own = 'Each asks for something of its own: seaworthy explain AUDIT';
  for (const step of steps) {
    const proof = step.toProve ?? own;
    const key = proof.startsWith('what it asks for:') ? own : proof;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups];
}

function sumOf(steps: readonly RoadmapStep[]): string {
  return hours(hoursOf(steps));
}
