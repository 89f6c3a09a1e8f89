import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { deployRole } from '../deploy-role.ts';

const file = z.string();
const line = z.number();
const place = z.object({ file, line: line.optional() });

/**
 * Whether the running monitoring stack would read a file: `yes` with the place that mounts or copies it, `no` when the
 * stack is described here and leaves it out, `unknown` when nothing here says how the stack is run.
 */
const loaded = z.object({
  state: z.enum(['yes', 'no', 'unknown']),
  by: place.optional(),
  because: z.string().optional(),
});

/** What the syntax tree of a PromQL expression tells. */
const promql = z.object({
  text: z.string(),
  valid: z.boolean(),
  metrics: z.array(z.string()),
  /** Comparison with a number at the outermost level: `… > 0.05`. */
  threshold: z.object({ operator: z.string(), value: z.number() }).optional(),
  /** A division at the outermost level of the compared side. */
  ratio: z.boolean(),
  /** A multiplication by 100 there. */
  percent: z.boolean(),
  /** Multiplied or divided by another number than 100 there: the unit is no longer that of the metric. */
  scaled: z.boolean(),
  functions: z.array(z.string()),
  /** Label matchers per selector: `{status=~"5.."}`. */
  matchers: z.array(
    z.object({ metric: z.string(), label: z.string(), operator: z.string(), value: z.string() }),
  ),
  /** The first argument of histogram_quantile. */
  quantile: z.number().optional(),
  /** Bytes, seconds… are not known; this is the subtraction `time() - x` (an age) at the outermost level. */
  age: z.boolean(),
});

const rule = z.object({
  kind: z.enum(['alert', 'record']),
  name: z.string(),
  line,
  expression: promql,
  for: z.string().optional(),
  labels: z.record(z.string(), z.string()),
  annotations: z.array(z.object({ name: z.string(), text: z.string(), line })),
});

export default defineEvidence({
  name: 'monitoring',
  about: 'the monitoring configuration: Prometheus, rules, Alertmanager, dashboards, log shipping',
  schema: z.object({
    prometheus: z.array(
      z.object({
        file,
        role: deployRole,
        loaded,
        problems: z.array(z.object({ line: line.optional(), says: z.string() })),
        jobs: z.array(
          z.object({
            name: z.string(),
            line,
            path: z.string(),
            targets: z.array(z.object({ address: z.string(), line })),
            /** Ways of finding targets that only the running stack can answer. */
            discovery: z.array(z.string()),
          }),
        ),
        ruleFiles: z.array(
          z.object({
            pattern: z.string(),
            line,
            /** Repository files that the running Prometheus finds under it. */
            files: z.array(file),
            state: z.enum(['found', 'missing', 'unknown']),
          }),
        ),
        alertmanagers: z.array(z.object({ address: z.string(), line })),
      }),
    ),
    rules: z.array(
      z.object({
        file,
        role: deployRole,
        loaded,
        format: z.enum(['prometheus', 'prometheus-rule', 'grafana', 'loki']),
        problems: z.array(z.object({ line: line.optional(), says: z.string() })),
        groups: z.array(z.object({ name: z.string(), line, rules: z.array(rule) })),
      }),
    ),
    alertmanager: z.array(
      z.object({
        file,
        role: deployRole,
        loaded,
        problems: z.array(z.object({ line: line.optional(), says: z.string() })),
        /** Receivers that the routing tree names. */
        routed: z.array(z.object({ receiver: z.string(), line })),
        receivers: z.array(
          z.object({
            name: z.string(),
            line,
            integrations: z.array(
              z.object({
                kind: z.string(),
                line,
                /** Where it goes is an example, a blank or localhost. */
                placeholder: z.boolean(),
              }),
            ),
          }),
        ),
      }),
    ),
    dashboards: z.array(
      z.object({
        file,
        role: deployRole,
        loaded,
        title: z.string(),
        panels: z.array(
          z.object({ title: z.string(), line, queries: z.array(z.object({ line, expression: promql })) }),
        ),
        /** Queries in languages other than PromQL. */
        otherQueries: z.number(),
      }),
    ),
    logShipping: z.array(
      z.object({ file, line, role: deployRole, kind: z.string(), loaded, to: z.array(z.string()) }),
    ),
    /** Watchers from outside and pages for people: blackbox probes, Gatus, Uptime-Robot files, status pages. */
    outsideProbes: z.array(z.object({ file, line, kind: z.string(), note: z.string() })),
    objectives: z.array(
      z.object({ file, line, kind: z.string(), name: z.string(), target: z.string().optional() }),
    ),
    /** Programs of the monitoring stack that compose or Kubernetes start. */
    stack: z.array(z.object({ file, line, service: z.string(), program: z.string(), role: deployRole })),
    skipped: z.array(z.object({ file, because: z.string() })),
  }),
});
