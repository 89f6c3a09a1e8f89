import type { AreaScore, AuditResult, Result } from '../kit/result.ts';
import type { Background } from './background.ts';
import { harmless } from './harmless.ts';
import { fit, padEnd, padStart } from './layout.ts';
import { describePlace } from './place.ts';
import { blockersOf, fixesWorthMost } from './priorities.ts';
import { claimsBlock } from './terminal-claims.ts';
import { bar, paint, type Paint } from './terminal-paint.ts';
import { counted, hours, interval, isScored, targetName } from './words.ts';

export interface TerminalOptions {
  readonly columns: number;
  readonly colour: boolean;
  /** Where to go from here: label and command or path. */
  readonly more?: readonly (readonly [string, string])[];
}

const most = { columns: 120, notices: 3, blockers: 5, fixes: 10 } as const;

/** One screen: the areas, the blockers, the ten fixes worth most, and where to learn more. */
export function renderTerminal(result: Result, background: Background, options: TerminalOptions): string {
  const page: Page = { paint: paint(options.colour), columns: Math.min(options.columns, most.columns) - 2 };
  const sections = [
    head(result, page),
    areas(result.areas, page),
    blockers(result, page),
    claimsBlock(result, page),
    fixes(result, background, page),
    (options.more ?? []).map(([label, text]) => `${page.paint.dim(padEnd(label, 20))}${harmless(text)}`),
  ];
  return `\n${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `  ${line}`.trimEnd()).join('\n'))
    .join('\n\n')}\n\n`;
}

export interface Page {
  readonly paint: Paint;
  /** What is left beside the margin. */
  readonly columns: number;
}

export function head(
  result: Result,
  { paint, columns }: Page,
  noticesShown: number = most.notices,
): string[] {
  const { score, notices, target, tool } = result;
  const maker = `${tool.name} ${tool.version}`;
  const commit = target.commit === undefined ? '' : `  ${target.commit.slice(0, 10)}`;
  const left = columns - maker.length - commit.length;
  const name = padEnd(fit(harmless(targetName(result)), left - 2) + commit, left + commit.length);
  const verdict = score.ready ? paint.good('ready') : paint.bad('not ready');
  const unseen = score.possible - score.proven;
  const legend = [
    `${paint.good('━')} ${score.proven} proven`,
    `${paint.dim('─')} ${unseen} not shown yet`,
    `${paint.bad('·')} ${100 - score.possible} failed`,
  ];
  return [
    `${paint.bold(name)}${paint.dim(maker)}`,
    '',
    `${paint.bold(`Readiness ${interval(score)}`)}  ${verdict}  ${paint.dim(`grade ${score.grade}`)}`,
    bar(score, columns, paint),
    ...(columns < 52 ? legend : [legend.join('   ')]),
    ...(score.because.length > 0 ? [paint.dim(fit(harmless(score.because.join(' ')), columns))] : []),
    ...notices.slice(0, noticesShown).map((notice) => paint.open(`! ${fit(harmless(notice), columns - 2)}`)),
    ...(notices.length > noticesShown
      ? [paint.open(`! ${counted(notices.length - noticesShown, 'more notice', 'more notices')}: see --all`)]
      : []),
  ];
}

/** Two areas to a line where there is room. */
export function areas(all: readonly AreaScore[], page: Page): string[] {
  const across = page.columns >= 76 ? 2 : 1;
  const gap = 3;
  const width = Math.floor((page.columns - (across - 1) * gap) / across);
  const rows = Math.ceil(all.length / across);
  const lines: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    const cells = Array.from({ length: across }, (_, column) => all[column * rows + row]);
    lines.push(
      cells.flatMap((area) => (area ? [areaCell(area, width, page.paint)] : [])).join(' '.repeat(gap)),
    );
  }
  return lines;
}

function areaCell(area: AreaScore, width: number, paint: Paint): string {
  const name = padEnd(fit(harmless(area.id), 14), 14);
  const numbers = padStart(isScored(area) ? interval(area) : '–', 7);
  const tally = width < 50 ? '' : ` ${padStart(area.fail > 0 ? `✗${area.fail}` : '', 4)}`;
  const room = width - 14 - 1 - 7 - tally.length;
  const drawn = isScored(area) ? bar(area, room, paint) : ' '.repeat(room);
  return `${name} ${drawn}${numbers}${paint.bad(tally)}`;
}

function blockers(result: Result, { paint, columns }: Page): string[] {
  const { failing, unseen } = blockersOf(result);
  const counts = [
    failing.length > 0 ? paint.bad(counted(failing.length, 'fails', 'fail')) : 'none fails',
    ...(unseen.length > 0 ? [paint.open(`${unseen.length} not shown yet`)] : []),
  ];
  const lines = [`${paint.bold('Blockers')}  ${counts.join(', ')}`];
  for (const audit of failing.slice(0, most.blockers)) {
    lines.push(`${paint.bad('✗')} ${fit(harmless(audit.title), columns - 2)}`);
    lines.push(paint.dim(`  ${fit(`${harmless(audit.id)}  ${placesOf(audit)}`, columns - 2)}`));
  }
  const rest = failing.length - most.blockers;
  if (rest > 0) lines.push(paint.dim(`  and ${rest} more: see --all`));
  return lines;
}

function placesOf({ findings }: AuditResult): string {
  const first = findings.find(({ where }) => describePlace(where) !== undefined) ?? findings[0];
  const place = first && (describePlace(first.where) ?? first.says);
  const others = findings.length - 1;
  return `${harmless(place ?? '')}${others > 0 ? ` and ${counted(others, 'more', 'more')}` : ''}`;
}

function fixes(result: Result, background: Background, { paint, columns }: Page): string[] {
  const all = fixesWorthMost(result, background);
  if (all.length === 0) return [];
  const shown = all.slice(0, most.fixes);
  let effortHours = 0;
  for (const fix of all) effortHours += fix.effortHours;
  const of = all.length > shown.length ? ` of ${all.length}` : '';
  const sum = `${counted(Math.round(effortHours), 'hour', 'hours')} for all`;
  return [
    `${paint.bold('Worth fixing first')}  ${paint.dim(fit(`points and effort; ${shown.length}${of}, ${sum}`, columns - 20))}`,
    ...shown.map(({ audit, gain, effortHours: effort }) => {
      const points = paint.good(padStart(`+${gain.toFixed(1)}`, 5));
      // Narrow screens show what is wrong, wide ones its name too.
      const id = columns >= 98 ? `  ${audit.id}` : '';
      const room = columns - 15 - id.length;
      const title = fit(harmless(audit.title), room);
      return `${points}  ${padStart(hours(effort), 6)}  ${id === '' ? title : padEnd(title, room) + paint.dim(harmless(id))}`;
    }),
  ];
}
