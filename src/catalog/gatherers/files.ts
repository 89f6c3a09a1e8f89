import { defineGatherer } from '../../kit/gatherer.ts';
import files from '../evidence/files.ts';

export default defineGatherer({
  brings: files,
  uses: ['repo'],
  limitMs: 30_000,
  async gather({ drivers }) {
    return { complete: !(await drivers.repo.truncated()), files: [...(await drivers.repo.list())] };
  },
});
