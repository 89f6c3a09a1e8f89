import type { RepoDriver, RepoFile, ScanReport } from '../../kit/drivers.ts';
import { asideKind } from '../aside.ts';
import type { Looked } from './facts.ts';

/** Languages that services are written in and that nothing here can read. */
const foreign: Readonly<Record<string, string>> = {
  cs: 'C#',
  fs: 'F#',
  rs: 'Rust',
  kt: 'Kotlin',
  scala: 'Scala',
  ex: 'Elixir',
  exs: 'Elixir',
  clj: 'Clojure',
  swift: 'Swift',
  dart: 'Dart',
  cpp: 'C++',
  erl: 'Erlang',
  hs: 'Haskell',
};

type Foreign = ReadonlyMap<string, { readonly files: number; readonly example: string }>;

/** Forty gatherers ask about the same list. */
const known = new WeakMap<readonly RepoFile[], Foreign>();

/** What a scan saw, in the words of evidence. */
export async function describeLook(repo: RepoDriver, report: ScanReport): Promise<Looked> {
  const files = await repo.list();
  const counts = known.get(files) ?? countForeign(files);
  known.set(files, counts);
  return {
    files: report.files,
    skipped: report.skipped.slice(0, 200).map(({ path, because }) => ({ file: path, because })),
    notUnderstood: [...counts].map(([language, seen]) => ({ language, ...seen })),
  };
}

function countForeign(files: readonly RepoFile[]): Foreign {
  const counts = new Map<string, { files: number; example: string }>();
  for (const { path, kind } of files) {
    const language = foreign[path.slice(path.lastIndexOf('.') + 1)];
    if (language === undefined || kind !== 'file' || asideKind(path) !== undefined) continue;
    const seen = counts.get(language);
    if (seen) seen.files += 1;
    else counts.set(language, { files: 1, example: path });
  }
  return counts;
}
