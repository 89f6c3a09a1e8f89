import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const pin = z.object({
  /** node, python, go, java, ruby, php, dotnet, rust, elixir, bun, deno; debian, ubuntu, alpine … for images. */
  runtime: z.string(),
  /** As written, without the name: "20.11.1", ">=18", "3.9-slim", "lts/iron". */
  version: z.string(),
  /** One release line, or a range, or a name that moves ("latest", "lts/*"). */
  form: z.enum(['release', 'range', 'moving']),
  source: z.enum(['version-file', 'manifest', 'image', 'ci', 'platform']),
  /** The image that runs in production (last stage), a build stage, or not an image. */
  stage: z.enum(['final', 'build']).optional(),
  file: z.string(),
  folder: z.string(),
  line: z.number(),
  aside: z.boolean(),
});
export type RuntimePin = z.infer<typeof pin>;

export default defineEvidence({
  name: 'runtimes',
  about: 'pinned versions of languages, runtimes and base images',
  schema: z.object({
    pins: z.array(pin),
    /** Runtimes that programs of ours need, by the ecosystem of a manifest with packages for production. */
    needed: z.array(z.object({ runtime: z.string(), file: z.string() })),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
