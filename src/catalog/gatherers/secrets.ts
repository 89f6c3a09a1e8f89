import type { GitDriver, RepoDriver, SecretsDriver } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { isMadeUpPlace } from '../made-up-place.ts';
import secrets from '../evidence/secrets.ts';

const maxFileBytes = 1_000_000;
const batchBytes = 4_000_000;
/** Formats that hold no text a person typed. */
const notText =
  /\.(png|jpe?g|gif|webp|avif|ico|svgz|woff2?|ttf|otf|eot|pdf|zip|gz|tgz|bz2|xz|7z|jar|war|class|so|dylib|dll|exe|wasm|node|mp[34]|mov|avi|webm|ogg|wav|psd|sqlite3?|db|pyc|o|a|min\.js|map|snap)$/i;

export default defineGatherer({
  brings: secrets,
  uses: ['repo', 'git', 'secrets'],
  limitMs: 1_800_000,
  async gather({ drivers: { repo, git, secrets: scanner }, signal }) {
    const tree = await searchTree(repo, scanner, signal);
    if (!(await git.present())) return { tree };
    return { tree, history: await searchHistory(git, scanner, signal) };
  },
});

async function searchTree(repo: RepoDriver, scanner: SecretsDriver, signal: AbortSignal) {
  const skipped: { file: string; because: string }[] = [];
  const batch = openBatch(scanner);
  let looked = 0;
  const files = (await repo.list()).filter((file) => file.kind === 'file' && !notText.test(file.path));
  const width = 32;
  for (let start = 0; start < files.length && !signal.aborted; start += width) {
    const reads = files
      .slice(start, start + width)
      .map(async (file) => ({ file, read: await repo.read(file.path, { limitBytes: maxFileBytes }) }));
    for (const { file, read } of await Promise.all(reads)) {
      if (read.ok) {
        looked += 1;
        if (scanner.mentions.test(read.text)) batch.add({ path: file.path, text: read.text });
      } else if (read.because !== 'binary' && read.because !== 'absent')
        skipped.push({ file: file.path, because: read.because });
    }
  }
  const hits = (await batch.finish()).map(({ path, ...hit }) => ({
    file: path,
    ...hit,
    aside: isMadeUpPlace(path),
  }));
  return { looked, skipped, hits };
}

async function searchHistory(git: GitDriver, scanner: SecretsDriver, signal: AbortSignal) {
  const { shallow } = await git.head();
  const commits = new Map<string, string>();
  const batch = openBatch(scanner);
  const report = await git.eachBlob(
    {
      limitBytes: maxFileBytes,
      signal,
      mentions: scanner.mentions,
      wanted: (path) => !notText.test(path),
    },
    ({ path, commit, text }) => {
      // The same path comes again with other content: the key keeps them apart until the answer is back.
      const key = `${path}\0${commits.size}`;
      commits.set(key, commit);
      batch.add({ path: key, text });
    },
  );
  const hits = (await batch.finish()).map(({ path: key, ...hit }) => {
    const file = key.slice(0, key.indexOf('\0'));
    return { file, ...hit, aside: isMadeUpPlace(file), commit: commits.get(key)?.slice(0, 12) ?? '' };
  });
  return {
    looked: report.looked,
    skipped: report.skipped,
    complete: report.complete && !shallow,
    shallow,
    hits: onePerValue(hits),
  };
}

/** A value that stayed for a hundred commits is one hit, at the newest place it was met. */
function onePerValue<H extends { readonly fingerprint: string; readonly file: string }>(
  hits: readonly H[],
): H[] {
  return [
    ...new Map(hits.toReversed().map((hit) => [`${hit.fingerprint} ${hit.file}`, hit])).values(),
  ].reverse();
}

function openBatch(scanner: SecretsDriver) {
  type File = { readonly path: string; readonly text: string };
  let files: File[] = [];
  let bytes = 0;
  const answers: ReturnType<SecretsDriver['scan']>[] = [];

  function send(): void {
    if (files.length > 0) answers.push(scanner.scan(files));
    files = [];
    bytes = 0;
  }

  return {
    add(file: File): void {
      files.push(file);
      bytes += file.text.length;
      if (bytes > batchBytes) send();
    },
    async finish() {
      send();
      return (await Promise.all(answers)).flat();
    },
  };
}
