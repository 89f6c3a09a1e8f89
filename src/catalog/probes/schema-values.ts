import { follow, isRecord, listOf, recordOf, type JsonRecord } from './json.ts';
import type { Schema } from './operations.ts';

const mostDepth = 6;
/** Values for texts of which only the name says what they are. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/e-?mail/i, 'probe-7f3a@probe.invalid'],
  [/url|uri|link|website/i, 'https://probe.invalid/7f3a'],
  [/phone|mobile/i, '+4915112345678'],
  [/date$/i, '2031-05-04'],
  [/(_at|At|time)$/, '2031-05-04T10:00:00Z'],
  [/country/i, 'DE'],
  [/currency/i, 'EUR'],
];
/** What ends must end after it began. */
const ends = /end|until|expire|clos|finish|deadline|due|^to$/i;
const byFormat: Readonly<Record<string, string>> = {
  email: 'probe-7f3a@probe.invalid',
  uuid: '5ea30000-0000-4000-8000-0000000000aa',
  'date-time': '2031-05-04T10:00:00Z',
  date: '2031-05-04',
  time: '10:00:00Z',
  uri: 'https://probe.invalid/7f3a',
  ipv4: '192.0.2.7',
  hostname: 'probe.invalid',
};

/** A value that fits a schema as far as its keywords are understood: the same one each time. */
export function valueFor(document: JsonRecord, given: unknown, name = '', depth = 0): unknown {
  const schema: Schema = recordOf(follow(document, given));
  if (schema['const'] !== undefined) return schema['const'];
  const [chosen] = listOf(schema['enum']);
  if (chosen !== undefined) return chosen;
  if (schema['default'] !== undefined) return schema['default'];
  if (schema['example'] !== undefined) return schema['example'];
  const [example] = listOf(schema['examples']);
  if (example !== undefined) return example;
  const branches = [...listOf(schema['oneOf']), ...listOf(schema['anyOf'])];
  const branch = branches.find((one) => recordOf(follow(document, one))['type'] !== 'null');
  if (branch !== undefined && schema['properties'] === undefined)
    return valueFor(document, branch, name, depth + 1);
  const parts = listOf(schema['allOf']);
  if (parts.length > 0) {
    const values = parts.map((part) => valueFor(document, part, name, depth + 1));
    const own = schema['properties'] === undefined ? {} : objectFor(document, schema, depth);
    return Object.assign({}, ...values.filter(isRecord), own);
  }
  switch (typeOf(schema)) {
    case 'object':
      return objectFor(document, schema, depth);
    case 'array': {
      const least = numberIn(schema['minItems']) ?? 1;
      if (depth >= mostDepth || least === 0) return [];
      const item = valueFor(document, schema['items'], name, depth + 1);
      return Array.from({ length: Math.min(least, 20) }, () => item);
    }
    case 'integer':
      return Math.ceil(numberFor(schema));
    case 'number':
      return numberFor(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textFor(schema, name);
  }
}

function typeOf(schema: Schema): string {
  const type = schema['type'];
  if (typeof type === 'string') return type;
  const first = listOf(type).find((one) => one !== 'null');
  if (typeof first === 'string') return first;
  return schema['properties'] !== undefined ? 'object' : schema['items'] !== undefined ? 'array' : 'string';
}

/** Only what is required: the less is said, the less can contradict. */
function objectFor(document: JsonRecord, schema: Schema, depth: number): JsonRecord {
  if (depth >= mostDepth) return {};
  const properties = recordOf(schema['properties']);
  const names = listOf(schema['required']).filter((one) => typeof one === 'string');
  return Object.fromEntries(
    names.map((name) => [name, valueFor(document, properties[name], name, depth + 1)]),
  );
}

function numberFor(schema: Schema): number {
  const least = numberIn(schema['minimum']);
  const above = numberIn(schema['exclusiveMinimum']);
  const most = numberIn(schema['maximum']) ?? numberIn(schema['exclusiveMaximum']);
  const from = least ?? (above === undefined ? undefined : above + 1) ?? 1;
  return most !== undefined && from > most ? most : from;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function textFor(schema: Schema, name: string): string {
  const format = schema['format'];
  const pattern = schema['pattern'];
  const known = typeof format === 'string' ? byFormat[format] : undefined;
  if (known !== undefined) return ends.test(name) ? known.replace('2031-05', '2031-06') : known;
  if (typeof pattern === 'string') return fitting(pattern);
  const named = byName.find(([shape]) => shape.test(name))?.[1] ?? 'probe 7f3a';
  const least = numberIn(schema['minLength']) ?? 0;
  const most = numberIn(schema['maxLength']) ?? 1_000;
  return named.padEnd(Math.min(least, 2_000), 'x').slice(0, most);
}

const tries = [
  '123456',
  'probe',
  'probe-7f3a',
  'PROBE',
  '5ea30000-0000-4000-8000-0000000000aa',
  '2031-05-04',
  '1',
  '1.5',
  '+4915112345678',
  'DE',
  'DEU',
  'probe_7f3a',
  'a'.repeat(32),
  '0'.repeat(64),
];

/** A repeated group that repeats inside can take for ever. */
const slow = /[+*}]\)[+*{]/;

/** Patterns are tried, not solved. They come from the service, so doubtful ones are left alone. */
function fitting(pattern: string): string {
  if (pattern.length > 200 || slow.test(pattern)) return 'probe';
  try {
    const expression = new RegExp(pattern, 'u');
    return tries.find((one) => expression.test(one)) ?? 'probe';
  } catch {
    return 'probe';
  }
}
