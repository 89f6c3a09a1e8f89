import { at, entriesOf, itemsOf, numberOf, textOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import { readProgram, variablesOf } from './program.ts';
import type { PlatformFacts, Program } from './types.ts';

/** A Procfile: `type: command` a line; `release` runs before the others are switched over. */
export function readProcfile(text: string): PlatformFacts {
  const lines = text.split('\n').flatMap((content, index) => {
    const match = /^([A-Za-z0-9_-]{1,60}):[ \t]*(\S.*)$/.exec(content);
    return match?.[1] && match[2] ? [{ type: match[1], command: match[2].trim(), line: index + 1 }] : [];
  });
  const release = lines.find(({ type }) => type === 'release');
  const programs = lines
    .filter((one) => one !== release)
    .map(({ type, command, line }): Program => ({
      name: type,
      line,
      start: { line, value: command },
      ...(release ? { release: { line: release.line, value: release.command } } : {}),
      volumes: [],
      environment: [],
      domains: [],
    }));
  return { programs, stores: [], edge: [] };
}

/** app.json of Heroku and Dokku. */
export function readAppJson(root: Tree): PlatformFacts {
  const formation = [...entriesOf(at(root, 'formation'))].map(([name, { line, value }]): Program => {
    const count = numberOf(at(value, 'quantity'));
    const health = itemsOf(at(root, 'healthchecks', name)).flatMap((check) => {
      const entry = entriesOf(check).get('path');
      const path = textOf(entry?.value);
      return entry && path !== undefined ? [{ line: entry.line, path }] : [];
    })[0];
    return {
      ...readProgram(name, line, value, { memory: [['size']] }),
      ...(count === undefined ? {} : { instances: { line, count } }),
      ...(health ? { health } : {}),
      environment: variablesOf(at(root, 'env')),
    };
  });
  const crons = itemsOf(at(root, 'cron')).map((cron) =>
    readProgram('cron', cron.line, cron, { schedule: [['schedule']], start: [['command']] }),
  );
  const stores = itemsOf(at(root, 'addons')).flatMap((addon) => {
    const plan = textOf(addon) ?? textOf(at(addon, 'plan')) ?? '';
    const kind = /^(heroku-postgresql|heroku-redis|jawsdb|cleardb|mongolab|rediscloud|stackhero)/.exec(
      plan,
    )?.[1];
    return kind === undefined ? [] : [{ name: plan, kind, line: addon.line }];
  });
  return { programs: [...formation, ...crons], stores, edge: [] };
}
