import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import backups from '../../evidence/backups.ts';
import dockerfiles from '../../evidence/dockerfiles.ts';
import toolVersions from '../../evidence/tool-versions.ts';

const pair = { store: 'postgres', serverVersion: '18.1', tool: 'pg_dump', purpose: 'dump' as const };

export default defineAudit({
  title: 'The tools that dump and restore have the major version of the server, or a newer one',
  failureTitle: 'A dump or restore tool is older than the server',
  why: 'An older pg_dump refuses a newer server: after the upgrade of the database the backup fails every night.',
  fix: 'Take the client of the same major version into the image of the job (`FROM postgres:18`, `apt-get install postgresql-client-18`), and raise both in one change.',
  refs: ['PostgreSQL, pg_dump', 'GitLab outage of 2017'],
  severity: 'major',
  state: 'trial',
  effortHours: 1,
  claims: ['pg_dump', 'backup tools', 'database backup'],
  when: ['postgres', 'mysql', 'mongodb'],
  needs: { seen: toolVersions },
  signs: {
    from: { backups, dockerfiles },
    look: (given) => [
      ...given.dockerfiles.files.flatMap(({ file, stages }) =>
        stages.flatMap(({ databaseTools }) =>
          databaseTools.map(({ line, name }) => ({ file, line, note: `installs ${name}` })),
        ),
      ),
      ...given.backups.stores.flatMap(({ file, line, name, version }) =>
        version === undefined ? [] : [{ file, line, note: `${name} is ${version}` }],
      ),
    ],
  },
  judge({ seen }) {
    const unread = seen.pairs.filter(({ toolVersion }) => toolVersion === undefined);
    const findings = seen.pairs.flatMap(({ store, serverVersion, tool, toolVersion, purpose }): Finding[] => {
      if (toolVersion === undefined || majorOf(toolVersion, store) >= majorOf(serverVersion, store))
        return [];
      const says = `${tool} is ${toolVersion}, the ${store} server ${serverVersion}: it cannot ${purpose} it.`;
      return [{ key: `${store}:${tool}`, says, where: { service: store } }];
    });
    if (findings.length > 0) return { looked: seen.pairs.length, findings };
    if (unread.length > 0)
      return { abstains: 'unknown', because: 'Where the job runs, its tool did not tell its version.' };
    return { looked: seen.pairs.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { pairs: [{ ...pair, toolVersion: '18.0' }] } } }],
    fail: [
      { given: { seen: { pairs: [{ ...pair, toolVersion: '15.9' }] } }, findings: ['postgres:pg_dump'] },
    ],
    hollow: [{ name: 'a tool that is not there', given: { seen: { pairs: [pair] } }, outcome: 'unknown' }],
    notApplicable: [{ name: 'nothing is dumped by a tool of its own', given: { seen: { pairs: [] } } }],
  },
});

/** MySQL counts 5.7 and 8.0 as different worlds; the others by their first number. */
function majorOf(version: string, store: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return store === 'mysql' ? major * 100 + minor : major;
}
