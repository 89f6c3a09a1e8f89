import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import type { Catalog } from '../engine/catalog.ts';
import { configSchema, defaultConfig, type Config } from '../engine/config.ts';
import { findUnknownNames } from '../engine/config-names.ts';

const names = ['seaworthy.yaml', 'seaworthy.yml'];
const maxBytes = 1_000_000;

type Path = readonly PropertyKey[];

export interface ReadConfig {
  readonly config: Config;
  /** Undefined when the defaults are used. */
  readonly file?: string;
}

/** A problem the user can mend: each line says where, what, and what to do. */
class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads seaworthy.yaml of `folder`, or `chosen`. Unknown keys and names are refused with the nearest known one. */
export async function readConfig(
  folder: string,
  chosen: string | undefined,
  catalog: Catalog,
): Promise<ReadConfig> {
  const file = chosen ?? (await findConfig(folder));
  if (file === undefined) return { config: defaultConfig };
  const text = await readLimited(file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const where = placeFinder(basename(file), document, lines);
  const [syntax] = document.errors;
  if (syntax)
    throw new ConfigError(
      `${basename(file)}:${lines.linePos(syntax.pos[0]).line}: not valid YAML: ${syntax.message}`,
    );
  const parsed = configSchema.safeParse(withoutEmptySections(toValue(document, file)));
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.flatMap((issue) => explain(issue, where)).join('\n'));
  const unknown = findUnknownNames(parsed.data, catalog);
  if (unknown.length > 0) {
    throw new ConfigError(
      unknown
        .map(
          ({ path, what, name, known }) =>
            `${where(path)}: there is no ${what} "${name}".${suggest(name, known)}`,
        )
        .join('\n'),
    );
  }
  const pins = parsed.data.claims.flatMap((claim, index) => {
    const [here, name] = [where(['claims', index]), claim.line ?? claim.heading];
    if (name === undefined) return [`${here}: needs line or heading: what it speaks of.`];
    return (claim.audits === undefined) === (claim.notAClaim === undefined)
      ? [`${here}: "${name}" needs exactly one of audits and notAClaim.`]
      : [];
  });
  if (pins.length > 0) throw new ConfigError(pins.join('\n'));
  const contradictions = parsed.data.checks.flatMap((check, index) => {
    const kinds = [check.http, check.sql, check.command].filter((kind) => kind !== undefined).length;
    return kinds === 1
      ? []
      : [`${where(['checks', index])}: check "${check.id}" needs exactly one of http, sql and command.`];
  });
  if (contradictions.length > 0) throw new ConfigError(contradictions.join('\n'));
  return { config: parsed.data, file };
}

async function findConfig(folder: string): Promise<string | undefined> {
  for (const name of names) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.isFile()) return join(folder, name);
  }
  return undefined;
}

async function readLimited(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile())
    throw new ConfigError(`${file} is not a file. Give the path of a seaworthy.yaml, or leave --config out.`);
  if (found.size > maxBytes)
    throw new ConfigError(`${file} is larger than ${maxBytes} bytes: no configuration is.`);
  return readFile(file, 'utf8');
}

function toValue(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    throw new ConfigError(
      `${basename(file)}: ${error instanceof Error ? error.message : String(error)}. Write it without aliases.`,
    );
  }
}

/** `waivers:` with nothing behind it means none. */
function withoutEmptySections(value: unknown): unknown {
  if (value === null || value === undefined) return {};
  if (!isRecord(value) || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, section]) => section !== null));
}

/** The line of the deepest part of the path that stands in the file. */
function placeFinder(file: string, document: Document, lines: LineCounter): (path: Path) => string {
  return (path) => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const key = path[depth - 1];
      const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
      const offset = offsetOf(parent, key) ?? offsetOf(document.getIn(path.slice(0, depth), true), undefined);
      if (offset !== undefined) return `${file}:${lines.linePos(offset).line}`;
    }
    return file;
  };
}

function offsetOf(node: unknown, key: PropertyKey | undefined): number | undefined {
  if (!isRecord(node)) return undefined;
  if (key !== undefined && Array.isArray(node['items'])) {
    const pair: unknown = node['items'].find(
      (item) => isRecord(item) && isRecord(item['key']) && item['key']['value'] === key,
    );
    return isRecord(pair) ? offsetOf(pair['key'], undefined) : undefined;
  }
  const range = node['range'];
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}

function explain(issue: z.core.$ZodIssue, where: (path: Path) => string): string[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue.path);
    return issue.keys.map(
      (key) => `${where([...issue.path, key])}: unknown key "${key}".${suggest(key, known)}`,
    );
  }
  const name = issue.path.map(String).join('.') || 'the file';
  if (issue.code === 'invalid_key') {
    const [inner] = issue.issues;
    return [`${where(issue.path)}: ${name}: ${inner?.message ?? 'this name is not possible here'}.`];
  }
  const wish =
    issue.code === 'invalid_union' && issue.path[0] === 'audits'
      ? 'use on, off, blocker, major, minor or note'
      : issue.message.replace(/^Invalid /, 'invalid ');
  return [`${where(issue.path)}: ${name}: ${wish}.`];
}

/** The keys allowed at a place, read off the schema itself. */
function knownKeys(path: Path): string[] {
  let schema: unknown = configSchema;
  for (const step of path) {
    schema = bare(schema);
    if (!isRecord(schema)) return [];
    schema =
      typeof step === 'number'
        ? schema['element']
        : isRecord(schema['shape'])
          ? schema['shape'][String(step)]
          : schema['valueType'];
  }
  const end = bare(schema);
  return isRecord(end) && isRecord(end['shape']) ? Object.keys(end['shape']) : [];
}

function bare(schema: unknown): unknown {
  let inner = schema;
  while (isRecord(inner) && typeof inner['unwrap'] === 'function' && !('element' in inner))
    inner = inner['unwrap']();
  return inner;
}

function suggest(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const near = closest(name, [...known]);
  if (distance(name, near) <= Math.max(3, name.length / 2)) return ` Did you mean "${near}"?`;
  return known.length <= 12 ? ` Known: ${known.join(', ')}.` : ' seaworthy audits lists them.';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
