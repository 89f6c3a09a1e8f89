import { distance } from 'fastest-levenshtein';
import { entriesOf, itemsOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';

/** Keys of a service in the Compose Specification. */
const serviceKeys = new Set(
  (
    'annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name ' +
    'cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset ' +
    'credential_spec depends_on deploy develop device_cgroup_rules devices dns dns_opt dns_search domainname ' +
    'driver_opts entrypoint env_file environment expose extends external_links extra_hosts gpus group_add ' +
    'healthcheck hostname image init ipc isolation label_file labels links logging mac_address mem_limit ' +
    'mem_reservation mem_swappiness memswap_limit models network_mode networks oom_kill_disable oom_score_adj pid ' +
    'pids_limit platform ports post_start pre_stop privileged profiles provider pull_policy pull_refresh_after ' +
    'read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal ' +
    'storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volume_driver volumes volumes_from ' +
    'working_dir'
  ).split(' '),
);
const topKeys = new Set([
  'version',
  'name',
  'services',
  'networks',
  'volumes',
  'configs',
  'secrets',
  'include',
  'models',
]);

/** What each key must be, for the keys that people get wrong. */
const forms: Readonly<Record<string, readonly Tree['kind'][]>> = {
  image: ['scalar'],
  build: ['scalar', 'map'],
  depends_on: ['list', 'map'],
  environment: ['list', 'map'],
  env_file: ['scalar', 'list'],
  ports: ['list'],
  expose: ['list'],
  volumes: ['list'],
  networks: ['list', 'map'],
  healthcheck: ['map'],
  deploy: ['map'],
  logging: ['map'],
  labels: ['list', 'map'],
  restart: ['scalar'],
};
const formNames = { scalar: 'a text', list: 'a list', map: 'a map' } as const;

export interface Remarks {
  readonly problems: { line: number; says: string }[];
  readonly doubts: { line: number; says: string }[];
}

/** What compose would refuse in the form of a file, and what this table does not know. */
export function checkKeys(root: Tree): Remarks {
  const remarks: Remarks = { problems: [], doubts: [] };
  for (const [key, { line }] of entriesOf(root)) checkKey(key, line, topKeys, 'at the top', remarks);
  for (const [name, { line, value }] of entriesOf(entriesOf(root).get('services')?.value)) {
    if (value.kind !== 'map') {
      remarks.problems.push({ line, says: `service ${name} is ${formNames[value.kind]}, not a map` });
      continue;
    }
    for (const [key, entry] of value.entries) {
      checkKey(key, entry.line, serviceKeys, `in service ${name}`, remarks);
      const allowed = forms[key];
      const isEmpty = entry.value.kind === 'scalar' && entry.value.value === undefined;
      if (!allowed || isEmpty || allowed.includes(entry.value.kind)) continue;
      const wanted = allowed.map((form) => formNames[form]).join(' or ');
      remarks.problems.push({
        line: entry.line,
        says: `${key} in service ${name} is ${formNames[entry.value.kind]}, where compose wants ${wanted}`,
      });
    }
    for (const item of itemsOf(value.entries.get('environment')?.value)) {
      if (item.kind === 'scalar') continue;
      // `- KEY: value` is the usual slip between the two forms.
      remarks.problems.push({
        line: item.line,
        says: `an environment entry of service ${name} is not a text KEY=value`,
      });
    }
  }
  return remarks;
}

function checkKey(
  key: string,
  line: number,
  known: ReadonlySet<string>,
  place: string,
  remarks: Remarks,
): void {
  if (known.has(key) || key.startsWith('x-')) return;
  const near = [...known].find((candidate) => distance(candidate, key) <= 2 && candidate.length > 4);
  if (near === undefined)
    remarks.doubts.push({
      line,
      says: `the key ${key} ${place} is not in the Compose Specification known here`,
    });
  else
    remarks.problems.push({ line, says: `compose refuses the key ${key} ${place} (did you mean ${near}?)` });
}
