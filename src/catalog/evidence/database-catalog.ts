import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const table = z.object({
  /** schema.table */
  name: z.string(),
  primaryKey: z.boolean(),
});

/** Read from PostgreSQL's own catalogs after the service's migrations, while the service runs on it. */
export default defineEvidence({
  name: 'database-catalog',
  kind: 'db',
  about: 'the tables, keys and indexes that the migrations make, and the role the service uses',
  schema: z.object({
    version: z.string(),
    tables: z.array(table),
    foreignKeys: z.array(
      z.object({
        name: z.string(),
        table: z.string(),
        columns: z.array(z.string()),
        validated: z.boolean(),
        /** A valid index begins with these columns. */
        indexed: z.boolean(),
      }),
    ),
    invalidIndexes: z.array(z.object({ table: z.string(), name: z.string() })),
    /** Roles that the service is logged in with. */
    roles: z.array(
      z.object({
        name: z.string(),
        superuser: z.boolean(),
        bypassesRowSecurity: z.boolean(),
        createsRoles: z.boolean(),
        ownsTables: z.number(),
        sessions: z.number(),
      }),
    ),
    /** False when the repository names one connection only: then the sandbox had to give it the owner's role. */
    rolesAreSeparate: z.boolean(),
  }),
});
