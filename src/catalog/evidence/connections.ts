import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const connection = z.object({
  /** postgres, mysql, sqlite, mongodb, redis, sqlserver, oracle, rabbitmq, kafka, nats … */
  store: z.string(),
  /** What named it: a URL scheme, an adapter, a driver; never a host, a user or a password. */
  because: z.string(),
  file: z.string(),
  folder: z.string(),
  line: z.number(),
  /** In tests, examples and the like. */
  aside: z.boolean(),
});
export type Connection = z.infer<typeof connection>;

export default defineEvidence({
  name: 'connections',
  about: 'the data stores and brokers that configuration files name',
  schema: z.object({
    connections: z.array(connection),
    skipped: z.array(z.object({ file: z.string(), because: z.string(), aside: z.boolean() })),
  }),
});
