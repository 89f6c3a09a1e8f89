import { defineGatherer } from '../../kit/gatherer.ts';
import { namedCompose, readComposeFile } from '../compose/file.ts';
import type { Compose } from '../compose/types.ts';
import compose from '../evidence/compose.ts';
import { indexRepo } from '../repo-index.ts';

const maxFiles = 300;
const limitBytes = 512_000;

export default defineGatherer({
  brings: compose,
  uses: ['repo'],
  limitMs: 20_000,
  async gather({ drivers: { repo } }) {
    const index = await indexRepo(repo);
    const paths = [...index.files].filter(
      (path) => namedCompose.test(path) && !/^\.(github|gitlab|circleci)\/|rancher-compose/.test(path),
    );
    const files: Compose['files'] = [];
    const skipped: Compose['skipped'] = [];
    for (const file of paths.slice(0, maxFiles)) {
      const read = await repo.read(file, { limitBytes });
      const found = read.ok ? readComposeFile(file, read.text, index) : { skipped: read.because };
      if (!found) continue;
      if ('skipped' in found) skipped.push({ file, because: found.skipped });
      else files.push(found);
    }
    for (const file of paths.slice(maxFiles)) {
      skipped.push({ file, because: `only the first ${maxFiles} compose files are read` });
    }
    return { files, skipped };
  },
});
