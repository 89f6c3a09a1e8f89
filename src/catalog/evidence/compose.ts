import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { deployRole } from '../deploy-role.ts';

const line = z.number();
/** `ignored` is absent and matched by .gitignore; `unresolved` holds a variable or may be meant from another folder. */
const presence = z.enum(['file', 'folder', 'no', 'ignored', 'outside', 'unresolved']);
const declared = z.object({ name: z.string(), line, external: z.boolean(), driver: z.string().optional() });

const environment = z.object({
  name: z.string(),
  line,
  /** How it gets its value; the value itself is never kept. */
  value: z.enum(['empty', 'literal', 'variable', 'variable-with-default', 'from-shell']),
  /** The value, or the default behind a variable, is a password that documentation prints. */
  defaultPassword: z.boolean(),
  /** Hosts of addresses in the value: `postgres://…@db:5432/x` gives db. */
  hosts: z.array(z.object({ host: z.string(), port: z.number().optional(), scheme: z.string().optional() })),
});

const mount = z.object({
  line,
  kind: z.enum(['bind', 'volume', 'anonymous', 'tmpfs', 'config', 'secret', 'other']),
  /** A repository path where it can be one (`./` resolved), else as written. */
  source: z.string().optional(),
  target: z.string(),
  readOnly: z.boolean(),
  /** For binds with a path inside the repository. */
  exists: presence.optional(),
});

const service = z.object({
  name: z.string(),
  line,
  image: z
    .object({
      line,
      text: z.string(),
      name: z.string(),
      tag: z.string().optional(),
      digest: z.string().optional(),
      variable: z.boolean(),
    })
    .optional(),
  build: z
    .object({
      line,
      /** Repository folder; undefined when it is remote or comes from a variable. */
      context: z.string().optional(),
      dockerfile: z.string().optional(),
      target: z.string().optional(),
      exists: presence,
    })
    .optional(),
  extends: z.object({ line, service: z.string(), file: z.string().optional() }).optional(),
  dependsOn: z.array(
    z.object({ service: z.string(), line, condition: z.string().optional(), required: z.boolean() }),
  ),
  /** Empty means the default network. */
  networks: z.array(z.object({ name: z.string(), line, aliases: z.array(z.string()) })),
  networkMode: z.string().optional(),
  containerName: z.string().optional(),
  hostname: z.string().optional(),
  /** `links` and `extra_hosts` names: hosts this service knows besides the services. */
  extraHosts: z.array(z.string()),
  mounts: z.array(mount),
  environment: z.array(environment),
  envFiles: z.array(z.object({ path: z.string(), line, exists: presence, required: z.boolean() })),
  ports: z.array(
    z.object({
      line,
      target: z.string(),
      published: z.string().optional(),
      hostIp: z.string().optional(),
    }),
  ),
  expose: z.array(z.string()),
  healthcheck: z.object({ line, disabled: z.boolean(), test: z.string() }).optional(),
  limits: z.object({
    memory: z.object({ line, value: z.string() }).optional(),
    cpus: z.object({ line, value: z.string() }).optional(),
  }),
  replicas: z.object({ line, value: z.string() }).optional(),
  restart: z.object({ line, value: z.string() }).optional(),
  user: z.object({ line, value: z.string() }).optional(),
  privileged: z.object({ line }).optional(),
  readOnly: z.boolean(),
  entrypoint: z.object({ line, text: z.string() }).optional(),
  command: z.object({ line, text: z.string() }).optional(),
  profiles: z.array(z.string()),
  /** Names and values of labels: job schedules and router rules stand there. */
  labels: z.array(z.object({ name: z.string(), value: z.string(), line })),
  logging: z.object({ line, driver: z.string() }).optional(),
  /** `networks`, `configs`, `secrets` it refers to by name. */
  refers: z.array(z.object({ kind: z.enum(['config', 'secret', 'volume']), name: z.string(), line })),
});

export default defineEvidence({
  name: 'compose',
  about: 'every compose file with its services',
  schema: z.object({
    files: z.array(
      z.object({
        file: z.string(),
        role: deployRole,
        /** Set where the content tells the role, not the name. */
        roleBecause: z.string().optional(),
        /** What compose would refuse: bad YAML, an unknown key, a wrong type. */
        problems: z.array(z.object({ line: line.optional(), says: z.string() })),
        /** What this tool does not know and compose may. */
        doubts: z.array(z.object({ line: line.optional(), says: z.string() })),
        services: z.array(service),
        networks: z.array(declared),
        volumes: z.array(declared),
        configs: z.array(declared.extend({ path: z.string().optional() })),
        secrets: z.array(declared.extend({ path: z.string().optional() })),
        /** Files brought in by `include`, as repository paths where they are local. */
        includes: z.array(z.object({ path: z.string(), line, exists: presence })),
      }),
    ),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
