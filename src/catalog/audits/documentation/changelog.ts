import { defineAudit } from '../../../kit/audit.ts';
import releaseNotes from '../../evidence/release-notes.ts';

/** Older releases are history; what users run is among the newest. */
const looksBack = 3;
const tag = { name: 'v1.2.0', version: '1.2.0', date: '2026-11-01T09:00:00Z' };
const log = { file: 'CHANGELOG.md', entries: [{ line: 3, version: '1.2.0', words: 24 }] };

export default defineAudit({
  title: 'The newest releases have notes',
  failureTitle: 'Newest releases have no notes',
  why: 'Whoever updates, or looks for the cause of a new fault, has only the commits to go through.',
  fix: 'Write an entry for each release before tagging it: what changes for the user, what must be done when updating. Let the release job refuse a tag without one.',
  refs: ['OSPS Baseline BR-04', 'Keep a Changelog'],
  severity: 'note',
  state: 'stable',
  effortHours: 1,
  claims: [
    'changelog',
    'changelogs',
    'release notes',
    'release notes published',
    'release notes prepared',
    'changelog updated',
  ],
  needs: { seen: releaseNotes },
  judge({ seen }) {
    if (seen.history !== 'whole')
      return {
        abstains: 'unknown',
        because: 'The release tags could not be seen: the history is missing or shallow.',
      };
    const released = seen.tags.filter((one) => !one.version.includes('-')).slice(0, looksBack);
    if (released.length === 0) return { looked: 0, findings: [] };
    const own = seen.logs.filter((one) => !one.file.includes('/') || /^docs?\//.test(one.file));
    const [main] = own;
    if (!main)
      return {
        abstains: 'unknown',
        because:
          'There is no change log in the repository; notes may stand on the release page of the code host, which was not asked.',
      };
    const entries = own.flatMap((one) => one.entries);
    // A log that knows none of the tags is kept for something else, or its entries stand elsewhere.
    if (!seen.tags.some((one) => entries.some((entry) => entry.version === one.version)))
      return { abstains: 'unknown', because: `${main.file} has no entry for any tag.` };
    const findings = released.flatMap(({ name, version }) => {
      const entry = entries.find((one) => one.version === version);
      if (entry && entry.words > 0) return [];
      const says = entry
        ? `${main.file} has an empty entry for ${name}.`
        : `${main.file} has no entry for ${name}.`;
      return [
        {
          key: `${entry ? 'empty' : 'missing'}:${name}`,
          says,
          where: { file: main.file, line: entry?.line ?? 1 },
        },
      ];
    });
    return { looked: released.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { tags: [tag], history: 'whole', logs: [log], skipped: [] } } }],
    fail: [
      {
        given: {
          seen: {
            tags: [{ ...tag, name: 'v1.3.0', version: '1.3.0' }, tag],
            history: 'whole',
            logs: [log],
            skipped: [],
          },
        },
        findings: ['missing:v1.3.0'],
      },
    ],
    hollow: [
      {
        name: 'a heading without a note',
        given: {
          seen: {
            tags: [tag],
            history: 'whole',
            logs: [{ ...log, entries: [{ line: 3, version: '1.2.0', words: 0 }] }],
            skipped: [],
          },
        },
        findings: ['empty:v1.2.0'],
      },
    ],
    absent: [
      {
        name: 'no change log',
        given: { seen: { tags: [tag], history: 'whole', logs: [], skipped: [] } },
        outcome: 'unknown',
      },
      {
        name: 'a shallow clone',
        given: { seen: { tags: [], history: 'shallow', logs: [log], skipped: [] } },
        outcome: 'unknown',
      },
    ],
    notApplicable: [
      {
        name: 'nothing released yet',
        given: { seen: { tags: [], history: 'whole', logs: [log], skipped: [] } },
      },
    ],
  },
});
