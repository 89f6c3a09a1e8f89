import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import compose from '../../evidence/compose.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import recreatedStores from '../../evidence/recreated-stores.ts';
import { storeKind } from '../../backup/stores.ts';

const store = {
  service: 'postgres',
  kind: 'postgres',
  writtenAndRead: true,
  removed: true,
  found: true,
  volume: 'postgres-data',
};

export default defineAudit({
  title: 'Data is still there after the container of its store was made anew',
  failureTitle: 'Making the container of a store anew loses its data',
  why: 'The next update of the image empties the database.',
  fix: 'Mount a named volume where the image keeps its data (`postgres-data:/var/lib/postgresql` for PostgreSQL 18, `/var/lib/postgresql/data` before it), or a persistent volume claim in Kubernetes.',
  refs: ['Twelve-Factor App VI', 'Docker volumes'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 2,
  claims: [
    'persistent volumes',
    'postgresql persistent volumes configured',
    'data persistence',
    'volumes configured',
    'docker volumes',
    'persistent storage',
    'persistent volume',
    'volume mounts',
    'redis persistence',
    'data volumes',
  ],
  needs: { seen: recreatedStores },
  signs: {
    from: { compose, kubernetes },
    look: (given): Where[] => [
      ...given.compose.files
        .filter(({ role }) => role === 'service')
        .flatMap(({ file, services }) =>
          services
            .filter(({ image }) => image && storeKind(image.name)?.durable)
            .map(({ name, line, mounts }) => {
              const mount = mounts.find(({ kind }) => kind === 'volume' || kind === 'bind');
              return {
                file,
                line: mount?.line ?? line,
                note: mount ? `${name} keeps ${mount.target}` : `${name} mounts nothing`,
              };
            }),
        ),
      ...given.kubernetes.workloads
        .filter(({ role }) => role === 'service')
        .flatMap(({ file, volumes }) =>
          volumes
            .filter(({ kind }) => kind === 'persistentVolumeClaim')
            .map(({ line, name }) => ({ file, line, note: `claims ${name}` })),
        ),
    ],
  },
  judge({ seen }) {
    const shown = seen.stores.filter(({ writtenAndRead, removed }) => writtenAndRead && removed);
    const findings = shown
      .filter(({ found }) => !found)
      .map(({ service, volume }): Finding => ({
        key: service,
        says: `${service} lost its canary${volume === undefined ? ': nothing is mounted where it keeps data' : ` although ${volume} is mounted`}.`,
        where: { service },
      }));
    if (findings.length > 0) return { looked: shown.length, findings };
    if (shown.length < seen.stores.length)
      return {
        abstains: 'unknown',
        because: 'For some stores the canary was not written, or the old container was not removed.',
      };
    return { looked: shown.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { stores: [store] } } }],
    fail: [
      {
        given: { seen: { stores: [{ ...store, found: false, volume: undefined }] } },
        findings: ['postgres'],
      },
    ],
    hollow: [
      {
        name: 'the old container was still there',
        given: { seen: { stores: [{ ...store, removed: false }] } },
        outcome: 'unknown',
      },
    ],
    notApplicable: [{ name: 'the stack holds no data', given: { seen: { stores: [] } } }],
  },
});
