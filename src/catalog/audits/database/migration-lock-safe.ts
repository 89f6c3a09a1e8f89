import { defineAudit } from '../../../kit/audit.ts';
import dbPools from '../../evidence/db-pools.ts';
import migrations, { type Hazard } from '../../evidence/migrations.ts';

export default defineAudit({
  title: 'The next migrations take no long lock',
  failureTitle: 'A migration that is still to run locks a table for long',
  why: 'While the lock is held every request that needs the table waits, the pool runs full, and the whole service stands still until the migration ends.',
  fix: 'Build indexes with `CREATE INDEX CONCURRENTLY` outside a transaction; add constraints `NOT VALID` and `VALIDATE` them later; add columns nullable or with a constant default, fill them in batches, then set NOT NULL through a validated check. Set `lock_timeout` first.',
  refs: ['PostgreSQL: ALTER TABLE, explicit locking', 'squawk'],
  severity: 'major',
  state: 'stable',
  effortHours: 3,
  claims: [
    'migration strategy',
    'seamless system upgrade',
    'zero-downtime migration',
    'migration scripts',
    'safe migrations',
    'migration safety',
    'migration safety checks',
    'non-blocking migrations',
    'online migrations',
    'lock-free migrations',
    'backward-compatible migrations',
    'expand and contract',
    'reversible migrations',
  ],
  needs: { seen: migrations, pools: dbPools },
  judge({ seen, pools }) {
    if (seen.sets.length === 0) {
      const places = pools.found.map(({ file, line, library }) => ({ file, line, note: library }));
      if (places.length > 0 || pools.looked.notUnderstood.length > 0) {
        return {
          abstains: 'unknown',
          because: 'No migrations were recognised; the schema may be changed in another way.',
          signs: places,
        };
      }
      return {
        abstains: 'not-applicable',
        because: 'There are no migrations, and the code opens no database.',
      };
    }
    const sets = seen.sets.filter((set) => set.dialect !== 'other');
    const next = sets.flatMap((set) => {
      const pending = set.migrations.filter((one) => one.pending === true);
      return pending.length > 0 ? pending : set.migrations.slice(-1);
    });
    const read = next.filter((one) => one.read);
    const findings = read.flatMap(({ file, hazards }) =>
      hazards.map(({ line, kind, table, says }: Hazard) => ({
        key: `${kind}:${file}:${table ?? ''}`,
        says: `${file}: ${says}.`,
        where: { file, line, ...(table === undefined ? {} : { table }) },
      })),
    );
    const certain = next.some((one) => one.pending === true);
    if (findings.length > 0 && certain) return { looked: read.length, findings };
    if (findings.length > 0) {
      return {
        abstains: 'unknown',
        because:
          'The newest migration takes a long lock; whether production has run it already nothing here tells (no release tag has fewer files).',
        signs: findings.map(({ says, where }) => ({ ...where, note: says })),
      };
    }
    const unread = seen.skipped.find(({ file }) => next.some((one) => one.file === file));
    if (unread)
      return {
        abstains: 'unknown',
        because: `${unread.file}: ${unread.because}.`,
        signs: [{ file: unread.file }],
      };
    const code = next.filter((one) => one.form === 'code');
    if (code.length > 0)
      return {
        abstains: 'unknown',
        because: 'The next migration is a program: what it sends to the database shows only when it runs.',
        signs: sets
          .filter((set) => set.migrations.some((one) => one.form === 'code'))
          .map(({ folder, tool }) => ({ file: folder, note: `${tool} migrations` })),
      };
    const foreign = seen.sets.find((set) => set.dialect === 'other');
    if (foreign)
      return {
        abstains: 'unknown',
        because: `The migrations in ${foreign.folder} are for a database whose locks Seaworthy does not know.`,
        signs: [{ file: foreign.folder }],
      };
    return { looked: read.length, findings };
  },
  examples: {
    pass: [{ given: { pools: poolsWith(), seen: seenWith(true, []) } }],
    fail: [
      {
        given: {
          pools: poolsWith(),
          seen: seenWith(true, [
            {
              line: 3,
              kind: 'index-not-concurrent',
              table: 'orders',
              says: 'CREATE INDEX without CONCURRENTLY stops writes to orders until it is built',
            },
          ]),
        },
        findings: ['index-not-concurrent:migrations/002.sql:orders'],
      },
    ],
    hollow: [
      {
        name: 'the newest one has run already',
        given: {
          pools: poolsWith(),
          seen: seenWith(false, [
            { line: 3, kind: 'index-not-concurrent', table: 'orders', says: 'stops writes' },
          ]),
        },
        outcome: 'unknown',
      },
      {
        name: 'nobody could parse it',
        given: {
          pools: poolsWith(),
          seen: {
            ...seenWith(true, []),
            skipped: [{ file: 'migrations/002.sql', because: 'PostgreSQL would not parse it' }],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      { given: { pools: poolsWith(), seen: { sets: [], skipped: [] } }, outcome: 'not-applicable' },
      {
        name: 'a database, and no migrations that are known',
        given: { pools: poolsWith('src/db.ts'), seen: { sets: [], skipped: [] } },
        outcome: 'unknown',
      },
    ],
  },
});

function poolsWith(...files: readonly string[]) {
  return {
    found: files.map((file) => ({ file, line: 3, library: 'pg', does: 'open', options: {}, complete: true })),
    looked: { files: 9, skipped: [], notUnderstood: [] },
  };
}

function seenWith(pending: boolean, hazards: readonly Hazard[]) {
  const first = {
    file: 'migrations/001.sql',
    form: 'sql' as const,
    pending: false,
    read: false,
    statements: 0,
    hazards: [],
  };
  const second = {
    file: 'migrations/002.sql',
    form: 'sql' as const,
    pending,
    read: true,
    statements: 2,
    hazards: [...hazards],
  };
  return {
    sets: [
      {
        folder: 'migrations',
        tool: 'SQL files',
        dialect: 'postgresql' as const,
        migrations: [first, second],
      },
    ],
    releasedTag: 'v1.0.0',
    skipped: [],
  };
}
