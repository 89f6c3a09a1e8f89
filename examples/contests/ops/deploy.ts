// node ops/deploy.ts backup|migrate|rollout|rollback: one step of a deployment. Each ends with code 1 when it did not work.
//   KUBE_NAMESPACE  where (and kubectl's own configuration)
//   APP_IMAGE, OPS_IMAGE  by digest   PUBLIC_URL  https://host   RELEASE  a name, for example the short commit and the run's number
import { exists, jobEnds, kubectl, type Cluster } from './deploy/cluster.ts';
import { releaseFault, render, type Release } from './deploy/render.ts';
import { OpsError, isMain, needed, run } from './settings.ts';

const BACKUP_LIMIT_MS = 3_600_000;
const MIGRATE_LIMIT_MS = 900_000;
const ROLLOUT_LIMIT_S = 300;

export type Step = (cluster: Cluster, release: () => Release) => Promise<string>;

export const STEPS: Readonly<Record<string, Step>> = { backup, migrate, rollout, rollback };

async function backup(cluster: Cluster, release: () => Release): Promise<string> {
  if (!(await exists(cluster, 'cronjob', 'contests-backup'))) {
    // Only when there is no service either is there nothing to lose.
    if (await exists(cluster, 'deployment', 'contests'))
      throw new OpsError(
        'The service runs, but there is no cronjob contests-backup: no backup, no migration.',
      );
    return 'First deployment: there is nothing to back up yet.';
  }
  const name = `contests-backup-${release().name}`;
  await kubectl(cluster, ['create', 'job', name, '--from=cronjob/contests-backup']);
  await jobEnds(cluster, name, BACKUP_LIMIT_MS);
  return `${name} is complete: dumped, copied away and verified.`;
}

async function migrate(cluster: Cluster, release: () => Release): Promise<string> {
  await kubectl(cluster, ['apply', '--filename=-'], await render('migrate.yaml', release()));
  const name = `contests-migrate-${release().name}`;
  await jobEnds(cluster, name, MIGRATE_LIMIT_MS);
  return `${name} is complete.`;
}

async function rollout(cluster: Cluster, release: () => Release): Promise<string> {
  for (const file of ['backup.yaml', 'app.yaml'])
    await kubectl(cluster, ['apply', '--filename=-'], await render(file, release()));
  await rolledOut(cluster);
  return `${release().appImage} serves.`;
}

async function rollback(cluster: Cluster): Promise<string> {
  await kubectl(cluster, ['rollout', 'undo', 'deployment/contests']);
  await rolledOut(cluster);
  const image = await kubectl(cluster, [
    'get',
    'deployment',
    'contests',
    '--output=jsonpath={.spec.template.spec.containers[0].image}',
  ]);
  return `Rolled back: ${image.trim()} serves.`;
}

async function rolledOut(cluster: Cluster): Promise<void> {
  await kubectl(
    cluster,
    ['rollout', 'status', 'deployment/contests', `--timeout=${ROLLOUT_LIMIT_S}s`],
    '',
    (ROLLOUT_LIMIT_S + 30) * 1000,
  );
}

function releaseFromEnvironment(): Release {
  const release = {
    appImage: needed('APP_IMAGE', 'the image of the service, by digest'),
    opsImage: needed('OPS_IMAGE', 'the image of the operations programs, by digest'),
    publicUrl: needed('PUBLIC_URL', 'the public address'),
    name: needed('RELEASE', 'a name for this release'),
  };
  const fault = releaseFault(release);
  if (fault !== undefined) throw new OpsError(fault);
  return release;
}

if (isMain(import.meta.url)) {
  await run(async () => {
    const step = STEPS[process.argv[2] ?? ''];
    if (step === undefined) throw new OpsError(`Usage: node ops/deploy.ts ${Object.keys(STEPS).join('|')}`);
    return step(
      { namespace: needed('KUBE_NAMESPACE', 'the namespace to deploy to') },
      releaseFromEnvironment,
    );
  });
}
