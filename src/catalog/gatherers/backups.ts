import { defineGatherer } from '../../kit/gatherer.ts';
import { jobsOfCi } from '../backup/jobs-ci.ts';
import { jobsOfCompose, jobsOfKubernetes } from '../backup/jobs-containers.ts';
import { jobsOfCron, jobsOfPlatforms } from '../backup/jobs-cron.ts';
import { findManaged } from '../backup/managed.ts';
import { findScripts } from '../backup/scripts.ts';
import { findStores } from '../backup/stores.ts';
import type { BackupJob, Work } from '../backup/types.ts';
import { deployRoleOf } from '../deploy-role.ts';
import backups from '../evidence/backups.ts';
import ci from '../evidence/ci.ts';
import compose from '../evidence/compose.ts';
import kubernetes from '../evidence/kubernetes.ts';
import platforms from '../evidence/platforms.ts';

export default defineGatherer({
  brings: backups,
  uses: ['repo', 'source'],
  needs: { compose, kubernetes, platforms },
  wants: { ci },
  limitMs: 20_000,
  async gather({ given, drivers: { repo, source } }) {
    const parse = (text: string) => source.parse('bash', text);
    const { scripts, skipped } = await findScripts(repo, parse);
    const jobs = [
      ...(given.ci ? jobsOfCi(given.ci) : []),
      ...jobsOfCompose(given.compose, scripts, parse),
      ...jobsOfKubernetes(given.kubernetes, parse),
      ...(await jobsOfCron(repo, scripts, parse)),
      ...jobsOfPlatforms(given.platforms, scripts, parse),
    ];
    return {
      jobs,
      scripts: scripts.map(({ file, work }) => ({
        file,
        role: deployRoleOf(file),
        calledBy: callersOf(file, jobs),
        work,
      })),
      managed: findManaged(given.platforms, given.kubernetes),
      stores: findStores(given.compose, given.kubernetes, given.platforms),
      skipped: [
        ...skipped,
        ...scripts.flatMap(({ file, unread }) => (unread === undefined ? [] : [{ file, because: unread }])),
        ...(given.ci ? [] : [{ file: '', because: 'the CI pipelines could not be read' }]),
      ],
    };
  },
});

function callersOf(file: string, jobs: readonly BackupJob[]) {
  const uses = ({ dumps, restores, destinations }: Work) =>
    [...dumps, ...restores, ...destinations].some((act) => act.file === file);
  return jobs
    .filter((job) => job.file !== file && uses(job.work))
    .map((job) => ({ file: job.file, line: job.line }));
}
