import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { ecosystem } from './manifests.ts';

const hit = z.object({
  /** The lock file, or the manifest that pins the version. */
  file: z.string(),
  line: z.number().optional(),
  ecosystem,
  name: z.string(),
  version: z.string(),
  /** Only needed for development; absent when the lock file does not say. */
  development: z.boolean().optional(),
  id: z.string(),
  aliases: z.array(z.string()),
  severity: z.enum(['critical', 'high', 'moderate', 'low', 'unknown']),
  summary: z.string(),
  fixedIn: z.string().optional(),
});
export type Vulnerability = z.infer<typeof hit>;

export default defineEvidence({
  name: 'vulnerabilities',
  about: 'known vulnerabilities of the locked dependencies',
  howToGet:
    'name a source: seaworthy inspect --advisories SOURCE (a folder of OSV records, osv, npm, or a URL)',
  schema: z.object({
    source: z.string(),
    /** The day of the newest record of a stored copy; absent for a live source. */
    asOf: z.string().optional(),
    /** Packages that were asked about. */
    asked: z.number(),
    /** Packages that nobody could be asked about. */
    notAsked: z.array(z.object({ name: z.string(), because: z.string() })),
    /** Manifests of ours with dependencies and no lock file: what they bring besides is not known. */
    unlocked: z.array(z.string()),
    /** Lock files and manifests that could not be read. */
    unread: z.array(z.string()),
    found: z.array(hit),
  }),
});
