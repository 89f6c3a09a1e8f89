import { parseImageName } from '../containers/image-name.ts';
import { fromEnvironment, interpolate } from '../containers/interpolate.ts';
import { pathFrom, type RepoIndex } from '../repo-index.ts';
import { at, commandOf, entriesOf, factOf, isTrue, itemsOf, textOf, textsOf } from '../yaml-read.ts';
import type { Entry, Tree } from '../yaml-tree.ts';
import { readEnvironment } from './environment.ts';
import { presenceFrom, readMounts } from './mounts.ts';
import { readPorts } from './ports.ts';
import type { ComposeService } from './types.ts';

/** One service as the file states it; nothing of other files is put in. */
export function readService(file: string, name: string, entry: Entry, index: RepoIndex): ComposeService {
  const tree = entry.value;
  const keys = entriesOf(tree);
  const command = commandOf(keys.get('command')?.value);
  const entrypoint = commandOf(keys.get('entrypoint')?.value);
  return {
    name,
    line: entry.line,
    ...optional('image', readImage(keys.get('image'))),
    ...optional('build', readBuild(file, keys.get('build'), index)),
    ...optional('extends', readExtends(file, keys.get('extends'))),
    dependsOn: readDependsOn(keys.get('depends_on')?.value),
    networks: readNetworks(keys.get('networks')?.value),
    ...optional('networkMode', textOf(keys.get('network_mode')?.value)),
    ...optional('containerName', textOf(keys.get('container_name')?.value)),
    ...optional('hostname', textOf(keys.get('hostname')?.value)),
    extraHosts: readExtraHosts(tree),
    ...readMounts(file, tree, index),
    environment: readEnvironment(keys.get('environment')?.value),
    envFiles: readEnvFiles(file, keys.get('env_file')?.value, index),
    ports: readPorts(keys.get('ports')?.value),
    expose: textsOf(keys.get('expose')?.value).map((port) => port.text),
    ...optional('healthcheck', readHealthcheck(keys.get('healthcheck'))),
    limits: readLimits(tree),
    ...optional('replicas', factOf(entriesOf(at(tree, 'deploy')).get('replicas') ?? keys.get('scale'))),
    ...optional('restart', factOf(keys.get('restart')) ?? restartPolicy(tree)),
    ...optional('user', factOf(keys.get('user'))),
    ...(isTrue(keys.get('privileged')?.value)
      ? { privileged: { line: keys.get('privileged')?.line ?? 0 } }
      : {}),
    readOnly: isTrue(keys.get('read_only')?.value),
    ...(entrypoint === undefined
      ? {}
      : { entrypoint: { line: keys.get('entrypoint')?.line ?? 0, text: entrypoint } }),
    ...(command === undefined ? {} : { command: { line: keys.get('command')?.line ?? 0, text: command } }),
    profiles: textsOf(keys.get('profiles')?.value).map((profile) => profile.text),
    labels: readLabels(keys.get('labels')?.value),
    ...optional('logging', readLogging(keys.get('logging'))),
  };
}

function optional<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  // One key of the literal type K with its value: TypeScript widens computed keys to string.
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };
}

function readImage(entry: Entry | undefined): ComposeService['image'] {
  const written = textOf(entry?.value);
  if (entry === undefined || written === undefined) return undefined;
  const { text: filled, variables, defaults } = interpolate(written);
  const text = filled.replaceAll(fromEnvironment, '?');
  return { line: entry.line, text, ...parseImageName(text), variable: variables > defaults };
}

