import { clip } from './clip.ts';
import type { Document, TextLine } from './document.ts';

const section = /^(?:section|category|area|group|phase|topic|milestone|epic)$/i;
const tick = /^(?:done|checked|ticked|complete[d]?|finished|ok|✓|✅)$/i;
const ticked = /^(?:true|x|yes|y|1|✓|✔|✅|\[x\]|done)$/i;
const empty = /^(?:false|no|n|0|\[ ?\]|❌|)$/i;
const maxRows = 100_000;

/** A checklist kept as a table: a row is a line, a column called "Done" its box, one called "Area" its heading. */
export function readCsv(text: string): Document {
  const [header, ...rows] = recordsOf(text.replace(/^\uFEFF/, ''));
  const columns = header?.cells.map((cell) => cell.trim()) ?? [];
  const lines = rows.flatMap((row): TextLine[] => {
    const cells = row.cells
      .slice(0, columns.length)
      .map((cell, index) => ({ column: columns[index] ?? '', text: clip(cell.replace(/\s+/g, ' ').trim()) }));
    const under = cells.filter(({ column, text: named }) => section.test(column) && named !== '');
    const done = cells.find(({ column }) => tick.test(column));
    const box = done && (ticked.test(done.text) ? 'ticked' : empty.test(done.text) ? 'empty' : undefined);
    const shown = cells.filter(
      (cell) => cell.text !== '' && !under.includes(cell) && !(box && cell === done),
    );
    if (shown.length === 0) return [];
    return [
      {
        line: row.line,
        form: 'row',
        text: clip(shown.map((cell) => cell.text).join(' | ')),
        ...(box ? { box } : {}),
        cells: shown,
        under: under.map((cell) => cell.text),
      },
    ];
  });
  return {
    format: 'csv',
    title: undefined,
    headings: [],
    lines,
    links: [],
    code: [],
    spans: [],
    anchors: new Set(),
  };
}

/** Records as RFC 4180 has them: quotes hold separators and line breaks, a doubled quote is one. */
function recordsOf(text: string): { line: number; cells: string[] }[] {
  const separator = separatorOf(text.slice(0, text.search(/[\r\n]|$/)));
  const records: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let began = 1;
  const endRecord = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== '')) records.push({ line: began, cells });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < text.length && records.length <= maxRows; at += 1) {
    const char = text.charAt(at);
    if (char === '\n') line += 1;
    if (quoted) {
      if (char === '"' && text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else if (char === '"') quoted = false;
      else cell += char;
    } else if (char === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (char === separator) {
      cells.push(cell);
      cell = '';
    } else if (char === '\n') {
      endRecord();
      began = line;
    } else if (char !== '\r') cell += char;
  }
  endRecord();
  return records;
}

function separatorOf(header: string): string {
  const count = (one: string) => header.split(one).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}
