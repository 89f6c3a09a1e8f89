import type { RepoDriver, ScanReport } from '../../kit/drivers.ts';
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

/** What a scan saw, in the words of evidence. */
export async function describeLook(repo: RepoDriver, report: ScanReport): Promise<Looked> {
  const counts = new Map<string, { files: number; example: string }>();
  for (const { path, kind } of await repo.list()) {
    const language = foreign[path.slice(path.lastIndexOf('.') + 1)];
    if (language === undefined || kind !== 'file' || asideKind(path) !== undefined) continue;
    const known = counts.get(language);
    if (known) known.files += 1;
    else counts.set(language, { files: 1, example: path });
  }
  return {
    files: report.files,
    skipped: report.skipped.slice(0, 200).map(({ path, because }) => ({ file: path, because })),
    notUnderstood: [...counts].map(([language, seen]) => ({ language, ...seen })),
  };
}
