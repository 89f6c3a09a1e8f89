import { addressesIn } from '../containers/addresses.ts';
import { at, entriesOf, itemsOf, numberOf, textOf, textsOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import type { DocumentPlace, Kubernetes } from './types.ts';
import { isWorkload, labelsOf, readWorkload } from './workload.ts';

export type Found = Pick<
  Kubernetes,
  'workloads' | 'services' | 'hosts' | 'configMaps' | 'autoscalers' | 'disruptionBudgets'
>;

const looked =
  /^(List|Service|Ingress|HTTPRoute|ConfigMap|HorizontalPodAutoscaler|ScaledObject|PodDisruptionBudget)$/;

/** True for kinds whose inside is read; others are only listed. */
export function isRead(kind: string): boolean {
  return isWorkload(kind) || looked.test(kind);
}

/** Puts what one document says into `found`. */
export function readDocument(
  root: Tree,
  kind: string,
  place: DocumentPlace,
  offset: number,
  found: Found,
): void {
  const name = textOf(at(root, 'metadata', 'name')) ?? '';
  if (isWorkload(kind)) {
    const workload = readWorkload(root, kind, place, offset);
    if (workload) found.workloads.push(workload);
  } else if (kind === 'Service') found.services.push({ ...place, name, ...readService(root) });
  else if (kind === 'Ingress' || kind === 'HTTPRoute') {
    for (const { text, line } of hostsOf(root))
      found.hosts.push({ ...place, line: line + offset, kind, host: text });
  } else if (kind === 'ConfigMap')
    found.configMaps.push({ ...place, name, entries: entriesIn(root, offset) });
  else if (kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject') {
    found.autoscalers.push({ ...place, ...readAutoscaler(root) });
  } else if (kind === 'PodDisruptionBudget') found.disruptionBudgets.push({ ...place, name });
}

function readService(root: Tree) {
  const namespace = textOf(at(root, 'metadata', 'namespace'));
  const externalName = textOf(at(root, 'spec', 'externalName'));
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(externalName === undefined ? {} : { externalName }),
    selector: labelsOf(at(root, 'spec', 'selector')),
    ports: itemsOf(at(root, 'spec', 'ports')).flatMap((port) => {
      const number = textOf(at(port, 'port'));
      const name = textOf(at(port, 'name'));
      const targetPort = textOf(at(port, 'targetPort'));
      if (number === undefined) return [];
      return [{ port: number, ...(name ? { name } : {}), ...(targetPort ? { targetPort } : {}) }];
    }),
  };
}

function hostsOf(root: Tree) {
  const rules = itemsOf(at(root, 'spec', 'rules')).flatMap((rule) => textsOf(at(rule, 'host')));
  return [...rules, ...textsOf(at(root, 'spec', 'hostnames'))];
}

function entriesIn(root: Tree, offset: number): Kubernetes['configMaps'][number]['entries'] {
  return [...entriesOf(at(root, 'data'))].map(([key, { line, value }]) => ({
    key,
    line: line + offset,
    // A file in a config map may be long: addresses are looked for in plain values only.
    hosts: key.includes('.') ? [] : addressesIn(textOf(value) ?? '', key),
  }));
}

function readAutoscaler(root: Tree) {
  const min = numberOf(at(root, 'spec', 'minReplicas') ?? at(root, 'spec', 'minReplicaCount'));
  const max = numberOf(at(root, 'spec', 'maxReplicas') ?? at(root, 'spec', 'maxReplicaCount'));
  return {
    target: textOf(at(root, 'spec', 'scaleTargetRef', 'name')) ?? '',
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}
