import { addressesIn } from '../containers/addresses.ts';
import { at, commandOf, entriesOf, isTrue, itemsOf, numberOf, textOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import type { Container } from './types.ts';

/** Containers of a pod, with the pod's security context where a container has none. Lines are moved by `offset`. */
export function readContainers(pod: Tree | undefined, offset: number): Container[] {
  const podSecurity = at(pod, 'securityContext');
  const lists = [
    { items: itemsOf(at(pod, 'initContainers')), init: true },
    { items: itemsOf(at(pod, 'containers')), init: false },
  ];
  return lists.flatMap(({ items, init }) =>
    items.map((item) => readContainer(item, init, podSecurity, offset)),
  );
}

function readContainer(item: Tree, init: boolean, podSecurity: Tree | undefined, offset: number): Container {
  const image = textOf(at(item, 'image'));
  const command = [commandOf(at(item, 'command')), commandOf(at(item, 'args'))].filter(
    (part) => part !== undefined,
  );
  const commandLine = entriesOf(item).get('command')?.line ?? entriesOf(item).get('args')?.line ?? item.line;
  return {
    name: textOf(at(item, 'name')) ?? '',
    line: item.line + offset,
    ...(image === undefined ? {} : { image }),
    init,
    ports: itemsOf(at(item, 'ports')).flatMap((port) => readPort(port, offset)),
    probes: {
      ...readProbe(item, 'liveness', offset),
      ...readProbe(item, 'readiness', offset),
      ...readProbe(item, 'startup', offset),
    },
    resources: readResources(item),
    security: readSecurity(at(item, 'securityContext'), podSecurity, offset),
    environment: itemsOf(at(item, 'env')).flatMap((variable) => readVariable(variable, offset)),
    environmentFrom: itemsOf(at(item, 'envFrom')).flatMap((source) => readSource(source, offset)),
    ...(command.length === 0 ? {} : { command: { line: commandLine + offset, text: command.join(' ') } }),
    mounts: itemsOf(at(item, 'volumeMounts')).flatMap((mount) => {
      const volume = textOf(at(mount, 'name'));
      const target = textOf(at(mount, 'mountPath'));
      return volume === undefined || target === undefined
        ? []
        : [{ volume, target, line: mount.line + offset }];
    }),
    preStop: at(item, 'lifecycle', 'preStop') !== undefined,
  };
}

function readPort(port: Tree, offset: number): Container['ports'] {
  const number = textOf(at(port, 'containerPort'));
  const name = textOf(at(port, 'name'));
  return number === undefined ? [] : [{ line: port.line + offset, port: number, ...(name ? { name } : {}) }];
}

function readProbe(item: Tree, name: 'liveness' | 'readiness' | 'startup', offset: number) {
  const entry = entriesOf(item).get(`${name}Probe`);
  if (!entry) return {};
  const probe = entry.value;
  const line = entry.line + offset;
  const http = at(probe, 'httpGet');
  const port = textOf(at(http, 'port') ?? at(probe, 'tcpSocket', 'port') ?? at(probe, 'grpc', 'port'));
  const withPort = port === undefined ? {} : { port };
  if (http)
    return { [name]: { line, kind: 'http' as const, path: textOf(at(http, 'path')) ?? '/', ...withPort } };
  if (at(probe, 'tcpSocket')) return { [name]: { line, kind: 'tcp' as const, ...withPort } };
  if (at(probe, 'grpc')) return { [name]: { line, kind: 'grpc' as const, ...withPort } };
  const command = commandOf(at(probe, 'exec', 'command'));
  return command === undefined ? {} : { [name]: { line, kind: 'exec' as const, command } };
}

function readResources(item: Tree): Container['resources'] {
  const read = (kind: string, name: string) => textOf(at(item, 'resources', kind, name));
  const found = {
    memoryLimit: read('limits', 'memory'),
    cpuLimit: read('limits', 'cpu'),
    memoryRequest: read('requests', 'memory'),
    cpuRequest: read('requests', 'cpu'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function readSecurity(own: Tree | undefined, pod: Tree | undefined, offset: number): Container['security'] {
  const runAsNonRoot = at(own, 'runAsNonRoot') ?? at(pod, 'runAsNonRoot');
  const runAsUser = numberOf(at(own, 'runAsUser') ?? at(pod, 'runAsUser'));
  const line = (own ?? pod)?.line;
  return {
    ...(runAsNonRoot ? { runAsNonRoot: isTrue(runAsNonRoot) } : {}),
    ...(runAsUser === undefined ? {} : { runAsUser }),
    ...(at(own, 'privileged') ? { privileged: isTrue(at(own, 'privileged')) } : {}),
    ...(at(own, 'readOnlyRootFilesystem')
      ? { readOnlyRootFilesystem: isTrue(at(own, 'readOnlyRootFilesystem')) }
      : {}),
    ...(line === undefined ? {} : { line: line + offset }),
  };
}

function readVariable(variable: Tree, offset: number): Container['environment'] {
  const name = textOf(at(variable, 'name'));
  if (name === undefined) return [];
  const line = variable.line + offset;
  const source = at(variable, 'valueFrom');
  if (at(source, 'secretKeyRef')) return [{ name, line, from: 'secret', hosts: [] }];
  if (at(source, 'configMapKeyRef')) return [{ name, line, from: 'config-map', hosts: [] }];
  if (source) return [{ name, line, from: 'field', hosts: [] }];
  const value = textOf(at(variable, 'value'));
  if (value === undefined) return [{ name, line, from: 'empty', hosts: [] }];
  return [{ name, line, from: 'literal', hosts: addressesIn(value, name) }];
}

function readSource(source: Tree, offset: number): Container['environmentFrom'] {
  const line = source.line + offset;
  const secret = textOf(at(source, 'secretRef', 'name'));
  if (secret !== undefined) return [{ kind: 'secret', name: secret, line }];
  const map = textOf(at(source, 'configMapRef', 'name'));
  return map === undefined ? [] : [{ kind: 'config-map', name: map, line }];
}
