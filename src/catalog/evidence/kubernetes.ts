import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { deployRole } from '../deploy-role.ts';

const file = z.string();
const line = z.number();
const place = { file, line, role: deployRole };

const probe = z.object({
  line,
  kind: z.enum(['http', 'tcp', 'exec', 'grpc']),
  path: z.string().optional(),
  /** Number or name of a port. */
  port: z.string().optional(),
  command: z.string().optional(),
});

const container = z.object({
  name: z.string(),
  line,
  image: z.string().optional(),
  init: z.boolean(),
  ports: z.array(z.object({ line, name: z.string().optional(), port: z.string() })),
  probes: z.object({
    liveness: probe.optional(),
    readiness: probe.optional(),
    startup: probe.optional(),
  }),
  resources: z.object({
    memoryLimit: z.string().optional(),
    cpuLimit: z.string().optional(),
    memoryRequest: z.string().optional(),
    cpuRequest: z.string().optional(),
  }),
  /** The container's own, with the pod's where it says nothing. */
  security: z.object({
    runAsNonRoot: z.boolean().optional(),
    runAsUser: z.number().optional(),
    privileged: z.boolean().optional(),
    readOnlyRootFilesystem: z.boolean().optional(),
    line: line.optional(),
  }),
  /** Names only; hosts of addresses in literal values. */
  environment: z.array(
    z.object({
      name: z.string(),
      line,
      from: z.enum(['literal', 'secret', 'config-map', 'field', 'empty']),
      hosts: z.array(
        z.object({ host: z.string(), port: z.number().optional(), scheme: z.string().optional() }),
      ),
    }),
  ),
  environmentFrom: z.array(z.object({ kind: z.enum(['secret', 'config-map']), name: z.string(), line })),
  command: z.object({ line, text: z.string() }).optional(),
  mounts: z.array(z.object({ volume: z.string(), target: z.string(), line })),
  preStop: z.boolean(),
});

const workload = z.object({
  ...place,
  kind: z.string(),
  name: z.string(),
  namespace: z.string().optional(),
  labels: z.record(z.string(), z.string()),
  replicas: z.number().optional(),
  strategy: z.string().optional(),
  /** CronJob. */
  schedule: z.string().optional(),
  suspended: z.boolean(),
  gracePeriodSeconds: z.number().optional(),
  containers: z.array(container),
  volumes: z.array(z.object({ name: z.string(), line, kind: z.string(), of: z.string().optional() })),
});

export default defineEvidence({
  name: 'kubernetes',
  about: 'Kubernetes manifests, Kustomize files and Helm charts',
  schema: z.object({
    workloads: z.array(workload),
    services: z.array(
      z.object({
        ...place,
        name: z.string(),
        namespace: z.string().optional(),
        externalName: z.string().optional(),
        selector: z.record(z.string(), z.string()),
        ports: z.array(
          z.object({ name: z.string().optional(), port: z.string(), targetPort: z.string().optional() }),
        ),
      }),
    ),
    /** Ingress and HTTPRoute host names. */
    hosts: z.array(z.object({ ...place, kind: z.string(), host: z.string() })),
    configMaps: z.array(
      z.object({
        ...place,
        name: z.string(),
        entries: z.array(
          z.object({
            key: z.string(),
            line,
            hosts: z.array(
              z.object({ host: z.string(), port: z.number().optional(), scheme: z.string().optional() }),
            ),
          }),
        ),
      }),
    ),
    autoscalers: z.array(
      z.object({ ...place, target: z.string(), min: z.number().optional(), max: z.number().optional() }),
    ),
    disruptionBudgets: z.array(z.object({ ...place, name: z.string() })),
    /** Every document by kind, also those that are not looked into. */
    documents: z.array(
      z.object({ ...place, kind: z.string(), apiVersion: z.string(), name: z.string().optional() }),
    ),
    charts: z.array(z.object({ file, role: deployRole, templates: z.number(), valuesFiles: z.array(file) })),
    kustomizations: z.array(
      z.object({
        ...place,
        refers: z.array(z.object({ path: z.string(), line, exists: z.enum(['yes', 'no', 'remote']) })),
      }),
    ),
    problems: z.array(z.object({ file, line: line.optional(), role: deployRole, says: z.string() })),
    /** Helm and other templates, and Kustomize patches with what they change ("Deployment/orders"). */
    unrendered: z.array(
      z.object({
        file,
        role: deployRole,
        kind: z.enum(['helm', 'template', 'patch']),
        of: z.string().optional(),
      }),
    ),
    skipped: z.array(z.object({ file, because: z.string() })),
  }),
});
