import { XMLParser } from 'fast-xml-parser';
import { lineFinder } from './lines.ts';

export interface XmlElement {
  readonly name: string;
  readonly line: number;
  /** The element's own text, trimmed. */
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
}

// Entities stay unresolved: nothing here needs them, and expansion is how XML bombs work.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  captureMetaData: true,
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
});
// Declared as the Symbol object; it is the primitive.
const places = XMLParser.getMetaDataSymbol() as unknown as symbol;

/** The elements of an XML file with their lines; undefined when it is not well-formed. For files up to 2 MB. */
export function readXml(text: string): XmlElement | undefined {
  try {
    const line = lineFinder(text);
    const top: unknown = parser.parse(text, true);
    return elements(top, line).find((element) => !element.name.startsWith('?'));
  } catch {
    return undefined;
  }
}

export function child(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let at = element;
  for (const name of path) at = at?.children.find((one) => one.name === name);
  return at;
}

export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((one) => one.name === name) ?? [];
}

function elements(nodes: unknown, line: (offset: number) => number): XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: unknown): XmlElement[] => {
    if (!isRecord(node)) return [];
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined) return [];
    const inner = node[name];
    const place = node[places];
    const offset = isRecord(place) && typeof place['startIndex'] === 'number' ? place['startIndex'] : 0;
    return [
      {
        name,
        line: line(offset),
        text: textOf(inner),
        attributes: attributesOf(node[':@']),
        children: elements(inner, line),
      },
    ];
  });
}

function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return '';
  return nodes
    .map((node: unknown) => (isRecord(node) && typeof node['#text'] === 'string' ? node['#text'] : ''))
    .join('')
    .trim();
}

function attributesOf(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  );
}

function isRecord(value: unknown): value is Record<string | symbol, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
