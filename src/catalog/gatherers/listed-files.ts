import { defineGatherer } from '../../kit/gatherer.ts';
import { listedIn, type Listed } from '../documents/listed.ts';
import { openDocuments } from '../documents/open.ts';
import listedFiles from '../evidence/listed-files.ts';
import { indexRepo, pathFrom, type RepoIndex } from '../repo-index.ts';

const maxListed = 400;
/** Release notes, plans and reports of a sprint list what was, or what is to be. */
const telling = /^(?:readiness|readme|deployment|runbook|recovery|monitoring|architecture|security)$/;

export default defineGatherer({
  brings: listedFiles,
  uses: ['repo'],
  limitMs: 20_000,
  async gather({ drivers: { repo }, signal }) {
    const [open, index] = await Promise.all([openDocuments(repo, signal), indexRepo(repo)]);
    const sizes = new Map((await repo.list()).map((entry) => [entry.path, entry.sizeBytes]));
    const listed = [];
    for (const { file, subject, standing, document } of open.documents) {
      if (standing !== 'current' || !telling.test(subject)) continue;
      for (const one of document.lines.flatMap((line) => listedIn(line) ?? [])) {
        if (listed.length >= maxListed) break;
        const found = find(one, file, index);
        if (found.undecided === undefined && isOneOfMany(one.path, index))
          found.undecided = 'several files have that name';
        const read =
          found.foundAt !== undefined && one.claimedLines !== undefined
            ? await repo.read(found.foundAt)
            : undefined;
        const lines = read?.ok
          ? { lines: read.text.split('\n').length - (read.text.endsWith('\n') ? 1 : 0) }
          : {};
        const size = found.foundAt === undefined ? undefined : sizes.get(found.foundAt);
        listed.push({ file, ...one, ...found, ...lines, ...(size === undefined ? {} : { sizeBytes: size }) });
      }
    }
    return { listed, skipped: [...open.skipped] };
  },
});

/** "README.md (250 lines)" without a folder, where the repository has many. */
function isOneOfMany(path: string, index: RepoIndex): boolean {
  if (path.includes('/')) return false;
  const named = [...index.files].filter((file) => file === path || file.endsWith(`/${path}`));
  return named.length > 1;
}

function find({ path }: Listed, file: string, index: RepoIndex): { foundAt?: string; undecided?: string } {
  const plain = path.replace(/\/$/, '');
  for (const place of [plain, pathFrom(file, plain)]) {
    const presence = index.presence(place);
    if (presence === 'file' || presence === 'folder') return { foundAt: place };
    if (presence === 'ignored') return { undecided: 'it is ignored by git' };
    if (presence === 'outside') return { undecided: 'it is outside of the repository' };
  }
  // "app/main.py" in a document about the backend: written from a folder that the reader is meant to stand in.
  const below = [...index.files].find((one) => one.endsWith(`/${plain}`));
  if (below !== undefined) return { foundAt: below };
  // "/home/ada/orders/src/app.ts": written on one machine.
  if (!/^(?:home|users|root|opt|srv|var|tmp|app|mnt|workspaces?)\//i.test(plain)) return {};
  const parts = plain.split('/');
  const tails = parts.map((_, index) => parts.slice(index).join('/')).slice(1, -1);
  const tail = tails.find((one) => index.files.has(one));
  return tail === undefined ? { undecided: 'it is a path of one machine' } : { foundAt: tail };
}
