import { at, entriesOf, itemsOf, textOf, textsOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import { readProgram, variablesOf } from './program.ts';
import type { PlatformFacts } from './types.ts';

/** vercel.json: the platform always serves static files from its edge. */
export function readVercel(root: Tree): PlatformFacts {
  const line = root.line || 1;
  const program = {
    ...readProgram('vercel', line, root, { build: [['buildCommand']] }),
    environment: variablesOf(at(root, 'env')),
  };
  const crons = itemsOf(at(root, 'crons')).map((cron) =>
    readProgram(textOf(at(cron, 'path')) ?? 'cron', cron.line, cron, {
      schedule: [['schedule']],
      start: [['path']],
    }),
  );
  return {
    programs: [program, ...crons],
    stores: [],
    edge: [{ line, value: 'Vercel serves static files from its edge' }, ...cacheHeaders(root)],
  };
}

/** netlify.toml. */
export function readNetlify(root: Tree): PlatformFacts {
  const program = readProgram('netlify', root.line || 1, root, { build: [['build', 'command']] });
  const publish = entriesOf(at(root, 'build')).get('publish');
  const edge = publish
    ? [{ line: publish.line, value: 'Netlify serves the published folder from its edge' }]
    : [];
  return { programs: [program], stores: [], edge: [...edge, ...cacheHeaders(root)] };
}

/** wrangler.toml and wrangler.jsonc: workers run at the edge. */
export function readWrangler(root: Tree): PlatformFacts {
  const line = root.line || 1;
  const program = readProgram(textOf(at(root, 'name')) ?? 'worker', line, root, {});
  const routes = [
    ...textsOf(at(root, 'route')),
    ...itemsOf(at(root, 'routes')).flatMap((route) => textsOf(at(route, 'pattern') ?? route)),
  ];
  const schedules = textsOf(at(root, 'triggers', 'crons')).map(({ text, line: at }) => ({
    ...program,
    name: `${program.name} (scheduled)`,
    line: at,
    schedule: { line: at, value: text },
  }));
  const assets = entriesOf(root).get('assets') ?? entriesOf(root).get('site');
  return {
    programs: [
      {
        ...program,
        environment: variablesOf(at(root, 'vars')),
        domains: routes.map(({ text, line: at }) => ({ line: at, value: text.split('/', 1)[0] ?? text })),
      },
      ...schedules,
    ],
    stores: [],
    edge: assets ? [{ line: assets.line, value: 'Cloudflare serves the assets from its edge' }] : [],
  };
}

function cacheHeaders(root: Tree) {
  return itemsOf(at(root, 'headers')).flatMap((rule) => {
    const pairs = itemsOf(at(rule, 'headers')).map((header) => ({
      name: textOf(at(header, 'key')) ?? '',
      value: textOf(at(header, 'value')) ?? '',
    }));
    const values = [...entriesOf(at(rule, 'values'))].map(([name, entry]) => ({
      name,
      value: textOf(entry.value) ?? '',
    }));
    const cached = [...pairs, ...values].find(({ name }) => name.toLowerCase() === 'cache-control');
    return cached ? [{ line: rule.line, value: `cache-control: ${cached.value}` }] : [];
  });
}
