import { defineGatherer } from '../../kit/gatherer.ts';
import type { RepoDriver } from '../../kit/drivers.ts';
import { openDocuments } from '../documents/open.ts';
import { resolveLink } from '../documents/resolve-link.ts';
import { siteFinder } from '../documents/sites.ts';
import links, { type DocumentLink } from '../evidence/links.ts';
import { indexRepo } from '../repo-index.ts';

const maxKept = 600;
const operational = /^(readiness|runbook|recovery|rollback|incident|contacts|monitoring|deployment)$/;

export default defineGatherer({
  brings: links,
  uses: ['repo'],
  limitMs: 20_000,
  async gather({ drivers: { repo }, signal }) {
    const [open, index, submodules] = await Promise.all([
      openDocuments(repo, signal),
      indexRepo(repo),
      readSubmodules(repo),
    ]);
    const documents = new Map(open.documents.map((one) => [one.file, one.document]));
    const onSite = siteFinder(index);
    const kept: DocumentLink[] = [];
    const seen = new Set<string>();
    let resolved = 0;
    // Old entries of a change log, archives and forms keep links that were right once or will be.
    const living = open.documents.filter(
      (one) =>
        one.standing === 'current' && one.subject !== 'changelog' && one.document.format === 'markdown',
    );
    for (const { file, document, subject } of living) {
      const place = {
        file,
        index,
        documents,
        site: onSite(file),
        submodules,
        operational: operational.test(subject),
      };
      for (const link of document.links) {
        const answer = resolveLink(link, place);
        if (answer === undefined) continue;
        if (answer.state === 'resolves') resolved += 1;
        // One address on the web is asked once, wherever it stands.
        const key = answer.to === 'web' ? link.target : `${file}:${link.line}:${link.target}`;
        if (answer.state === 'resolves' || seen.has(key)) continue;
        seen.add(key);
        kept.push({ file, line: link.line, target: link.target.split('?')[0] ?? '', ...answer });
      }
    }
    const decided = kept.filter((link) => link.state === 'broken' || link.state === 'blank');
    const others = kept.filter((link) => link.state !== 'broken' && link.state !== 'blank');
    return { resolved, links: [...decided, ...others].slice(0, maxKept), skipped: [...open.skipped] };
  },
});

async function readSubmodules(repo: RepoDriver): Promise<string[]> {
  const read = await repo.read('.gitmodules', { limitBytes: 100_000 });
  if (!read.ok) return [];
  return [...read.text.matchAll(/^\s*path\s*=\s*(\S+)/gm)].map((match) => match[1] ?? '');
}
