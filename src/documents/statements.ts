import { findBlank } from './blanks.ts';
import type { CodeBlock, Document, TextLine } from './document.ts';
import { readFigures, type Figure } from './figures.ts';
import { readMark, readSymbol, statusOf, withoutSymbols, type Reached } from './marks.ts';
import { whyUnprovable } from './unprovable.ts';
import { readVerdict, type WholeVerdict } from './verdicts.ts';

/** One line of a document with what it says about the target. */
export interface Statement {
  readonly line: number;
  readonly form: TextLine['form'] | 'tree';
  readonly text: string;
  readonly under: readonly string[];
  readonly box?: 'ticked' | 'empty';
  /** By its own box or mark, else by that of what it stands under. */
  readonly says?: Reached;
  /** `says` comes from a heading or list item above. */
  readonly inherited: boolean;
  readonly figures: readonly Figure[];
  readonly verdict?: WholeVerdict;
  readonly priority?: 'critical' | 'high' | 'medium' | 'low';
  readonly blank?: string;
  readonly unprovable?: string;
}

const doneAbove =
  /\b(?:complete[d]?|implemented|created|delivered|achieved|achievements?|accomplish\w+|enforced|finished|strengths|after implementation)\b/i;
const openAbove =
  /\b(?:next steps?|to ?do|remaining|outstanding|action items?|recommend\w*|needed|requiring attention|known (?:issues?|gaps?|limitations?)|open (?:issues?|items?|points?)|roadmap|future|planned|backlog|post-launch|missing|gaps?|not (?:yet )?(?:done|implemented|ready))\b/i;
const neutralAbove =
  /\b(?:before (?:implementation|marking)|ensure|make sure|verify that|must|legend|example|learnings?|challenges?|targets?|goals?)\b/i;

/** Every line that may claim something, in order, with the lines of trees drawn in code blocks. */
export function readStatements(document: Document): Statement[] {
  const lines = joinWrapped(document.lines).map((line) => statementOf(line, line.form));
  const trees = document.code.flatMap(linesOfTree).map((line) => statementOf(line, 'tree'));
  return [...lines, ...trees].sort((a, b) => a.line - b.line);
}

function statementOf(line: Omit<TextLine, 'form'>, form: Statement['form']): Statement {
  const own = ownMark(line, form);
  const above = own === undefined && form !== 'heading' ? stanceOf(line.under) : undefined;
  const says = own ?? above;
  const verdict = form === 'item' && line.under.length > 2 ? undefined : readVerdict(line.text, line.under);
  const priority = readPriority(line.text);
  const blank = findBlank(line.text);
  const unprovable = whyUnprovable(line.text);
  return {
    line: line.line,
    form,
    text: line.text,
    under: line.under,
    ...(line.box === undefined ? {} : { box: line.box }),
    ...(says === undefined ? {} : { says }),
    inherited: own === undefined && says !== undefined,
    figures: readFigures(line.text),
    ...(verdict === undefined ? {} : { verdict }),
    ...(priority === undefined ? {} : { priority }),
    ...(blank === undefined ? {} : { blank }),
    ...(unprovable === undefined ? {} : { unprovable }),
  };
}

function ownMark(line: Omit<TextLine, 'form'>, form: Statement['form']): Reached | undefined {
  if (line.box) return line.box === 'ticked' ? 'done' : 'open';
  // "Before you go live, ensure: ✅ …" uses the sign as a bullet.
  if (neutralAbove.test(line.under.at(-1) ?? '')) return undefined;
  if (!line.cells) return form === 'prose' && line.text.length > 200 ? undefined : readMark(line.text);
  const status = line.cells.find((cell) =>
    /^(?:status|state|done|result|complete|ready|progress|pass|ok|✅)/i.test(cell.column),
  );
  if (status) return readSymbol(status.text) ?? statusOf(status.text);
  return (
    readSymbol(line.text) ??
    line.cells.map((cell) => statusOf(cell.text)).find((found) => found !== undefined)
  );
}

/** The nearest heading or list item above that takes a stance. */
function stanceOf(under: readonly string[]): Reached | undefined {
  for (const text of under.toReversed()) {
    if (neutralAbove.test(text)) return undefined;
    if (openAbove.test(text)) return 'open';
    const mark = readMark(text) ?? (doneAbove.test(text) ? 'done' : undefined);
    if (mark) return mark;
  }
  return undefined;
}

function readPriority(text: string): Statement['priority'] {
  const word =
    /\b(?:priority|severity|impact level)\b\s*[:=-]\s*(?:\p{Extended_Pictographic}\s*)?(critical|blocker|urgent|high|medium|moderate|low|minor|p[0-4])\b/iu
      .exec(text)?.[1]
      ?.toLowerCase();
  if (word === undefined) return undefined;
  if (/critical|blocker|urgent|p0/.test(word)) return 'critical';
  if (/high|p1/.test(word)) return 'high';
  return /medium|moderate|p2/.test(word) ? 'medium' : 'low';
}

/** Sentences that the author wrapped are one line; labels, marks and fields on lines of their own stay apart. */
function joinWrapped(lines: readonly TextLine[]): TextLine[] {
  const joined: TextLine[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const apart = /^[^\p{L}\d"'(]|^[\p{L}\d /&-]{2,40}:\s/u.test(line.text);
    if (!line.wrapped || apart || !last || last.form === 'heading') joined.push(line);
    else joined[joined.length - 1] = { ...last, text: `${last.text} ${line.text}` };
  }
  return joined;
}

/** Trees and `key: value` lists drawn in blocks without a language; listings of files are not claims. */
function linesOfTree(block: CodeBlock): Omit<TextLine, 'form'>[] {
  if (!/^(?:text|txt|plain|plaintext|)$/.test(block.language)) return [];
  const drawn = block.lines.filter((line) => /[├└│]|\|--|\+--/.test(line.text) || /✅|❌|⚠/u.test(line.text));
  if (drawn.length < 2) return [];
  const found: Omit<TextLine, 'form'>[] = [];
  let head: string | undefined;
  for (const { line, text } of block.lines) {
    const bare = text.replace(/^[\s│├└─┬|+`-]+/u, '').trim();
    if (bare === '') continue;
    const root = /^\S/.test(text) && !/^[│├└|+`]/.test(text);
    if (root) head = bare.replace(/:$/, '');
    if (/^[\w@./-]+\/?(?:\s+#.*)?$/.test(withoutSymbols(bare)) && !bare.includes(':')) continue;
    const under = root || head === undefined ? block.under : [...block.under, head];
    found.push({ line, text: bare, under });
  }
  return found;
}
