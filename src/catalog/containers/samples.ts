import type { Dockerfiles } from './user.ts';

type Stage = Dockerfiles['files'][number]['stages'][number];

/** Small Dockerfile evidence for the examples of audits. */
export const noDockerfiles: Dockerfiles = { files: [], skipped: [] };

export function aDockerfile(stage: Partial<Stage> = {}, file = 'Dockerfile'): Dockerfiles {
  const whole: Stage = {
    line: 1,
    image: 'node:24-slim',
    base: 'image',
    exposes: [],
    copies: [],
    databaseTools: [],
    ...stage,
  };
  return { files: [{ file, role: 'service', stages: [whole] }], skipped: [] };
}
