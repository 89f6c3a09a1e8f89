import { at, entriesOf, isTrue, itemsOf, numberOf, textOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import { readContainers } from './container.ts';
import type { DocumentPlace, Workload } from './types.ts';

const podPath: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  DeploymentConfig: ['spec', 'template'],
  Rollout: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
};

export function isWorkload(kind: string): boolean {
  return podPath[kind] !== undefined;
}

/** A thing that runs pods; undefined when the document holds no containers (a patch, say). */
export function readWorkload(
  root: Tree,
  kind: string,
  place: DocumentPlace,
  offset: number,
): Workload | undefined {
  const template = at(root, ...(podPath[kind] ?? []));
  const pod = at(template, 'spec');
  const containers = readContainers(pod, offset);
  const name = textOf(at(root, 'metadata', 'name'));
  if (containers.length === 0 || name === undefined) return undefined;
  const namespace = textOf(at(root, 'metadata', 'namespace'));
  const replicas = numberOf(at(root, 'spec', 'replicas'));
  const strategy = strategyOf(root, kind);
  const schedule = textOf(at(root, 'spec', 'schedule'));
  const grace = numberOf(at(pod, 'terminationGracePeriodSeconds'));
  return {
    ...place,
    kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    labels: labelsOf(at(template, 'metadata', 'labels')),
    ...(replicas === undefined ? {} : { replicas }),
    ...(strategy === undefined ? {} : { strategy }),
    ...(schedule === undefined ? {} : { schedule }),
    suspended: isTrue(at(root, 'spec', 'suspend')),
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    containers,
    volumes: [...volumesOf(pod, offset), ...claimsOf(root, offset)],
  };
}

function strategyOf(root: Tree, kind: string): string | undefined {
  if (kind === 'Rollout') return [...entriesOf(at(root, 'spec', 'strategy')).keys()][0];
  return textOf(at(root, 'spec', 'strategy', 'type') ?? at(root, 'spec', 'updateStrategy', 'type'));
}

export function labelsOf(tree: Tree | undefined): Record<string, string> {
  return Object.fromEntries([...entriesOf(tree)].map(([name, { value }]) => [name, textOf(value) ?? '']));
}

function volumesOf(pod: Tree | undefined, offset: number): Workload['volumes'] {
  return itemsOf(at(pod, 'volumes')).flatMap((volume) => {
    const name = textOf(at(volume, 'name'));
    const source = [...entriesOf(volume)].find(([key]) => key !== 'name');
    if (name === undefined) return [];
    const [kind, entry] = source ?? ['emptyDir', undefined];
    const of = textOf(
      at(entry?.value, 'claimName') ??
        at(entry?.value, 'name') ??
        at(entry?.value, 'secretName') ??
        at(entry?.value, 'path'),
    );
    return [{ name, line: volume.line + offset, kind, ...(of === undefined ? {} : { of }) }];
  });
}

/** StatefulSet templates make one claim per pod. */
function claimsOf(root: Tree, offset: number): Workload['volumes'] {
  return itemsOf(at(root, 'spec', 'volumeClaimTemplates')).flatMap((claim) => {
    const name = textOf(at(claim, 'metadata', 'name'));
    return name === undefined
      ? []
      : [{ name, line: claim.line + offset, kind: 'persistentVolumeClaim', of: name }];
  });
}
