import { z } from 'zod';

const severity = z.enum(['blocker', 'major', 'minor', 'note']);

const waiver = z.strictObject({
  audit: z.string().describe('The id of the audit, e.g. "security/no-secrets".'),
  finding: z.string().describe('The key of the finding, as the report shows it.'),
  reason: z.string().describe('Why this is accepted.'),
  owner: z.string().describe('Who answers for it.'),
  // Kept loose on purpose: a missing or malformed date counts as expired, it does not stop the run.
  until: z.unknown().optional().describe('The last day it holds, YYYY-MM-DD.'),
});

const attestation = z.strictObject({
  audit: z.string(),
  by: z.string().describe('The person who states it.'),
  statement: z.string(),
  until: z.unknown().optional().describe('YYYY-MM-DD, at most 180 days ahead.'),
});

/** seaworthy.yaml. Every key is optional; unknown keys are refused. */
export const configSchema = z.strictObject({
  areas: z
    .record(z.string(), z.enum(['on', 'off']))
    .default({})
    .describe('Whole areas on or off.'),
  audits: z
    .record(z.string(), z.union([z.enum(['on', 'off']), severity]))
    .default({})
    .describe('Single audits: on, off, or another severity.'),
  thresholds: z
    .record(z.string(), z.record(z.string(), z.number()))
    .default({})
    .describe('Numbers by audit id and limit name.'),
  waivers: z.array(waiver).default([]),
  attestations: z.array(attestation).default([]),
});

export type Config = z.infer<typeof configSchema>;
export type Waiver = z.infer<typeof waiver>;

export const defaultConfig: Config = configSchema.parse({});
