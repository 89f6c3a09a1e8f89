import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { subject } from './documents.ts';

const reference = z.object({
  file: z.string(),
  line: z.number(),
  /** The subject of the document, or of the section that the line stands in. */
  subject,
  standing: z.enum(['current', 'archive', 'form', 'example']),
  kind: z.enum(['path', 'script', 'target', 'service', 'compose-file', 'build-file', 'workflow']),
  /** What is named: `scripts/backup.sh`, `test:e2e`, `deploy`. */
  name: z.string(),
  /** The tool that would look it up: npm, make, just, docker compose, gh, sh. */
  by: z.string(),
  /** In a block of commands, or only mentioned in a sentence. */
  how: z.enum(['command', 'mention']),
  exists: z.enum(['yes', 'no', 'cannot-tell']),
  /** Where it was found, or why it cannot be told. */
  because: z.string(),
});
export type DocumentReference = z.infer<typeof reference>;

export default defineEvidence({
  name: 'document-commands',
  about: 'the scripts, paths, targets and services that documents name',
  schema: z.object({
    references: z.array(reference),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
