import semver from 'semver';
import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind } from '../aside.ts';
import { openDocuments } from '../documents/open.ts';
import { sectionsOf } from '../documents/sections.ts';
import releaseNotes from '../evidence/release-notes.ts';

const maxTags = 200;

export default defineGatherer({
  brings: releaseNotes,
  uses: ['repo', 'git'],
  limitMs: 15_000,
  async gather({ drivers: { repo, git }, signal }) {
    const open = await openDocuments(repo, signal);
    const present = await git.present();
    const shallow = present && (await git.head()).shallow;
    const tags = present ? await git.tags() : [];
    const versions = tags.flatMap(({ name, date }) => {
      const version = versionIn(name);
      return version === undefined ? [] : [{ name, version, date }];
    });
    const logs = open.documents
      .filter((one) => one.subject === 'changelog' && asideKind(one.file) !== 'vendored')
      .map(({ file, document }) => ({
        file,
        entries: sectionsOf(document).flatMap(({ line, text, words }) => {
          const version = versionIn(text);
          return version === undefined ? [] : [{ line, version, words }];
        }),
      }));
    return {
      tags: versions.sort((a, b) => (a.date < b.date ? 1 : -1)).slice(0, maxTags),
      history: !present ? ('none' as const) : shallow ? ('shallow' as const) : ('whole' as const),
      logs,
      skipped: open.skipped.filter((one) => /change|release|history|news/i.test(one.file)),
    };
  },
});

/** `v1.2.0`, `orders@1.2.0`, `## [1.2.0] - 2026-10-20`. */
function versionIn(text: string): string | undefined {
  const found = /(?:^|[^\w.])v?(\d{1,6}\.\d{1,6}(?:\.\d{1,6})?(?:-[\w.]{1,40})?)/.exec(text)?.[1];
  return found === undefined
    ? undefined
    : (semver.coerce(found, { includePrerelease: true })?.version ?? undefined);
}
