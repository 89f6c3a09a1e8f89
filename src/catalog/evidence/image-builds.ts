import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'image-builds',
  kind: 'repo-run',
  about: 'what came of building the images of the repository from a clean clone',
  schema: z.object({
    /** The program that built, with its version: buildkit, podman, kaniko. */
    builder: z.string(),
    attempts: z.array(
      z.object({
        dockerfile: z.string(),
        context: z.string(),
        target: z.string().optional(),
        exitCode: z.number(),
        tookMs: z.number(),
        /** Line of the instruction that failed. */
        failedLine: z.number().optional(),
        /** Why it failed is the network of the machine that built, not the image. */
        networkFailed: z.boolean(),
        imageDigest: z.string().optional(),
      }),
    ),
  }),
});
