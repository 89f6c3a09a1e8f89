import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'staging-answers',
  kind: 'http',
  about: 'whether a staging environment answers, with the keys of production and other data',
  schema: z.object({
    url: z.string(),
    status: z.number().optional(),
    /** The answer is the service's own: its version endpoint or specification, not a parking page. */
    own: z.boolean(),
    /** Names of configuration keys that only one of the two has. */
    keysOnlyInProduction: z.array(z.string()),
    keysOnlyInStaging: z.array(z.string()),
    /** The two name the same database, by identity and not by address. */
    sameData: z.boolean().optional(),
  }),
});
