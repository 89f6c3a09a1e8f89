import type { DocumentReference } from '../evidence/document-commands.ts';

/**
 * How many names in these documents lead to something that is there: a script, a path, a target. Words that only agree
 * with each other prove nothing, however many there are; a document that names nothing real is not judged good.
 */
export function backing(files: readonly string[], references: readonly DocumentReference[]): number {
  const named = new Set(files);
  return references.filter((one) => one.exists === 'yes' && named.has(one.file)).length;
}

/** For the examples of audits: a name in `file` that exists. */
export function exampleBacking(file: string): { references: DocumentReference[]; skipped: [] } {
  const reference: DocumentReference = {
    file,
    line: 12,
    subject: 'runbook',
    standing: 'current',
    kind: 'path',
    name: 'ops/restore.sh',
    by: 'the shell',
    how: 'command',
    exists: 'yes',
    because: 'ops/restore.sh',
  };
  return { references: [reference], skipped: [] };
}

export const noBacking: { references: DocumentReference[]; skipped: [] } = { references: [], skipped: [] };
