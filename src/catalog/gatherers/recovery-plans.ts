import { findBlank } from '../../documents/blanks.ts';
import type { TextLine } from '../../documents/document.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { openDocuments, type OpenDocument } from '../documents/open.ts';
import { isPlaceholder } from '../documents/placeholder.ts';
import { sectionsOf } from '../documents/sections.ts';
import recoveryPlans from '../evidence/recovery-plans.ts';

/** Restoring one thing is a procedure; a plan speaks of disasters, or of backup and recovery as a whole. */
const planHeading =
  /\bdisaster\b|\bbusiness continuity\b|\brecovery (?:plan|procedures?|objectives?|strategy|targets?)\b|\bbackups? *(?:and|&|\/|,) *(?:disaster )?recovery\b|\bRTO\b|\bRPO\b/i;
const planName = /disaster|(?:^|[/_-])dr(?:[._-]|$)|recovery|continuity/i;
const recoveryTime = /\bRTO\b|\brecovery time\b|\btime to (?:recover|restore)\b/i;
const recoveryPoint = /\bRPO\b|\brecovery point\b|\b(?:maximum |max\.? |acceptable )?data loss\b/i;
const role =
  /\b(?:lead|owner|engineer|on-?call|administrator|admin|dba|manager|commander|responsible|decides?|team|director|cto|sre|role)\b/i;
const duration =
  /(\d[\d.,]{0,8})\s?-?(s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|weeks?)\b/i;
const secondsByUnit: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

export default defineGatherer({
  brings: recoveryPlans,
  uses: ['repo'],
  limitMs: 10_000,
  async gather({ drivers: { repo }, signal }) {
    const open = await openDocuments(repo, signal);
    const able = open.documents.filter(
      (one) => !/^(?:changelog|decision|plan|licence|api)$/.test(one.subject),
    );
    return { plans: able.flatMap(plansIn).slice(0, 60), skipped: [...open.skipped] };
  },
});

/** A document about recovery is one plan; elsewhere each section about recovery is one. */
function plansIn({ file, subject, standing, document }: OpenDocument) {
  const sections = sectionsOf(document);
  const whole =
    subject === 'recovery' && planName.test(file)
      ? sections.filter((section) => section.depth === Math.min(...sections.map((one) => one.depth)))
      : [];
  const chosen =
    whole.length > 0 ? whole : outermost(sections.filter((section) => planHeading.test(section.text)));
  return chosen.map((section) => {
    const end =
      sections.find((later) => later.line > section.line && later.depth <= section.depth)?.line ??
      Number.POSITIVE_INFINITY;
    const lines = document.lines.filter((line) => line.line >= section.line && line.line < end);
    return {
      file,
      line: section.line,
      title: section.text,
      standing,
      words: section.words,
      steps: section.steps,
      recoveryTime: goalsIn(lines, recoveryTime, recoveryPoint),
      recoveryPoint: goalsIn(lines, recoveryPoint, recoveryTime),
      roles: lines
        .filter((line) => line.form !== 'heading' && namesRole(line))
        .slice(0, 20)
        .map((line) => ({
          line: line.line,
          text: line.text.slice(0, 160),
          placeholder: isPlaceholder(line.text),
        })),
    };
  });
}

function outermost<S extends { line: number; depth: number }>(sections: readonly S[]): S[] {
  const kept: S[] = [];
  for (const section of sections) {
    const last = kept.at(-1);
    if (!last || section.depth <= last.depth) kept.push(section);
  }
  return kept;
}

/** "| Recovery lead | Ada |", "Decision to restore: on-call engineer": somebody is named, not only a thing to do. */
function namesRole(line: TextLine): boolean {
  if (line.cells)
    return role.test(
      line.cells
        .slice(0, 2)
        .map((cell) => `${cell.column} ${cell.text}`)
        .join(' '),
    );
  return role.test(line.text) && line.text.length <= 200;
}

/** The time behind the name of the goal; "RTO: 4 hours, RPO: 24 hours" names two on one line. */
function goalsIn(lines: readonly TextLine[], wanted: RegExp, other: RegExp) {
  return lines.flatMap(({ line, text }) => {
    const start = wanted.exec(text);
    if (!start) return [];
    const rest = text.slice(start.index);
    const stop = other.exec(rest)?.index ?? rest.length;
    const part = (stop > 0 ? rest.slice(0, stop) : rest).slice(0, 160);
    const seconds = findBlank(part) === undefined ? secondsIn(part) : undefined;
    return [seconds === undefined ? { line, text: part } : { line, text: part, seconds }];
  });
}

function secondsIn(text: string): number | undefined {
  const match = duration.exec(text);
  const seconds =
    Number(match?.[1]?.replace(',', '.')) *
    (secondsByUnit[match?.[2]?.charAt(0).toLowerCase() ?? ''] ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}
