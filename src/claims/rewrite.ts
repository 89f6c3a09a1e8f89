import { dataFormatOf, formatOf } from '../documents/read.ts';
import type { Result } from '../kit/result.ts';
import type { AnsweredClaim, AnsweredDocument } from './document.ts';
import { endingOf, noteMark, readableText } from './notes.ts';

const doneSign = /✅|✔\ufe0f?|☑\ufe0f?/gu;
const openSign = /❌|⬜\ufe0f?|☐|✗|✘/gu;

/** Footnotes are Markdown; a file whose name tells nothing is read as that. */
export function isRewritable(path: string): boolean {
  return /^(?:markdown|plain)$/.test(formatOf(path) ?? dataFormatOf(path) ?? 'markdown');
}

/** The same Markdown with true ticks, and a footnote at each line that says what was found. */
export function rewriteDocument(
  text: string,
  { claims }: AnsweredDocument,
  result: Omit<Result, 'audits' | 'areas'>,
): string {
  const lines = readableText(text).split('\n');
  const notes: string[] = [];
  for (const claim of claims) {
    const index = claim.result.line - 1;
    const line = lines[index];
    if (line === undefined) continue;
    const ending = line.endsWith('\r') ? '\r' : '';
    const ticked = trueTick(ending === '' ? line : line.slice(0, -1), claim);
    const mark = noteMark(claim.result.line);
    const marked = takesFootnote(ticked, claim) ? insertMark(ticked, mark) : undefined;
    lines[index] = `${marked ?? ticked}${ending}`;
    const head = marked === undefined ? `- Line ${claim.result.line}, in a block` : mark;
    notes.push(`${head}: ${noteOf(claim)}`);
  }
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const body = lines.join('\n').replace(/\s*$/, end);
  return notes.length === 0 ? body : [body, ...sorted(notes), '', endingOf(result), ''].join(end);
}

/** Items of a list after the footnotes: between them they would be text of the footnote before. */
function sorted(notes: readonly string[]): string[] {
  const items = notes.filter((note) => note.startsWith('- '));
  const footnotes = notes.filter((note) => !note.startsWith('- '));
  return items.length === 0 ? footnotes : [...items, '', ...footnotes];
}

function trueTick(line: string, { result, statement }: AnsweredClaim): string {
  const proven = result.verdict === 'proven';
  if (statement.box !== undefined) return line.replace(/\[[ xX✓✔]?\]/, proven ? '[x]' : '[ ]');
  if (result.standing === 'unclaimed' && !statement.inherited) return line.replace(openSign, '✅');
  if (proven || statement.inherited) return line;
  return line.replace(doneSign, result.verdict === 'contradicted' ? '❌' : '⬜');
}

/** In blocks of code, HTML and front matter a footnote would be text. */
function takesFootnote(line: string, { statement: { form } }: AnsweredClaim): boolean {
  return form !== 'tree' && form !== 'field' && !/^\s*</.test(line);
}

/** At the end of the line: inside the last cell of a table, before the hashes of a heading and a line break. */
function insertMark(line: string, mark: string): string {
  const row = /^(\s*\|.*\S)(\s*\|\s*)$/.exec(line);
  const heading = /^(\s{0,3}#{1,6}\s.*?)(\s+#+\s*)$/.exec(line);
  const broken = /^(.*?)( {2,}|\\|<br\s*\/?>\s*)$/.exec(line);
  const [, before, after] = row ?? heading ?? broken ?? [];
  return before === undefined || after === undefined
    ? `${line.trimEnd()}${mark}`
    : `${before}${mark}${after}`;
}

function noteOf({ result: { verdict, standing, because, measured, see } }: AnsweredClaim): string {
  const found = measured === undefined || because.includes(measured) ? '' : ` Measured: ${measured}`;
  const shown = see ? ` See it: ${see.command}` : '';
  const said = `${standing === 'unmapped' ? '' : `${verdict.replace('-', ' ')}. `}${because}${found}${shown}`;
  // One line, and nothing that Markdown or HTML would take for markup.
  return said.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}
