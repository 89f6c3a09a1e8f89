import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { deployRole } from '../deploy-role.ts';

const file = z.string();
const line = z.number();

/** What a script or command line does with data, read from its own words. */
const work = z.object({
  /** Programs that really read data out: pg_dump, mysqldump, restic backup … not words in an echo. */
  dumps: z.array(z.object({ file, line, tool: z.string(), store: z.string() })),
  /** Where results go. */
  destinations: z.array(
    z.object({
      file,
      line,
      kind: z.enum([
        'object-storage',
        'remote-host',
        'backup-service',
        'ci-artifact',
        'same-host',
        'same-volume',
      ]),
      note: z.string(),
    }),
  ),
  encrypts: z.array(
    z.object({
      file,
      line,
      tool: z.string(),
      keyFrom: z.enum(['environment', 'file', 'recipient', 'literal', 'unknown']),
    }),
  ),
  prunes: z.array(
    z.object({ file, line, note: z.string(), days: z.number().optional(), count: z.number().optional() }),
  ),
  verifies: z.array(z.object({ file, line, note: z.string() })),
  restores: z.array(z.object({ file, line, tool: z.string() })),
  notifies: z.array(z.object({ file, line, note: z.string() })),
  /** Lines that hide a failed dump: a pipe without pipefail, `|| true`. */
  swallows: z.array(z.object({ file, line, note: z.string() })),
});

export default defineEvidence({
  name: 'backups',
  about: 'backup jobs, the scripts they run, and what holds state',
  schema: z.object({
    jobs: z.array(
      z.object({
        name: z.string(),
        kind: z.enum([
          'ci-schedule',
          'compose-service',
          'kubernetes-cronjob',
          'crontab',
          'systemd-timer',
          'platform-cron',
        ]),
        file,
        line,
        role: deployRole,
        schedule: z.string().optional(),
        /** False when it is switched off: suspended, no schedule, a profile nobody starts. */
        enabled: z.boolean(),
        /** Named as a backup, and nothing in it reads data out. */
        hollow: z.boolean(),
        /** A script it calls that could not be found or read. */
        unseen: z.array(z.string()),
        work,
      }),
    ),
    /** Scripts that dump or restore, whether a job runs them or not. */
    scripts: z.array(z.object({ file, role: deployRole, calledBy: z.array(z.object({ file, line })), work })),
    /** Backups that the platform makes: managed databases, with what their configuration says. */
    managed: z.array(
      z.object({
        file,
        line,
        what: z.string(),
        retentionDays: z.number().optional(),
        encrypted: z.boolean().optional(),
        enabled: z.boolean().optional(),
      }),
    ),
    /** What holds state in production files: databases, object stores, volumes with data. */
    stores: z.array(
      z.object({
        file,
        line,
        name: z.string(),
        kind: z.string(),
        /** Loss hurts: a cache or a metrics store may be rebuilt. */
        durable: z.boolean(),
        version: z.string().optional(),
        volume: z.string().optional(),
      }),
    ),
    skipped: z.array(z.object({ file, because: z.string() })),
  }),
});
