import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AdvisoriesDriver, Advisory } from '../../kit/drivers.ts';
import { CannotLook } from '../../kit/gatherer.ts';
import { advisoryFrom, match, osvRecord, plainName, type OsvRecord } from './osv-record.ts';
import { orderOf } from './version-order.ts';

const maxRecords = 600_000;
const readAtOnce = 64;
/** Looked for in the raw text, so that the records of packages nobody uses are not parsed. */
const namePattern = /"name"\s*:\s*"((?:[^"\\]|\\.)*)"/g;
const ecosystemPattern = /"ecosystem"\s*:\s*"([^":]*)/g;

/** A copy of OSV on disk: a folder of records as its dumps unpack, or one file with a list or a record per line. */
export function osvFolder(path: string, isFolder: boolean): AdvisoriesDriver {
  return {
    async ask(packages, signal) {
      const wanted = new Map<string, number[]>();
      for (const [index, { ecosystem, name }] of packages.entries()) {
        const key = plainName(ecosystem, name);
        wanted.set(key, [...(wanted.get(key) ?? []), index]);
      }
      const found = new Map<number, Advisory[]>();
      const ecosystems = new Set<string>();
      let newest = '';
      let records = 0;

      const look = (text: string): void => {
        records += 1;
        for (const [, ecosystem] of text.matchAll(ecosystemPattern)) ecosystems.add(ecosystem ?? '');
        const modified = /"modified"\s*:\s*"(\d{4}-\d\d-\d\d)/.exec(text)?.[1] ?? '';
        if (modified > newest) newest = modified;
        const indexes = [...text.matchAll(namePattern)].flatMap(([, name = '']) => [
          ...(wanted.get(name) ?? []),
          ...(wanted.get(plainName('PyPI', name)) ?? []),
          ...(wanted.get(name.toLowerCase()) ?? []),
        ]);
        if (indexes.length === 0) return;
        const record = parseRecord(text);
        if (!record) return;
        for (const index of new Set(indexes)) {
          const asked = packages[index];
          const matched = asked && match(record, asked);
          if (matched) found.set(index, [...(found.get(index) ?? []), advisoryFrom(record, matched.fixedIn)]);
        }
      };

      for await (const texts of isFolder ? inFolder(path, signal) : inFile(path)) {
        signal.throwIfAborted();
        for (const text of texts) look(text);
      }
      if (records === 0) throw new CannotLook(`${path} holds no OSV records`, 'unpack a dump of OSV there');
      return {
        source: `a copy of OSV with ${records} records`,
        ...(newest === '' ? {} : { asOf: newest }),
        notAsked: packages.flatMap(({ ecosystem, name, version }, index) => {
          if (!ecosystems.has(ecosystem))
            return [{ index, because: `the copy holds no records of ${ecosystem}` }];
          if (orderOf(ecosystem)?.(version, version) !== 0)
            return [{ index, because: `${name} ${version} is not a version that can be ordered` }];
          return [];
        }),
        found: [...found].map(([index, advisories]) => ({ index, advisories })),
      };
    },
  };
}

function parseRecord(text: string): OsvRecord | undefined {
  try {
    const parsed = osvRecord.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

async function* inFolder(path: string, signal: AbortSignal): AsyncGenerator<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.json'));
  if (files.length > maxRecords) throw new CannotLook(`${path} holds more than ${maxRecords} files`);
  for (let start = 0; start < files.length && !signal.aborted; start += readAtOnce) {
    const batch = files.slice(start, start + readAtOnce);
    yield await Promise.all(batch.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
  }
}

async function* inFile(path: string): AsyncGenerator<readonly string[]> {
  const text = await readFile(path, 'utf8');
  if (/^\s*\[/.test(text)) {
    const list: unknown = JSON.parse(text);
    yield Array.isArray(list) ? list.map((record) => JSON.stringify(record)) : [];
    return;
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  yield lines.every((line) => line.trimStart().startsWith('{') && line.trimEnd().endsWith('}'))
    ? lines
    : [text];
}
