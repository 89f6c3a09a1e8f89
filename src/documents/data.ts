import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import { clip } from './clip.ts';
import type { Document, Heading, TextLine } from './document.ts';
import { readMarkdown } from './markdown.ts';
import { statusOf } from './marks.ts';

const named = ['title', 'name', 'item', 'check', 'task', 'question', 'label', 'text', 'description'];
const states = ['done', 'checked', 'completed', 'complete', 'status', 'state', 'result'];
const closed = /^(?:true|yes|closed|done|complete[d]?|checked|x)$/i;
const open = /^(?:false|no|open|todo|to do|unchecked|)$/i;
const maxLines = 100_000;
const maxDepth = 20;

interface Reading {
  readonly lines: TextLine[];
  readonly headings: Heading[];
  lineAt(node: unknown): number;
}

/**
 * A checklist kept as data: YAML lists of items, GitHub issue forms, and issues and milestones exported as JSON (which
 * is YAML too). A boolean or a state is the box of its item, a key above a list its heading.
 */
export function readData(text: string, format: 'yaml' | 'json'): Document {
  const counter = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: counter, strict: false, logLevel: 'silent' });
  const reading: Reading = {
    lines: [],
    headings: [],
    lineAt: (node) => counter.linePos(rangeOf(node)).line,
  };
  if (parsed.contents) walk(parsed.contents, [], reading);
  const title = isMap(parsed.contents) ? wordAt(parsed.contents, ['title', 'name']) : undefined;
  return {
    format,
    title: title ?? reading.headings[0]?.text,
    headings: reading.headings,
    lines: reading.lines.sort((a, b) => a.line - b.line),
    links: [],
    code: [],
    spans: [],
    anchors: new Set(),
  };
}

function walk(node: unknown, under: readonly string[], reading: Reading): void {
  if (under.length > maxDepth || reading.lines.length >= maxLines) return;
  if (isSeq(node)) {
    for (const item of node.items) {
      if (isScalar(item)) addText(String(item.value ?? ''), under, item, reading);
      else if (isMap(item)) walkItem(item, under, reading);
      else walk(item, under, reading);
    }
  } else if (isMap(node)) {
    for (const { key, value } of node.items)
      walkPair(String(scalarOf(key) ?? ''), key, value, under, reading);
  }
}

/** One entry of a list: an item with its state, an element of an issue form, or a group of its own. */
function walkItem(item: YAMLMap, under: readonly string[], reading: Reading): void {
  const inside = item.get('attributes');
  if (isMap(inside)) return walkForm(inside, under, reading);
  const text = wordAt(item, named);
  if (text === undefined) return walk(item, under, reading);
  const milestone = item.get('milestone');
  const above = isMap(milestone) ? [...under, wordAt(milestone, ['title']) ?? ''].filter(Boolean) : under;
  const state = wordAt(item, states);
  const box = boxOf(state);
  const status = state !== undefined && !box && statusOf(state) ? `: ${state}` : '';
  const lists = item.items.filter(({ value }) => isSeq(value) && !isTags(value));
  const form = lists.length > 0 && state === undefined ? 'heading' : 'item';
  const line = { line: reading.lineAt(item), form, text: clip(`${text}${status}`), under: above } as const;
  reading.lines.push({ ...line, ...(box && form === 'item' ? { box } : {}) });
  if (form === 'heading') reading.headings.push({ line: line.line, depth: above.length + 1, text });
  const body = wordAt(item, ['body', 'value']);
  if (body !== undefined) addMarkdown(body, [...above, text], item, reading);
  for (const { value } of lists) walk(value, [...above, text], reading);
}

function walkForm(attributes: YAMLMap, under: readonly string[], reading: Reading): void {
  const label = wordAt(attributes, ['label']);
  const value = wordAt(attributes, ['value']);
  if (value !== undefined) addMarkdown(value, under, attributes, reading);
  const options = attributes.get('options');
  const above = label === undefined ? under : [...under, label];
  if (isSeq(options))
    for (const option of options.items) {
      const text = isMap(option) ? wordAt(option, ['label']) : undefined;
      if (text !== undefined)
        reading.lines.push({ line: reading.lineAt(option), form: 'item', text, box: 'empty', under: above });
    }
}

function walkPair(
  name: string,
  key: unknown,
  value: unknown,
  under: readonly string[],
  reading: Reading,
): void {
  const words = name.replace(/[_-]+/g, ' ');
  if (!isScalar(value)) return walk(value, [...under, words], reading);
  const line = { line: reading.lineAt(key), under };
  if (typeof value.value === 'boolean')
    reading.lines.push({ ...line, form: 'item', text: words, box: value.value ? 'ticked' : 'empty' });
  else if (value.value !== null && value.value !== undefined)
    reading.lines.push({ ...line, form: 'field', text: clip(`${words}: ${String(value.value)}`) });
}

function addText(text: string, under: readonly string[], node: Node, reading: Reading): void {
  const [, mark, rest = text] = /^\[([ xX])\]\s+(.*)$/s.exec(text) ?? [];
  if (rest.trim() === '') return;
  const box = mark === undefined ? undefined : mark === ' ' ? 'empty' : 'ticked';
  reading.lines.push({
    line: reading.lineAt(node),
    form: 'item',
    text: clip(rest.trim()),
    ...(box ? { box } : {}),
    under,
  });
}

/** The text of an issue is Markdown; its lines all stand where the issue stands. */
function addMarkdown(body: string, under: readonly string[], node: Node, reading: Reading): void {
  const line = reading.lineAt(node);
  for (const one of readMarkdown(body).lines)
    if (one.form !== 'heading') reading.lines.push({ ...one, line, under: [...under, ...one.under] });
}

function boxOf(state: string | undefined): TextLine['box'] {
  if (state === undefined) return undefined;
  return closed.test(state) ? 'ticked' : open.test(state) ? 'empty' : undefined;
}

function wordAt(map: YAMLMap, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = map.get(key);
    if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  }
  return undefined;
}

function isTags(node: unknown): boolean {
  return isSeq(node) && node.items.every((item) => isScalar(item) || (isMap(item) && item.has('color')));
}

function scalarOf(node: unknown): unknown {
  return isScalar(node) ? node.value : undefined;
}

function rangeOf(node: unknown): number {
  const { range } = (node ?? {}) as { range?: readonly number[] };
  return range?.[0] ?? 0;
}
