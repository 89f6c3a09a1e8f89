import type { DeployRole } from '../deploy-role.ts';
import type { Compose, ComposeService } from './types.ts';

/** Small compose evidence for the examples of audits. */
export const noCompose: Compose = { files: [], skipped: [] };

export function aComposeFile(
  options: Partial<Omit<Compose['files'][number], 'services'>> & {
    readonly services: readonly ComposeService[];
    readonly role?: DeployRole;
  },
): Compose {
  const { services, ...rest } = options;
  const file = {
    file: 'compose.yaml',
    role: 'service' as const,
    problems: [],
    doubts: [],
    networks: [],
    volumes: [],
    configs: [],
    secrets: [],
    includes: [],
    ...rest,
    services: [...services],
  };
  return { files: [file], skipped: [] };
}

interface ServiceOptions extends Partial<
  Omit<ComposeService, 'dependsOn' | 'image' | 'networks' | 'limits'>
> {
  readonly dependsOn?: readonly string[];
  readonly networks?: readonly string[];
  /** `false` leaves it out. */
  readonly image?: string | false;
  readonly memory?: string;
  readonly cpus?: string;
}

export function aService(options: ServiceOptions = {}): ComposeService {
  const { dependsOn = [], networks = [], image = 'ghcr.io/acme/web:1.2.0', memory, cpus, ...rest } = options;
  const [name = '', tag] = image === false ? [] : image.split(':');
  return {
    name: 'web',
    line: 2,
    dependsOn: dependsOn.map((service) => ({ service, line: 4, required: true })),
    networks: networks.map((network) => ({ name: network, line: 5, aliases: [] })),
    extraHosts: [],
    mounts: [],
    environment: [],
    envFiles: [],
    ports: [],
    expose: [],
    limits: {
      ...(memory === undefined ? {} : { memory: { line: 7, value: memory } }),
      ...(cpus === undefined ? {} : { cpus: { line: 8, value: cpus } }),
    },
    readOnly: false,
    profiles: [],
    labels: [],
    refers: [],
    ...(image === false
      ? {}
      : { image: { line: 3, text: image, name, variable: false, ...(tag === undefined ? {} : { tag }) } }),
    ...rest,
  };
}
