import type { Kubernetes } from '../kubernetes/types.ts';
import type { Platforms } from '../platforms/types.ts';
import type { Backups } from './types.ts';

/** Backups that somebody else makes, as configuration says: a sign that they are meant, not that they are there. */
export function findManaged(platforms: Platforms, kubernetes: Kubernetes): Backups['managed'] {
  const hosted = platforms.files
    .filter(({ role }) => role === 'service')
    .flatMap(({ file, platform, stores }) =>
      stores.flatMap(({ name, line, backups, encryption }): Backups['managed'] => {
        const days = /=\s*(\d{1,4})\b/.exec(backups?.value ?? '')?.[1];
        if (platform === 'terraform' && !backups) return [];
        return [
          {
            file,
            line: backups?.line ?? line,
            what: backups ? `${name}: ${backups.value}` : `${name}, run by ${platform}`,
            ...(days === undefined ? {} : { retentionDays: Number(days), enabled: Number(days) > 0 }),
            ...(encryption ? { encrypted: !/=\s*false/.test(encryption.value) } : {}),
          },
        ];
      }),
    );
  const operated = kubernetes.documents
    .filter(
      ({ role, kind, apiVersion }) =>
        role === 'service' &&
        (kind === 'ScheduledBackup' ||
          (kind === 'Schedule' && apiVersion.startsWith('velero.io')) ||
          kind === 'ReplicationSource'),
    )
    .map(({ file, line, kind, name }) => ({
      file,
      line,
      what: `${kind} ${name ?? ''}`.trim(),
      enabled: true,
    }));
  return [...hosted, ...operated];
}
