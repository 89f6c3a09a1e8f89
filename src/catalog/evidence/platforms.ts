import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { deployRole } from '../deploy-role.ts';

const line = z.number();
const fact = z.object({ line, value: z.string() });

/** One program that a hosting platform runs, as its own configuration file says. */
const program = z.object({
  name: z.string(),
  line,
  health: z.object({ line, path: z.string() }).optional(),
  start: fact.optional(),
  build: fact.optional(),
  /** Runs before traffic moves over: release phase, pre-deploy command. */
  release: fact.optional(),
  /** Minimum number of instances. */
  instances: z.object({ line, count: z.number() }).optional(),
  autoscaling: fact.optional(),
  strategy: fact.optional(),
  restart: fact.optional(),
  memory: fact.optional(),
  schedule: fact.optional(),
  volumes: z.array(fact),
  /** Names of variables; hosts of addresses in literal values. */
  environment: z.array(
    z.object({
      name: z.string(),
      line,
      hosts: z.array(
        z.object({ host: z.string(), port: z.number().optional(), scheme: z.string().optional() }),
      ),
    }),
  ),
  domains: z.array(fact),
});

export default defineEvidence({
  name: 'platforms',
  about: 'configuration files of hosting platforms',
  schema: z.object({
    files: z.array(
      z.object({
        file: z.string(),
        role: deployRole,
        platform: z.enum([
          'railway',
          'fly',
          'render',
          'vercel',
          'netlify',
          'heroku',
          'nixpacks',
          'serverless',
          'app-engine',
          'digitalocean',
          'cloudflare',
          'dokku',
          'kamal',
          'terraform',
        ]),
        problems: z.array(z.object({ line: line.optional(), says: z.string() })),
        programs: z.array(program),
        /** Databases and caches that the platform runs, with what the file says of their backups and encryption. */
        stores: z.array(
          z.object({
            name: z.string(),
            kind: z.string(),
            line,
            backups: fact.optional(),
            encryption: fact.optional(),
          }),
        ),
        /** Static files served from an edge, or with cache headers. */
        edge: z.array(fact),
      }),
    ),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
