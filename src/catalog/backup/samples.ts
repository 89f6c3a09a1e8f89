import { noWork, type BackupJob, type Backups, type StatefulStore, type Work } from './types.ts';

/** Small backup evidence for the examples of audits. */
export const noBackups: Backups = { jobs: [], scripts: [], managed: [], stores: [], skipped: [] };

const place = { file: 'ops/backup.sh', line: 4 };

export function aJob(work: Partial<Work>, options: Partial<Omit<BackupJob, 'work'>> = {}): BackupJob {
  return {
    name: 'backup',
    kind: 'compose-service',
    file: 'compose.yaml',
    line: 30,
    role: 'service',
    enabled: true,
    hollow: false,
    unseen: [],
    ...options,
    work: { ...noWork, ...work },
  };
}

export const dumpsPostgres: Partial<Work> = { dumps: [{ ...place, tool: 'pg_dump', store: 'postgres' }] };
export const toBucket: Work['destinations'] = [{ ...place, line: 6, kind: 'object-storage', note: 'rclone' }];
export const toSameHost: Work['destinations'] = [{ ...place, kind: 'same-host', note: '/backups/db.dump' }];

export function aStore(kind: string, name = kind): StatefulStore {
  return { file: 'compose.yaml', line: 8, name, kind, durable: true };
}
