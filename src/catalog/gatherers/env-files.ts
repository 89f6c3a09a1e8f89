import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, folderOf } from '../aside.ts';
import envFiles from '../evidence/env-files.ts';
import { indexRepo } from '../repo-index.ts';
import { entriesOf, envFileKind, isSecret, valueKind } from '../source/env/env-file.ts';

const maxFiles = 200;

export default defineGatherer({
  brings: envFiles,
  uses: ['repo'],
  limitMs: 20_000,
  async gather({ drivers: { repo } }) {
    const files = [];
    const skipped = [];
    const candidates = (await repo.list()).filter((file) => file.tracked && file.kind === 'file');
    for (const { path } of candidates) {
      const byName = envFileKind(path);
      if (byName === undefined || asideKind(path) === 'vendored') continue;
      if (files.length >= maxFiles) {
        skipped.push({ file: path, because: `more than ${maxFiles} such files` });
        continue;
      }
      const read = await repo.read(path, { limitBytes: 200_000 });
      if (!read.ok) {
        skipped.push({ file: path, because: read.because });
        continue;
      }
      const aside = asideKind(path);
      const kind =
        byName === 'example'
          ? byName
          : aside === 'test'
            ? ('test' as const)
            : aside === 'example'
              ? ('example' as const)
              : byName;
      const entries = entriesOf(read.text).map((entry) => ({
        name: entry.name,
        line: entry.line,
        value: valueKind(entry.value),
        secret: isSecret(entry),
      }));
      files.push({ file: path, kind, entries });
    }
    const index = await indexRepo(repo);
    const folders = new Set([
      '',
      ...files
        .filter((one) => one.kind === 'example' && asideKind(one.file) === undefined)
        .map((one) => folderOf(one.file)),
    ]);
    const ignored = [...folders]
      .flatMap((folder) => ['.env', '.env.local'].map((name) => (folder === '' ? name : `${folder}/${name}`)))
      .map((path) => ({ path, ignored: index.presence(path) === 'ignored' }));
    return { files, ignored, skipped };
  },
});
