import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** A connection made as the service makes it, and what the server says of such connections. */
export default defineEvidence({
  name: 'database-session',
  kind: 'db',
  about: 'the connection of the application role and the limits it works under',
  schema: z.object({
    /** Absent when it could not connect; `error` then says why, without addresses. */
    connected: z
      .object({ role: z.string(), tls: z.boolean(), local: z.boolean(), version: z.string() })
      .optional(),
    error: z.string().optional(),
    /** As the role has them when the service works; 0 means no limit. */
    settings: z.object({
      statementTimeoutMs: z.number(),
      lockTimeoutMs: z.number(),
      idleInTransactionTimeoutMs: z.number(),
    }),
    maxConnections: z.number(),
    reservedConnections: z.number(),
    /** Most connections that one instance opened under load, and how many instances run. */
    perInstance: z.number(),
    instances: z.number(),
    /** Requests sent while every connection was held, and what became of those above the pool. */
    saturation: z.object({ waitedMs: z.array(z.number()), refused: z.number(), hung: z.number() }).optional(),
  }),
});
