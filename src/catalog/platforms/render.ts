import { addressesIn } from '../containers/addresses.ts';
import { at, entriesOf, itemsOf, textOf, textsOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import { readProgram } from './program.ts';
import type { PlatformFacts, Program } from './types.ts';

/** render.yaml: services, databases and key-value stores. */
export function readRender(root: Tree): PlatformFacts {
  const services = itemsOf(at(root, 'services'));
  const stores = [
    ...itemsOf(at(root, 'databases')).map((database) => ({
      name: textOf(at(database, 'name')) ?? 'database',
      kind: 'postgres',
      line: database.line,
    })),
    ...services
      .filter((service) => /^(redis|keyvalue)$/.test(textOf(at(service, 'type')) ?? ''))
      .map((service) => ({
        name: textOf(at(service, 'name')) ?? 'redis',
        kind: 'redis',
        line: service.line,
      })),
  ];
  const edge = services
    .filter((service) => at(service, 'staticPublishPath') !== undefined)
    .map((service) => ({ line: service.line, value: 'a static site, served from the edge' }));
  return { programs: services.map(readService), stores, edge };
}

function readService(service: Tree): Program {
  const program = readProgram(textOf(at(service, 'name')) ?? 'render', service.line, service, {
    health: [['healthCheckPath']],
    start: [['startCommand'], ['dockerCommand']],
    build: [['buildCommand']],
    release: [['preDeployCommand']],
    instances: [['numInstances'], ['scaling', 'minInstances']],
    autoscaling: [['scaling']],
    memory: [['plan']],
    schedule: [['schedule']],
  });
  const disk = entriesOf(service).get('disk');
  return {
    ...program,
    volumes: disk ? [{ line: disk.line, value: textOf(at(disk.value, 'name')) ?? 'disk' }] : [],
    environment: itemsOf(at(service, 'envVars')).flatMap((variable) => {
      const name = textOf(at(variable, 'key'));
      const value = textOf(at(variable, 'value')) ?? '';
      return name === undefined ? [] : [{ name, line: variable.line, hosts: addressesIn(value, name) }];
    }),
    domains: textsOf(at(service, 'domains')).map(({ text, line }) => ({ line, value: text })),
  };
}
