import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { deployRole } from '../deploy-role.ts';

const instruction = z.object({ line: z.number(), text: z.string() });

const stage = z.object({
  line: z.number(),
  /** `AS name`. */
  name: z.string().optional(),
  /** What FROM names, with defaults of ARG put in. */
  image: z.string(),
  base: z.enum(['image', 'stage', 'scratch', 'unresolved']),
  tag: z.string().optional(),
  digest: z.string().optional(),
  /** The last USER of this stage; a stage built on another stage starts with none of its own. */
  user: z.object({ line: z.number(), value: z.string(), variable: z.boolean() }).optional(),
  healthcheck: z.object({ line: z.number(), disabled: z.boolean(), command: z.string() }).optional(),
  entrypoint: instruction.optional(),
  command: instruction.optional(),
  exposes: z.array(z.object({ line: z.number(), port: z.string() })),
  copies: z.array(
    z.object({
      line: z.number(),
      sources: z.array(z.string()),
      target: z.string(),
      /** Another stage or image. */
      from: z.string().optional(),
    }),
  ),
  /** It brings a program with which a start script can give up root: gosu, su-exec, s6 and the like. */
  stepsDown: z.object({ line: z.number(), tool: z.string() }).optional(),
  /** Database clients it installs, with the major version where the package name tells it. */
  databaseTools: z.array(z.object({ line: z.number(), name: z.string(), version: z.string().optional() })),
});

export default defineEvidence({
  name: 'dockerfiles',
  about: 'every Dockerfile and its stages',
  schema: z.object({
    files: z.array(
      z.object({
        file: z.string(),
        role: deployRole,
        /** The last one is what runs, unless a build target says otherwise. */
        stages: z.array(stage),
      }),
    ),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
