import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** Each list is read as it is, then once for every filter that the specification declares and one that nobody declares. */
export default defineEvidence({
  name: 'filter-answers',
  kind: 'http',
  about: 'what lists answer with a filter, beside what they answer without',
  schema: z.object({
    lists: z.array(
      z.object({
        route: z.string(),
        /** Absent when the list itself did not answer with items. */
        items: z.number().optional(),
        asked: z.array(
          z.object({
            parameter: z.string(),
            value: z.string(),
            /** In the specification or the code of the route. */
            declared: z.boolean(),
            status: z.number().optional(),
            /** Items of the answer, and how many of them bear the value. */
            items: z.number().optional(),
            bearing: z.number().optional(),
            /** How many items of the unfiltered list bear the value. */
            bearingBefore: z.number().optional(),
          }),
        ),
      }),
    ),
  }),
});
