import type { Container, Kubernetes, Workload } from './types.ts';

/** Small Kubernetes evidence for the examples of audits. */
export const noKubernetes: Kubernetes = {
  workloads: [],
  services: [],
  hosts: [],
  configMaps: [],
  autoscalers: [],
  disruptionBudgets: [],
  documents: [],
  charts: [],
  kustomizations: [],
  problems: [],
  unrendered: [],
  skipped: [],
};

export function aWorkload(options: Partial<Workload> = {}): Workload {
  return {
    file: 'k8s/web.yaml',
    line: 1,
    role: 'service',
    kind: 'Deployment',
    name: 'web',
    labels: {},
    suspended: false,
    containers: [aContainer()],
    volumes: [],
    ...options,
  };
}

export function aContainer(options: Partial<Container> = {}): Container {
  return {
    name: 'web',
    line: 12,
    image: 'ghcr.io/acme/web:1.2.0',
    init: false,
    ports: [{ line: 14, port: '8080' }],
    probes: {},
    resources: {},
    security: {},
    environment: [],
    environmentFrom: [],
    mounts: [],
    preStop: false,
    ...options,
  };
}

export function theseWorkloads(...workloads: readonly Workload[]): Kubernetes {
  return { ...noKubernetes, workloads: [...workloads] };
}
