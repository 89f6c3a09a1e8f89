import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, baseName, folderOf } from '../aside.ts';
import moduleCopies from '../evidence/module-copies.ts';

const source = /\.([mc]?[jt]sx?|py|go|java|kt|rb|php|cs|rs|vue|svelte)$/;
/** user_old.py, user.backup.ts, routes-original.js, app copy.ts, app (1).js, old_user.py */
const suffix =
  /[-_. ]?(?:\(\d+\)|[-_. ](?:old|backup|bak|original|orig|copy|copie|deprecated|unused|tmp|temp|save|saved|before|prev|previous)\d*|Old|Backup|Original|Copy|Deprecated)$/;
const prefix = /^(?:old|backup|original|copy[-_]of|deprecated)[-_. ]/i;
const maxPairs = 200;

export default defineGatherer({
  brings: moduleCopies,
  uses: ['repo'],
  limitMs: 20_000,
  async gather({ drivers: { repo } }) {
    const paths = (await repo.list())
      .filter(({ path, kind }) => kind === 'file' && source.test(path) && asideKind(path) === undefined)
      .map((file) => file.path);
    const known = new Map(paths.map((path) => [path.toLowerCase(), path]));
    const copies = [];
    const skipped = [];
    for (const file of paths) {
      const of = originalOf(file)
        .map((path) => known.get(path.toLowerCase()))
        .find((path) => path !== undefined && path !== file);
      if (of === undefined) continue;
      if (copies.length >= maxPairs) break;
      const [one, other] = await Promise.all([repo.read(file), repo.read(of)]);
      if (one.ok && other.ok) copies.push({ file, of, alikePercent: alike(one.text, other.text) });
      else skipped.push({ file, because: 'it could not be read' });
    }
    return { copies, files: paths.length, skipped };
  },
});

/** The names that the original would have. */
function originalOf(path: string): readonly string[] {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  const stem = name.slice(0, dot);
  const folder = folderOf(path) === '' ? '' : `${folderOf(path)}/`;
  const stems = [stem.replace(suffix, ''), stem.replace(prefix, '')].filter(
    (one) => one !== stem && one.length > 1,
  );
  return stems.map((one) => `${folder}${one}${name.slice(dot)}`);
}

function alike(one: string, other: string): number {
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.length > 8);
  const mine = lines(one);
  const theirs = new Set(lines(other));
  return mine.length === 0
    ? 0
    : Math.round((100 * mine.filter((line) => theirs.has(line)).length) / mine.length);
}
