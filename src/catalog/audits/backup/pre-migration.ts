import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, ran, runStep } from '../../ci/example-ci.ts';
import { blindSpot } from '../../ci/look.ts';
import type { Command } from '../../ci/model.ts';
import { productionMigrations } from '../../ci/migrating.ts';
import ci from '../../evidence/ci.ts';
import compose from '../../evidence/compose.ts';
import platforms from '../../evidence/platforms.ts';

const migrates = /\bmigrat(e|ion|ions)\b|alembic upgrade|db push|ecto\.migrate|flyway|liquibase/i;

export default defineAudit({
  title: 'A deploy backs up the database before it migrates, and stops when that fails',
  failureTitle: 'Migrations run against production without a backup taken just before',
  why: 'A migration that goes wrong changes or drops rows of every user at once. Without a backup from the minute before, what was written since the last one is gone.',
  fix: `Back up in the deploying job, before the migration, with nothing between that hides a failure:

\`\`\`yaml
- name: Back up the database
  run: |
    set -euo pipefail
    pg_dump --format=custom --file="before-\${GITHUB_SHA}.dump" "$DATABASE_URL"
    aws s3 cp "before-\${GITHUB_SHA}.dump" "s3://$BACKUP_BUCKET/"
- name: Migrate
  run: npm run migrate
\`\`\``,
  refs: ['Mercari production readiness checklist: database', 'AWS Well-Architected REL09'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 3,
  claims: [
    'backup production database first',
    'pre-deployment backup',
    'backup before migration',
    'validate → approve → backup → deploy → verify',
    'approve → backup → deploy',
    'database backup before deploy',
    'backup created before migrations',
    'backup existing database before',
    'database backup before migration',
    'snapshot before migration',
  ],
  when: ['database'],
  needs: { seen: ci, stacks: compose, hosting: platforms },
  judge({ seen, stacks, hosting }) {
    const found = productionMigrations(seen);
    const findings: Finding[] = found.flatMap(({ job, where, backup, backupWhere }) => {
      if (backup === 'kept') return [];
      const id = `${job.file}#${job.id}`;
      if (backup === 'none')
        return [
          {
            key: `no-backup:${id}`,
            says: `${job.id} migrates the database, and nothing backs it up before.`,
            where,
          },
        ];
      const says = `${job.id} backs up before it migrates, and goes on when the backup fails.`;
      return [{ key: `ignored:${id}`, says, where: backupWhere ?? where }];
    });
    if (found.length > 0) return { looked: found.length, findings };
    const because =
      blindSpot(seen) ??
      'No CI job that migrates production was recognised; migrations may run at start, on the platform or by hand';
    return {
      abstains: 'unknown',
      because: `${because}.`,
      signs: [...inStacks(stacks), ...onPlatforms(hosting)],
    };
  },
  examples: {
    pass: [{ given: given(ran('pg_dump -Fc -f before.dump', ['backup'])) }],
    fail: [{ given: given(), findings: ['no-backup:.github/workflows/ci.yml#deploy'] }],
    hollow: [
      {
        name: 'a backup whose failure is thrown away',
        given: given(ran('pg_dump -Fc -f before.dump', ['backup'], { lost: 'or-true' })),
        findings: ['ignored:.github/workflows/ci.yml#deploy'],
      },
      {
        name: 'a backup step that only prints',
        given: given(ran('echo "Backing up"')),
        findings: ['no-backup:.github/workflows/ci.yml#deploy'],
      },
    ],
    absent: [
      {
        given: { seen: noCi, stacks: { files: [], skipped: [] }, hosting: { files: [], skipped: [] } },
        outcome: 'unknown',
      },
    ],
  },
});

type Stacks = ReturnType<typeof compose.schema.parse>;
type Hosting = ReturnType<typeof platforms.schema.parse>;

function inStacks(stacks: Stacks): Where[] {
  return stacks.files.flatMap(({ file, services }) =>
    services.flatMap(({ name, command }) =>
      command !== undefined && migrates.test(command.text)
        ? [{ file, line: command.line, service: name, note: 'migrates at start' }]
        : [],
    ),
  );
}

function onPlatforms(hosting: Hosting): Where[] {
  return hosting.files.flatMap(({ file, programs }) =>
    programs.flatMap(({ release, start }) =>
      [release, start].flatMap((fact) =>
        fact !== undefined && migrates.test(fact.value)
          ? [{ file, line: fact.line, note: 'migrates on the platform' }]
          : [],
      ),
    ),
  );
}

function given(before?: Command) {
  const migrate = runStep([ran('npm run migrate', ['migrate'])], { name: 'Migrate' });
  const deploy = runStep([ran('kubectl apply -f k8s/', ['deploy'])], { name: 'Deploy' });
  const steps =
    before === undefined ? [migrate, deploy] : [runStep([before], { name: 'Back up' }), migrate, deploy];
  return {
    seen: exampleCi([exampleJob('deploy', steps)]),
    stacks: { files: [], skipped: [] },
    hosting: { files: [], skipped: [] },
  };
}
