import { mend } from '../documents/mend.ts';
import type { AnsweredClaim, AnsweredDocument } from './document.ts';

const doneSign = /✅|✔\ufe0f?|☑\ufe0f?/gu;

/** The same Markdown with true ticks, and a footnote at each line that says what was found. */
export function rewriteDocument(text: string, { claims }: AnsweredDocument): string {
  const lines = mend(text).split('\n');
  const notes: string[] = [];
  const inCode = codeLines(lines);
  const name = freeName(text);
  for (const claim of claims) {
    const index = claim.result.line - 1;
    const line = lines[index];
    if (line === undefined) continue;
    const ending = line.endsWith('\r') ? '\r' : '';
    const ticked = trueTick(ending === '' ? line : line.slice(0, -1), claim);
    // A footnote would be text in a block of code, and a further column in a table.
    const mark = inCode.has(index) || /^\s*\|/.test(line) ? '' : `[^${name}-${claim.result.line}]`;
    if (mark !== '') notes.push(`${mark}: ${noteOf(claim)}`);
    const broken = /(?: {2,}|\\)$/.exec(ticked)?.[0] ?? '';
    lines[index] = `${broken === '' ? ticked : ticked.slice(0, -broken.length)}${mark}${broken}${ending}`;
  }
  const body = lines.join('\n').replace(/\s*$/, '\n');
  return notes.length === 0 ? body : `${body}\n${notes.join('\n')}\n`;
}

function trueTick(line: string, { result, statement }: AnsweredClaim): string {
  const proven = result.verdict === 'proven';
  if (statement.box !== undefined) return line.replace(/\[[ xX]\]/, proven ? '[x]' : '[ ]');
  if (proven || statement.inherited) return line;
  return line.replace(doneSign, result.verdict === 'contradicted' ? '❌' : '⬜');
}

function noteOf({ result: { verdict, because, measured } }: AnsweredClaim): string {
  const found = measured === undefined || because.includes(measured) ? '' : ` Measured: ${measured}`;
  const said = `${verdict.replace('-', ' ')}. ${because}${found}`;
  // One line, and nothing that Markdown or HTML would take for markup.
  return said.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}

function codeLines(lines: readonly string[]): ReadonlySet<number> {
  const inside = new Set<number>();
  let fence: string | undefined;
  for (const [index, line] of lines.entries()) {
    const found = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined || found !== undefined) inside.add(index);
    if (fence === undefined) fence = found;
    else if (found?.startsWith(fence) === true) fence = undefined;
  }
  return inside;
}

function freeName(text: string): string {
  return text.includes('[^seen-') ? 'seaworthy' : 'seen';
}
