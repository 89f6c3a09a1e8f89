/** A text document read into what readers of it need: headings, lines, links and code, each with its place. */
export interface Document {
  readonly format: Format | DataFormat;
  /** The first heading, or the title in the front matter. */
  readonly title: string | undefined;
  readonly headings: readonly Heading[];
  /** Every line of running text, list item, table row and heading, in order; no code. */
  readonly lines: readonly TextLine[];
  readonly links: readonly Link[];
  readonly code: readonly CodeBlock[];
  /** Inline code. */
  readonly spans: readonly Span[];
  /** Names that a link to this document may end with after `#`. */
  readonly anchors: ReadonlySet<string>;
}

/** How documents are written that people read; the others are checklists kept as data. */
export type Format = 'markdown' | 'restructured-text' | 'asciidoc' | 'plain';
export type DataFormat = 'csv' | 'yaml' | 'json';

export interface Heading {
  readonly line: number;
  readonly depth: number;
  readonly text: string;
}

export interface TextLine {
  readonly line: number;
  readonly form: 'heading' | 'item' | 'step' | 'row' | 'prose' | 'quote' | 'field';
  /** Plain text without markup; the mark of a task list is not part of it. */
  readonly text: string;
  /** What the box of a task list says. */
  readonly box?: 'ticked' | 'empty';
  /** The line before goes on here: the author broke the line, not the paragraph. */
  readonly wrapped?: true;
  /** Cells of a table row, with the heading of their column. */
  readonly cells?: readonly { readonly column: string; readonly text: string }[];
  /** Headings and list items that it stands under, outermost first. */
  readonly under: readonly string[];
}

export interface Link {
  readonly line: number;
  readonly target: string;
  readonly text: string;
  readonly image: boolean;
}

export interface CodeBlock {
  readonly line: number;
  /** Lower case; '' when the block names none. */
  readonly language: string;
  readonly lines: readonly { readonly line: number; readonly text: string }[];
  /** Headings and list items that it stands under, outermost first. */
  readonly under: readonly string[];
}

export interface Span {
  readonly line: number;
  readonly text: string;
  /** The whole line of text it stands in. */
  readonly within: string;
  readonly under: readonly string[];
}