function readBuild(file: string, entry: Entry | undefined, index: RepoIndex): ComposeService['build'] {
  if (!entry) return undefined;
  const isText = entry.value.kind === 'scalar';
  const written = isText ? textOf(entry.value) : (textOf(at(entry.value, 'context')) ?? '.');
  const dockerfile = textOf(at(entry.value, 'dockerfile'));
  const target = textOf(at(entry.value, 'target'));
  const rest = { ...optional('dockerfile', dockerfile), ...optional('target', target) };
  const { text } = interpolate(written ?? '.');
  if (/^[a-z+]+:\/\/|^git@|^github\.com\//.test(text))
    return { line: entry.line, exists: 'outside', ...rest };
  const context = pathFrom(file, text);
  return { line: entry.line, context, exists: presenceFrom(file, text, index), ...rest };
}

function readExtends(file: string, entry: Entry | undefined): ComposeService['extends'] {
  if (!entry) return undefined;
  const service = textOf(entry.value) ?? textOf(at(entry.value, 'service'));
  const other = textOf(at(entry.value, 'file'));
  if (service === undefined) return undefined;
  return { line: entry.line, service, ...(other === undefined ? {} : { file: pathFrom(file, other) }) };
}

function readDependsOn(tree: Tree | undefined): ComposeService['dependsOn'] {
  const short = itemsOf(tree).flatMap((item) => {
    const service = textOf(item);
    return service === undefined ? [] : [{ service, line: item.line, required: true }];
  });
  const long = [...entriesOf(tree)].map(([service, { line, value }]) => ({
    service,
    line,
    ...optional('condition', textOf(at(value, 'condition'))),
    required: textOf(at(value, 'required')) !== 'false',
  }));
  return [...short, ...long];
}

function readNetworks(tree: Tree | undefined): ComposeService['networks'] {
  const short = itemsOf(tree).flatMap((item) => {
    const name = textOf(item);
    return name === undefined ? [] : [{ name, line: item.line, aliases: [] }];
  });
  const long = [...entriesOf(tree)].map(([name, { line, value }]) => ({
    name,
    line,
    aliases: textsOf(at(value, 'aliases')).map((alias) => alias.text),
  }));
  return [...short, ...long];
}

function readExtraHosts(tree: Tree): string[] {
  const hosts = at(tree, 'extra_hosts');
  const listed = textsOf(hosts?.kind === 'list' ? hosts : undefined).map(
    (host) => host.text.split(/[:=]/, 1)[0] ?? '',
  );
  const links = [...textsOf(at(tree, 'links')), ...textsOf(at(tree, 'external_links'))].flatMap((link) =>
    link.text.split(':'),
  );
  return [...listed, ...entriesOf(hosts).keys(), ...links].filter((host) => host !== '');
}

function readEnvFiles(file: string, tree: Tree | undefined, index: RepoIndex): ComposeService['envFiles'] {
  const items = tree?.kind === 'list' ? tree.items : tree ? [tree] : [];
  return items.flatMap((item) => {
    const written = textOf(item) ?? textOf(at(item, 'path'));
    if (written === undefined) return [];
    const { text } = interpolate(written);
    const required = textOf(at(item, 'required')) !== 'false';
    return [
      { path: pathFrom(file, text), line: item.line, exists: presenceFrom(file, text, index), required },
    ];
  });
}

function readHealthcheck(entry: Entry | undefined): ComposeService['healthcheck'] {
  if (!entry) return undefined;
  const test = commandOf(at(entry.value, 'test')) ?? '';
  return { line: entry.line, disabled: isTrue(at(entry.value, 'disable')) || test === 'NONE', test };
}

function readLimits(tree: Tree): ComposeService['limits'] {
  const deploy = entriesOf(at(tree, 'deploy', 'resources', 'limits'));
  const own = entriesOf(tree);
  return {
    ...optional('memory', factOf(deploy.get('memory') ?? own.get('mem_limit'))),
    ...optional('cpus', factOf(deploy.get('cpus') ?? own.get('cpus') ?? own.get('cpu_quota'))),
  };
}

function restartPolicy(tree: Tree): ComposeService['restart'] {
  const entry = entriesOf(at(tree, 'deploy')).get('restart_policy');
  const condition = textOf(at(entry?.value, 'condition'));
  return entry ? { line: entry.line, value: condition === 'none' ? 'no' : (condition ?? 'any') } : undefined;
}

function readLabels(tree: Tree | undefined): ComposeService['labels'] {
  const listed = textsOf(tree?.kind === 'list' ? tree : undefined).map(({ text, line }) => {
    const sign = text.indexOf('=');
    return sign < 0
      ? { name: text, value: '', line }
      : { name: text.slice(0, sign), value: text.slice(sign + 1), line };
  });
  const mapped = [...entriesOf(tree)].map(([name, { line, value }]) => ({
    name,
    value: textOf(value) ?? '',
    line,
  }));
  return [...listed, ...mapped];
}

function readLogging(entry: Entry | undefined): ComposeService['logging'] {
  const driver = textOf(at(entry?.value, 'driver'));
  return entry && driver !== undefined ? { line: entry.line, driver } : undefined;
}
