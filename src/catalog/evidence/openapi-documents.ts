import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const operation = z.object({
  method: z.string(),
  path: z.string(),
  line: z.number(),
  id: z.string().optional(),
  deprecated: z.boolean(),
  parameters: z.array(
    z.object({ name: z.string(), in: z.string(), required: z.boolean(), type: z.string().optional() }),
  ),
  body: z
    .object({
      required: z.boolean(),
      properties: z.array(z.string()),
      requiredProperties: z.array(z.string()),
    })
    .optional(),
  /** Properties are those of the JSON answer, first level, behind `[]` where it is a list. */
  responses: z.array(z.object({ status: z.string(), properties: z.array(z.string()) })),
  security: z.enum(['required', 'none', 'unstated']),
});
export type Operation = z.infer<typeof operation>;

const document = z.object({
  file: z.string(),
  /** 2.0, 3.0.3, 3.1.0 … */
  version: z.string(),
  apiVersion: z.string().optional(),
  /** False when parts stand in other files: problems and operations are then not all known. */
  complete: z.boolean(),
  problems: z.array(z.object({ line: z.number(), says: z.string() })),
  operations: z.array(operation),
});
export type OpenApiDocument = z.infer<typeof document>;

export default defineEvidence({
  name: 'openapi-documents',
  about: 'committed OpenAPI documents, now and at the last release',
  schema: z.object({
    documents: z.array(document),
    /** The same files as the newest release tag has them. */
    released: z.object({ tag: z.string(), documents: z.array(document) }).optional(),
    /** Code that makes or serves a document at run time. */
    served: z.array(z.object({ file: z.string(), line: z.number(), library: z.string() })),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
