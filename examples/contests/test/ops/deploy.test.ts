import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { releaseFault, render, type Release } from '../../ops/deploy/render.ts';

const digest = `sha256:${'a1'.repeat(32)}`;
const release: Release = {
  appImage: `registry.internal/contests-app@${digest}`,
  opsImage: `registry.internal/contests-ops@${digest}`,
  publicUrl: 'https://contests.test',
  name: 'abc123-7',
};
const folder = mkdtempSync(join(tmpdir(), 'contests-deploy-'));
after(() => rmSync(folder, { recursive: true }));

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Record<string, never>;
}

async function rendered(file: string): Promise<readonly Manifest[]> {
  // Kubernetes manifests; what is expected of them is asserted below.
  return parseAllDocuments(await render(file, release)).map((document) => document.toJS() as Manifest);
}

interface PodSpec {
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly automountServiceAccountToken: boolean;
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
}

interface Container {
  readonly image: string;
  readonly args?: readonly string[];
  readonly resources: {
    readonly limits: Readonly<Record<string, string>>;
    readonly requests: Readonly<Record<string, string>>;
  };
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly livenessProbe?: { readonly httpGet: { readonly path: string } };
  readonly readinessProbe?: { readonly httpGet: { readonly path: string } };
}

function podSpecs(value: unknown): readonly PodSpec[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('containers' in value) return [value as PodSpec];
  return Object.values(value).flatMap(podSpecs);
}

async function allPods(): Promise<readonly PodSpec[]> {
  const files = await Promise.all(['app.yaml', 'migrate.yaml', 'backup.yaml'].map(rendered));
  return podSpecs(files.flat());
}

