import type { TextLine } from '../../documents/document.ts';

export interface Listed {
  readonly line: number;
  readonly path: string;
  readonly claimedLines?: number;
}

const label =
  /\b(?:created|added|new|delivered|generated|implemented|modified|changed)\s+(?:\w+\s+)?(?:files?|documents?|documentation|scripts?|artifacts?|deliverables?)\b|\bfiles?\s+(?:created|added|delivered|generated|modified|changed)\b/i;
const known =
  /^(?:CODEOWNERS|Dockerfile|Makefile|Procfile|LICENSE|Jenkinsfile|Vagrantfile|Gemfile|Rakefile|Caddyfile|justfile)$/;
const path = /^\/?(?:\.{0,2}[\w@+-][\w.@+-]*\/|\.[\w-]+\/)*\.?[\w@+-][\w.@+-]*\/?$/;

/** Files in a listing are looked up there; everywhere else a name in a sentence is a mention. */
export function isListing(text: string, under: readonly string[]): boolean {
  return /\(\s*~?[\d,]{1,9}\+?\s*(?:lines?|LOC)\b/i.test(text) || under.some((one) => label.test(one));
}

/** Lines that say a file was created: under "Created files", or with the number of lines it is said to have. */
export function listedIn(line: TextLine): Listed | undefined {
  if (line.form === 'heading') return undefined;
  const claimed = /\(\s*~?\s*([\d,]{1,9})\+?\s*(?:lines?|LOC)\b/i.exec(line.text)?.[1];
  const column = line.cells?.find((cell) => /^(?:lines|loc|line count)$/i.test(cell.column))?.text;
  const under = line.under.some((text) => label.test(text));
  const count = claimed ?? (under && /^[\d,]+$/.test(column ?? '') ? column : undefined);
  if (count === undefined && !under) return undefined;
  const first =
    (line.cells?.[0]?.text ?? line.text)
      .replace(/^[^\p{L}\p{N}./_]+/u, '')
      .split(/\s/)[0]
      ?.replace(/[:,;]$/, '') ?? '';
  if (!isPath(first)) return undefined;
  const lines = count === undefined ? {} : { claimedLines: Number(count.replaceAll(',', '')) };
  return { line: line.line, path: first.replace(/^\.?\//, ''), ...lines };
}

function isPath(word: string): boolean {
  if (!path.test(word) || word.length > 200) return false;
  const name = word.replace(/\/$/, '').split('/').at(-1) ?? '';
  return known.test(name) || /\.[A-Za-z][\w]{0,9}$/.test(name) || (word.includes('/') && word.endsWith('/'));
}
