import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatherFrom } from '../../fixtures/gather.ts';
import backupsNoun from '../../src/catalog/evidence/backups.ts';

const workflow = (steps: string) =>
  `name: Backup\non:\n  schedule:\n    - cron: '0 3 * * *'\njobs:\n  backup:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;

describe('a backup job is what reads data out, not what is called so', () => {
  it('a step that only prints is hollow', async () => {
    const { jobs } = await gatherFrom(backupsNoun, {
      '.github/workflows/backup.yml': workflow(
        '      - name: Backup database\n        run: echo "pg_dump $DATABASE_URL | aws s3 cp - s3://bucket"\n',
      ),
    });

    assert.deepEqual(
      jobs.map(({ hollow, work }) => [hollow, work.dumps.length, work.destinations.length]),
      [[true, 0, 0]],
    );
  });

  it('a step that dumps and carries away is not', async () => {
    const { jobs } = await gatherFrom(backupsNoun, {
      '.github/workflows/backup.yml': workflow(
        '      - run: |\n          set -o pipefail\n          pg_dump "$DATABASE_URL" | gzip | aws s3 cp - "s3://$BUCKET/db.gz"\n',
      ),
    });

    assert.deepEqual(
      jobs.map(({ hollow, work }) => [hollow, work.dumps[0]?.tool, work.destinations[0]?.kind]),
      [[false, 'pg_dump', 'object-storage']],
    );
  });

  it('a pipeline that builds a backup image is no backup', async () => {
    const { jobs } = await gatherFrom(backupsNoun, {
      '.github/workflows/backup-image.yml': workflow(
        '      - uses: actions/checkout@v5\n      - uses: docker/build-push-action@v6\n        with: { push: true }\n',
      ),
    });

    assert.deepEqual(jobs, []);
  });

  it('a program that nobody here knows is neither hollow nor proven', async () => {
    const { jobs } = await gatherFrom(backupsNoun, {
      'compose.yaml': 'services:\n  acme-backup:\n    image: acme/app\n    command: [acme-backup]\n',
    });

    assert.deepEqual(
      jobs.map(({ hollow, unseen, work }) => [hollow, unseen, work.dumps.length]),
      [[false, ['acme-backup'], 0]],
    );
  });

  it('a script is followed from the compose service, through another script', async () => {
    const { jobs, scripts } = await gatherFrom(backupsNoun, {
      'compose.yaml':
        'services:\n  backup:\n    image: postgres:18\n    command: /ops/daily.sh\n    volumes: ["./ops:/ops:ro"]\n',
      'ops/daily.sh': '#!/bin/sh\nwhile true; do /ops/backup.sh; sleep 86400; done\n',
      'ops/backup.sh':
        '#!/bin/sh\nset -e\npg_dump "$DATABASE_URL" > /tmp/db.sql\nage -r age1abc -o /tmp/db.age /tmp/db.sql\nrclone copyto /tmp/db.age offsite:b/db.age\nfind /backups -mtime +30 -delete\n',
    });

    assert.deepEqual(
      jobs.map(({ work }) => [
        work.dumps[0]?.store,
        work.encrypts[0]?.keyFrom,
        work.prunes[0]?.days,
        work.destinations.map(({ kind }) => kind),
      ]),
      [['postgres', 'recipient', 30, ['same-host', 'object-storage']]],
    );
    assert.deepEqual(scripts.map(({ file }) => file).toSorted(), ['ops/backup.sh', 'ops/daily.sh']);
  });

  it('a known backup image tells by the names of its variables where it writes', async () => {
    const service = (variables: string) =>
      `services:\n  dump:\n    image: prodrigestivill/postgres-backup-local:18\n    environment:\n${variables}    volumes: ["./backups:/backups"]\n`;
    const local = await gatherFrom(backupsNoun, {
      'compose.prod.yaml': service('      SCHEDULE: "@daily"\n      BACKUP_KEEP_DAYS: 7\n'),
    });
    const remote = await gatherFrom(backupsNoun, {
      'compose.prod.yaml': service('      S3_BUCKET: b\n      PASSPHRASE: ${P}\n'),
    });

    assert.deepEqual(
      local.jobs[0]?.work.destinations.map(({ kind }) => kind),
      ['same-host'],
    );
    assert.deepEqual(
      remote.jobs[0]?.work.destinations.map(({ kind }) => kind),
      ['object-storage', 'same-host'],
    );
    assert.equal(remote.jobs[0]?.work.encrypts.length, 1);
  });

  it('a suspended CronJob is switched off', async () => {
    const { jobs } = await gatherFrom(backupsNoun, {
      'k8s/backup.yaml':
        'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: backup\nspec:\n  schedule: "0 3 * * *"\n  suspend: true\n  jobTemplate:\n    spec:\n      template:\n        spec:\n' +
        '          containers:\n            - name: dump\n              image: postgres:18\n              command: [sh, -c, "pg_dump $URL | aws s3 cp - s3://b/x"]\n',
    });

    assert.deepEqual(
      jobs.map(({ enabled, work }) => [enabled, work.dumps.length]),
      [[false, 1]],
    );
  });
});

describe('what holds state', () => {
  it('counts databases and volumes of users’ files, each once, and not caches as durable', async () => {
    const { stores } = await gatherFrom(backupsNoun, {
      'compose.prod.yaml':
        'services:\n  db: { image: "postgres:18", volumes: ["pg:/var/lib/postgresql"] }\n  cache: { image: "redis:8" }\n  web: { image: acme/web, volumes: ["files:/app/uploads"] }\n  worker: { image: acme/web, volumes: ["files:/app/uploads"] }\nvolumes: { pg: , files: }\n',
    });

    assert.deepEqual(
      stores.map(({ name, kind, durable }) => [name, kind, durable]),
      [
        ['db', 'postgres', true],
        ['cache', 'redis', false],
        ['web', 'files', true],
      ],
    );
  });
});