test('every container of every manifest runs by digest, not as root, read-only, without privileges, within limits', async () => {
  const pods = await allPods();
  assert.equal(pods.length, 4);
  for (const { securityContext, automountServiceAccountToken, initContainers = [], containers } of pods) {
    assert.equal(securityContext.runAsNonRoot, true);
    assert.equal(automountServiceAccountToken, false);
    for (const container of [...initContainers, ...containers]) {
      assert.match(container.image, /@sha256:[0-9a-f]{64}$/);
      assert.deepEqual(container.securityContext, {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      assert.ok(
        container.resources.limits.memory &&
          container.resources.limits.cpu &&
          container.resources.requests.memory,
      );
    }
  }
});

test('the probes of the service ask routes it has', async () => {
  const { checks } = await import('../../ops/smoke.ts');
  const paths = checks(undefined, undefined).map((check) => check.path);
  const [app] = (await allPods())
    .flatMap((pod) => pod.containers)
    .filter((one) => one.image === release.appImage);

  assert.equal(app?.livenessProbe?.httpGet.path, '/health/live');
  assert.equal(app?.readinessProbe?.httpGet.path, '/health/ready');
  assert.ok(paths.includes('/health/live') && paths.includes('/health/ready'));
});

test('every program that a manifest, the compose file or the image starts exists', async () => {
  const args = (await allPods())
    .flatMap((pod) => [...(pod.initContainers ?? []), ...pod.containers])
    .flatMap((container) => container.args ?? []);
  const texts = [
    ...args,
    readFileSync(new URL('../../compose.yaml', import.meta.url), 'utf8'),
    readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8'),
  ];
  const programs = texts.join(' ').match(/\b(?:ops|src)\/[\w/-]+\.ts\b/g) ?? [];

  assert.ok(programs.length >= 5);
  for (const program of programs)
    assert.ok(readFileSync(new URL(`../../${program}`, import.meta.url)).length > 0, program);
});

test('the address goes into the configuration, and a job gets a name of its own', async () => {
  const configMap = (await rendered('app.yaml')).find(({ kind }) => kind === 'ConfigMap') as
    { data?: Record<string, string> } | undefined;
  const [job] = await rendered('migrate.yaml');

  assert.equal(configMap?.data?.PUBLIC_URL, 'https://contests.test');
  assert.equal(job?.metadata.name, 'contests-migrate-abc123-7');
});

test('an image by tag, an address that is not https, and a wrong name are refused', () => {
  assert.equal(releaseFault(release), undefined);
  assert.match(releaseFault({ ...release, appImage: 'contests-app:latest' }) ?? '', /APP_IMAGE/);
  assert.match(releaseFault({ ...release, opsImage: 'contests-ops' }) ?? '', /OPS_IMAGE/);
  assert.match(releaseFault({ ...release, publicUrl: 'http://contests.test' }) ?? '', /https/);
  assert.match(releaseFault({ ...release, name: 'A B' }) ?? '', /name/);
});

/** Runs a step with a kubectl that writes down what it is asked, and answers by the given shell lines. */
function step(
  name: string,
  script: string,
): {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly asked: readonly string[];
} {
  const here = mkdtempSync(join(folder, 'step-'));
  const log = join(here, 'asked');
  writeFileSync(log, '');
  writeFileSync(join(here, 'kubectl'), `#!/bin/sh\nshift 2\necho "$*" >> '${log}'\n${script}\n`);
  chmodSync(join(here, 'kubectl'), 0o755);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [new URL('../../ops/deploy.ts', import.meta.url).pathname, name],
    {
      encoding: 'utf8',
      env: {
        PATH: `${here}${delimiter}${process.env.PATH ?? ''}`,
        KUBE_NAMESPACE: 'contests',
        APP_IMAGE: release.appImage,
        OPS_IMAGE: release.opsImage,
        PUBLIC_URL: release.publicUrl,
        RELEASE: release.name,
      },
    },
  );
  return { code: status, out: stdout, err: stderr, asked: readFileSync(log, 'utf8').trim().split('\n') };
}

test('a backup that completes lets the deployment go on', () => {
  const { code, out, asked } = step(
    'backup',
    'case "$1 $2" in "get cronjob") echo cronjob.batch/contests-backup;; "get job") echo Complete;; esac',
  );

  assert.equal(code, 0);
  assert.match(out, /contests-backup-abc123-7 is complete/);
  assert.ok(asked.includes('create job contests-backup-abc123-7 --from=cronjob/contests-backup'));
});

test('a backup that fails stops it at once, with the log of the job', () => {
  const { code, err } = step(
    'backup',
    'case "$1 $2" in "get cronjob") echo x;; "get job") echo Failed;; logs*) echo "pg_dump ended with code 1";; esac',
  );

  assert.equal(code, 1);
  assert.match(err, /failed:\npg_dump ended with code 1/);
});

test('a running service without a backup job stops it; an empty namespace does not', () => {
  const running = step('backup', 'case "$1 $2" in "get deployment") echo deployment.apps/contests;; esac');
  const empty = step('backup', '');

  assert.equal(running.code, 1);
  assert.match(running.err, /no backup, no migration/);
  assert.equal(empty.code, 0);
});

test('a migration that fails, a rollout that does not end and a kubectl that cannot reach the cluster each end with code 1', () => {
  const migration = step('migrate', 'cat >/dev/null; case "$1 $2" in "get job") echo Failed;; esac');
  const rollout = step(
    'rollout',
    'cat >/dev/null; case "$1 $2" in "rollout status") echo "timed out waiting" >&2; exit 1;; esac',
  );
  const unreachable = step('rollback', 'echo "connection refused" >&2; exit 1');

  assert.deepEqual([migration.code, rollout.code, unreachable.code], [1, 1, 1]);
  assert.match(rollout.err, /timed out waiting/);
  assert.match(unreachable.err, /kubectl rollout undo: connection refused/);
});

test('a rollback says which image serves afterwards', () => {
  const { code, out, asked } = step('rollback', 'case "$1" in get) echo image-before;; esac');

  assert.equal(code, 0);
  assert.match(out, /image-before serves/);
  assert.deepEqual(asked.slice(0, 2), [
    'rollout undo deployment/contests',
    'rollout status deployment/contests --timeout=300s',
  ]);
});

test('no manifest is left out of the deployment', () => {
  const program = readFileSync(new URL('../../ops/deploy.ts', import.meta.url), 'utf8');

  for (const file of readdirSync(new URL('../../deploy/k8s/', import.meta.url)))
    assert.ok(program.includes(`'${file}'`), file);
});
