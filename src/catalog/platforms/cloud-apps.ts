import { addressesIn } from '../containers/addresses.ts';
import { at, entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import { readProgram, variablesOf } from './program.ts';
import type { PlatformFacts, Program, Store } from './types.ts';

/** app.yaml of Google App Engine. */
export function readAppEngine(root: Tree): PlatformFacts {
  const program = readProgram(textOf(at(root, 'service')) ?? 'default', root.line || 1, root, {
    health: [
      ['readiness_check', 'path'],
      ['liveness_check', 'path'],
    ],
    start: [['entrypoint']],
    instances: [
      ['automatic_scaling', 'min_instances'],
      ['automatic_scaling', 'min_num_instances'],
      ['manual_scaling', 'instances'],
    ],
    autoscaling: [['automatic_scaling']],
    memory: [['resources', 'memory_gb'], ['instance_class']],
  });
  const edge = itemsOf(at(root, 'handlers'))
    .filter((handler) => at(handler, 'static_dir') ?? at(handler, 'static_files'))
    .map((handler) => ({ line: handler.line, value: 'static files served by the platform' }));
  return {
    programs: [{ ...program, environment: variablesOf(at(root, 'env_variables')) }],
    stores: [],
    edge,
  };
}

/** The app specification of DigitalOcean. */
export function readDigitalOcean(root: Tree): PlatformFacts {
  const spec = at(root, 'spec') ?? root;
  const domains = itemsOf(at(spec, 'domains')).flatMap((domain) => {
    const name = textOf(at(domain, 'domain') ?? at(domain, 'name'));
    return name === undefined ? [] : [{ line: domain.line, value: name }];
  });
  const programs = ['services', 'workers', 'jobs', 'static_sites'].flatMap((key) =>
    itemsOf(at(spec, key)).map((one): Program => ({
      ...readProgram(textOf(at(one, 'name')) ?? key, one.line, one, {
        health: [['health_check', 'http_path']],
        start: [['run_command']],
        build: [['build_command']],
        instances: [['instance_count'], ['autoscaling', 'min_instance_count']],
        autoscaling: [['autoscaling']],
        memory: [['instance_size_slug']],
        schedule: [['schedule', 'cron']],
      }),
      environment: itemsOf(at(one, 'envs')).flatMap((variable) => {
        const name = textOf(at(variable, 'key'));
        const hosts = addressesIn(textOf(at(variable, 'value')) ?? '', name);
        return name === undefined ? [] : [{ name, line: variable.line, hosts }];
      }),
      domains: key === 'services' ? domains : [],
    })),
  );
  const stores = itemsOf(at(spec, 'databases')).map((database): Store => ({
    name: textOf(at(database, 'name')) ?? 'database',
    kind: (textOf(at(database, 'engine')) ?? 'postgres').toLowerCase(),
    line: database.line,
  }));
  return { programs, stores, edge: [] };
}

/** config/deploy.yml of Kamal. Its proxy asks /up when nothing else is said. */
export function readKamal(root: Tree): PlatformFacts {
  const program = readProgram(textOf(at(root, 'service')) ?? 'kamal', 1, root, {
    health: [
      ['proxy', 'healthcheck', 'path'],
      ['healthcheck', 'path'],
    ],
  });
  const host = entriesOf(at(root, 'proxy')).get('host');
  const value = textOf(host?.value);
  const stores = [...entriesOf(at(root, 'accessories'))].flatMap(
    ([name, { line, value: accessory }]): Store[] => {
      const kind = /(postgres|mysql|mariadb|redis|mongo)/.exec(textOf(at(accessory, 'image')) ?? '')?.[1];
      return kind === undefined ? [] : [{ name, kind, line }];
    },
  );
  return {
    programs: [
      {
        ...program,
        environment: variablesOf(at(root, 'env', 'clear')),
        domains: host && value !== undefined ? [{ line: host.line, value }] : [],
      },
    ],
    stores,
    edge: [],
  };
}

/** serverless.yml: each function is a program. */
export function readServerless(root: Tree): PlatformFacts {
  const programs = [...entriesOf(at(root, 'functions'))].map(([name, { line, value }]): Program => {
    const schedule = itemsOf(at(value, 'events')).flatMap((event) => {
      const entry = entriesOf(event).get('schedule');
      const rate = textOf(entry?.value) ?? textOf(at(entry?.value, 'rate'));
      return entry ? [{ line: entry.line, value: rate ?? 'set' }] : [];
    })[0];
    return {
      ...readProgram(name, line, value, { memory: [['memorySize']], start: [['handler']] }),
      ...(schedule ? { schedule } : {}),
      environment: variablesOf(at(root, 'provider', 'environment')),
    };
  });
  return { programs, stores: [], edge: [] };
}
