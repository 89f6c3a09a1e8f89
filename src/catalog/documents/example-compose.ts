import type { Given } from '../../kit/evidence.ts';
import type compose from '../evidence/compose.ts';

type Compose = Given<{ seen: typeof compose }>['seen'];

/** A compose file of production with these services, for the examples of audits. */
export function exampleCompose(
  services: readonly { readonly name: string; readonly image?: string }[],
): Compose {
  const file = {
    file: 'compose.yaml',
    role: 'service' as const,
    problems: [],
    doubts: [],
    services: services.map(({ name, image }, index) => ({
      name,
      line: 2 + index * 4,
      ...(image === undefined
        ? {}
        : { image: { line: 3 + index * 4, text: image, name: image, variable: false } }),
      dependsOn: [],
      networks: [],
      extraHosts: [],
      mounts: [],
      environment: [],
      envFiles: [],
      ports: [],
      expose: [],
      limits: {},
      readOnly: false,
      profiles: [],
      labels: [],
      refers: [],
    })),
    networks: [],
    volumes: [],
    configs: [],
    secrets: [],
    includes: [],
  };
  return { files: services.length === 0 ? [] : [file], skipped: [] };
}
