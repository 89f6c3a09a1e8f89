import type { Document } from '../../documents/document.ts';
import type { Section } from '../evidence/documents.ts';
import { subjectOfHeading } from './subjects.ts';

const maxSections = 2_000;

interface Weight {
  readonly words: number;
  readonly steps: number;
  readonly commands: number;
}

/** Every heading with what stands below it, so that a heading over nothing is told from one over a procedure. */
export function sectionsOf(document: Document): Section[] {
  const until = sumsByLine(document);
  const last = until.length - 1;
  const ends = endsOf(document.headings.map((heading) => heading.depth));
  return document.headings.slice(0, maxSections).map(({ line, depth, text }, index) => {
    const end = document.headings[ends[index] ?? -1]?.line;
    const from = until[Math.min(line, last)] ?? nothing;
    const to = until[end === undefined ? last : Math.min(end - 1, last)] ?? nothing;
    return {
      line,
      depth,
      text,
      subject: subjectOfHeading(text),
      words: to.words - from.words,
      steps: to.steps - from.steps,
      commands: to.commands - from.commands,
    };
  });
}

const nothing: Weight = { words: 0, steps: 0, commands: 0 };

/** What stands on lines 1…n, for every n. */
function sumsByLine(document: Document): Weight[] {
  const weights: { line: number; words: number; steps: number; commands: number }[] = [];
  for (const { line, form, text } of document.lines) {
    if (form === 'heading') continue;
    weights.push({
      line,
      words: countWords([text]),
      steps: form === 'step' || form === 'item' ? 1 : 0,
      commands: 0,
    });
  }
  for (const { line, text } of document.code.flatMap((block) => block.lines)) {
    if (text.trim() === '') continue;
    const commands = /^\s*(#|\/\/)/.test(text) ? 0 : 1;
    weights.push({ line, words: countWords([text]), steps: commands, commands });
  }
  weights.sort((a, b) => a.line - b.line);
  const sums: Weight[] = [nothing];
  let sum = nothing;
  for (const { line, words, steps, commands } of weights) {
    while (sums.length < line) sums.push(sum);
    sum = { words: sum.words + words, steps: sum.steps + steps, commands: sum.commands + commands };
    sums[line] = sum;
  }
  return sums;
}

/** For each heading the index of the next one that is not below it. */
function endsOf(depths: readonly number[]): (number | undefined)[] {
  const ends: (number | undefined)[] = [];
  const open: number[] = [];
  depths.forEach((depth, index) => {
    while (open.length > 0 && (depths[open.at(-1) ?? 0] ?? 0) >= depth) ends[open.pop() ?? 0] = index;
    open.push(index);
  });
  return ends;
}

export function countWords(texts: readonly string[]): number {
  let words = 0;
  for (const text of texts) words += text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return words;
}
