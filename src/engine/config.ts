import { z } from 'zod';
import { authSchema } from './config-auth.ts';

const severity = z.enum(['blocker', 'major', 'minor', 'note']);

const waiver = z.strictObject({
  audit: z.string().describe('The id of the audit, e.g. "security/no-secrets".'),
  finding: z.string().describe('The key of the finding, as the report shows it.'),
  reason: z.string().min(1).describe('Why this is accepted.'),
  owner: z.string().min(1).describe('Who answers for it.'),
  // Loose on purpose: a missing or malformed date counts as expired, it does not stop the run.
  until: z.unknown().optional().describe('The last day it holds, YYYY-MM-DD.'),
});

const attestation = z.strictObject({
  audit: z.string().describe('The id of the audit that no machine can decide.'),
  by: z.string().min(1).describe('The person who states it.'),
  statement: z.string().min(1).describe('What they state, in a sentence.'),
  until: z.unknown().optional().describe('The last day it holds, YYYY-MM-DD, at most 180 days ahead.'),
});

const expectedHttp = z.strictObject({
  status: z.number().int().min(100).max(599).default(200),
  headers: z
    .record(z.string(), z.string())
    .default({})
    .describe('Header names and the text each must contain.'),
  body: z.string().optional().describe('Text that the body must contain.'),
});

const check = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens')
    .describe('Becomes the audit project/<id>.'),
  title: z.string().min(1).describe('A whole sentence, true when it passes.'),
  severity: severity.default('major'),
  claims: z.array(z.string()).default([]).describe('Phrases by which documents claim this.'),
  http: z
    .strictObject({
      path: z.string().startsWith('/').describe('Path on the service, e.g. /v1/orders.'),
      method: z.enum(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.string().optional(),
      expect: expectedHttp.prefault({}),
    })
    .optional(),
  sql: z
    .strictObject({
      query: z.string().min(1),
      expect: z.string().describe('First column of the first row, as text.'),
    })
    .optional(),
  command: z
    .strictObject({
      run: z.string().min(1),
      exitCode: z.number().int().default(0),
      limitSeconds: z.number().positive().max(600).default(60),
    })
    .optional(),
});

const claim = z.strictObject({
  line: z.string().min(1).optional().describe('Words that stand in the line of the document, in this order.'),
  heading: z.string().min(1).optional().describe('Words of the heading right above.'),
  document: z.string().min(1).optional().describe('Path or file name; every document otherwise.'),
  audits: z.array(z.string()).min(1).optional().describe('The audits that answer it.'),
  notAClaim: z.literal(true).optional().describe('It claims nothing about the service.'),
});

const line = z.union([z.string().min(1), z.literal(false)]);

const start = z.strictObject({
  command: z
    .string()
    .min(1)
    .optional()
    .describe('A shell line that starts the service; it must listen on $PORT.'),
  folder: z.string().default('').describe('The folder it runs in, from the root of the repository.'),
  install: line.optional().describe('A shell line, or false for none.'),
  build: line.optional().describe('A shell line, or false for none.'),
  migrate: line.optional().describe('A shell line, or false for none.'),
  seed: line.optional().describe('A shell line, or false for none.'),
  readyPath: z
    .string()
    .startsWith('/')
    .optional()
    .describe('A path that answers below 400 once the service is up.'),
  readySeconds: z.number().positive().max(600).default(60),
  port: z
    .number()
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe('Only for a service that cannot be told its port.'),
  needs: z
    .array(z.enum(['postgres', 'redis', 'mail']))
    .optional()
    .describe('What it needs beside it; found out otherwise.'),
  environment: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .default({})
    .describe('Variables; ${PORT}, ${DATABASE_URL}, ${REDIS_URL}, ${SMTP_URL} and ${SECRET} are filled in.'),
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
    .describe('Single audits: on, off, or another severity. The report says so at its head.'),
  thresholds: z
    .record(z.string(), z.record(z.string(), z.number()))
    .default({})
    .describe('Numbers by audit id and limit name; `seaworthy explain <audit>` lists them.'),
  waivers: z
    .array(waiver)
    .default([])
    .describe('Findings accepted for a time. The audit still runs and the score counts it.'),
  attestations: z
    .array(attestation)
    .default([])
    .describe('Statements of named people; shown beside the score, never in it.'),
  start: z
    .union([
      z
        .string()
        .min(1)
        .transform((command) => start.parse({ command })),
      start,
    ])
    .optional()
    .describe('How to start the service in the sandbox; found out from the repository otherwise.'),
  auth: authSchema
    .optional()
    .describe('Test identities and who may do what: for probes of authentication, roles and objects.'),
  claims: z
    .array(claim)
    .default([])
    .describe(
      'Corrections: by which audits a line of a readiness document is answered, or that it is no claim.',
    ),
  checks: z
    .array(check)
    .default([])
    .describe('Your own audits: an HTTP request, an SQL query or a command each.'),
});

export type Config = z.infer<typeof configSchema>;
export type Waiver = z.infer<typeof waiver>;
export type Check = z.infer<typeof check>;

export const defaultConfig: Config = configSchema.parse({});

/** For editors: completion and warnings while seaworthy.yaml is written. */
export function configJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
  return { $schema, title: 'seaworthy.yaml', ...rest };
}
