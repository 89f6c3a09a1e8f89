import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** What a document, or a section of one, is about. */
export const subject = z.enum([
  'readme',
  'readiness',
  'runbook',
  'deployment',
  'rollback',
  'recovery',
  'monitoring',
  'incident',
  'scaling',
  'training',
  'architecture',
  'decision',
  'schema',
  'api',
  'security',
  'contributing',
  'quick-start',
  'contacts',
  'changelog',
  'privacy',
  'terms',
  'cookies',
  'retention',
  'assessment',
  'licence',
  'conduct',
  'plan',
  'other',
]);
export type Subject = z.infer<typeof subject>;

const section = z.object({
  line: z.number(),
  depth: z.number(),
  text: z.string(),
  subject,
  /** Words of text and code below it, sub-sections included: a heading over nothing has none. */
  words: z.number(),
  /** List items, numbered steps and lines of commands below it. */
  steps: z.number(),
  commands: z.number(),
});
export type Section = z.infer<typeof section>;

/** A date that a document states about itself. A month or year is a span of days. */
const statedDate = z.object({
  line: z.number(),
  about: z.enum(['updated', 'review', 'target', 'created']),
  text: z.string(),
  from: z.string(),
  to: z.string(),
});

const document = z.object({
  file: z.string(),
  format: z.enum(['markdown', 'restructured-text', 'asciidoc', 'plain']),
  subject,
  title: z.string().optional(),
  words: z.number(),
  /** Old, kept for the record, or a form to be filled in: nobody claims that it describes the service now. */
  standing: z.enum(['current', 'archive', 'form', 'example']),
  sections: z.array(section),
  dates: z.array(statedDate),
  /** "Maintained by", "Document owner" and the like. */
  keepers: z.array(z.object({ line: z.number(), text: z.string(), placeholder: z.boolean() })),
  /** ISO 8601, the last commit that touched it; for readiness documents, runbooks and plans. */
  changedAt: z.string().optional(),
});
export type DocumentFacts = z.infer<typeof document>;

export default defineEvidence({
  name: 'documents',
  about: 'the documents of the repository, their sections and the dates they state',
  schema: z.object({
    documents: z.array(document),
    /** Documents that are there and were not read, with the reason. */
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
    /** ISO 8601, the newest commit; absent without history. */
    newestCommit: z.string().optional(),
  }),
});
