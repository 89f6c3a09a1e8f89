import type kubernetesEvidence from '../evidence/kubernetes.ts';

export type Kubernetes = ReturnType<(typeof kubernetesEvidence)['schema']['parse']>;
export type Workload = Kubernetes['workloads'][number];
export type Container = Workload['containers'][number];

/** Where a document stands. */
export interface DocumentPlace {
  readonly file: string;
  readonly line: number;
  readonly role: Workload['role'];
}
