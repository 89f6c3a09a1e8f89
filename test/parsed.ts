import assert from 'node:assert/strict';
import { sourceDriver } from '../src/drivers/source.ts';
import type { RepoDriver, SourceFile } from '../src/kit/drivers.ts';

const languages = ['typescript', 'tsx', 'javascript', 'python', 'go', 'java', 'ruby', 'php'] as const;

/** One file, parsed by the real driver. */
export async function parsed(path: string, text: string): Promise<SourceFile> {
  let found: SourceFile | undefined;
  const signal = new AbortController().signal;
  await sourceDriver(repoOf({ [path]: text })).scan(
    { languages, mentions: /^/, signal, aside: true },
    (file) => {
      found = file;
    },
  );
  assert.ok(found);
  return found;
}

/** A repository of the given files, in memory. */
export function repoOf(files: Readonly<Record<string, string>>): RepoDriver {
  return {
    list: () =>
      Promise.resolve(
        Object.entries(files).map(([path, text]) => ({
          path,
          sizeBytes: text.length,
          kind: 'file',
          tracked: true,
        })),
      ),
    truncated: () => Promise.resolve(false),
    read: (path) => {
      const text = files[path];
      return Promise.resolve(text === undefined ? { ok: false, because: 'absent' } : { ok: true, text });
    },
  };
}
