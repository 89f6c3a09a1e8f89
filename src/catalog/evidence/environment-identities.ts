import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** Who each environment talks to, told apart by what the servers say of themselves, not by their names. */
export default defineEvidence({
  name: 'environment-identities',
  kind: 'db',
  about: 'whether environments have databases and credentials of their own',
  howToGet:
    'name the environments and their read-only database addresses under environments: in seaworthy.yaml',
  schema: z.object({
    environments: z.array(
      z.object({
        name: z.string(),
        /** System identifier and database of the server; salted hashes of the credentials. */
        server: z.string().optional(),
        database: z.string().optional(),
        credential: z.string(),
        error: z.string().optional(),
      }),
    ),
    /** The credentials of one tried on the server of another. */
    crossings: z.array(z.object({ from: z.string(), to: z.string(), accepted: z.boolean() })),
  }),
});
