import { readAsciidoc } from './asciidoc.ts';
import { readCsv } from './csv.ts';
import { readData } from './data.ts';
import type { DataFormat, Document, Format } from './document.ts';
import { readMarkdown } from './markdown.ts';
import { mend } from './mend.ts';
import { readRestructured } from './restructured.ts';

const formatByExtension: Readonly<Record<string, Format>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  rst: 'restructured-text',
  adoc: 'asciidoc',
  asciidoc: 'asciidoc',
  txt: 'plain',
};

/** How a file is read, by its name; undefined when it is no text document. */
export function formatOf(path: string): Format | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : formatByExtension[name.slice(dot + 1).toLowerCase()];
}

const dataByExtension: Readonly<Record<string, DataFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
};

/** Data is a document only where somebody says so: most of it is none. */
export function dataFormatOf(path: string): DataFormat | undefined {
  return dataByExtension[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}

/** Reads a document in the format of its name. Text of a wrong code page is mended first; lines stay where they are. */
export function readDocument(path: string, text: string): Document {
  const mended = mend(text);
  const data = dataFormatOf(path);
  if (data === 'csv') return readCsv(mended);
  if (data !== undefined) return readData(mended, data);
  switch (formatOf(path)) {
    case 'restructured-text':
      return readRestructured(mended);
    case 'asciidoc':
      return readAsciidoc(mended);
    case 'plain':
      // Plain text is close enough to Markdown that headings and lists are told the same way.
      return { ...readMarkdown(mended), format: 'plain' };
    default:
      return readMarkdown(mended);
  }
}
