import type { Tree } from '../yaml-tree.ts';
import { at, entriesOf, itemsOf, textOf, textsOf } from '../yaml-read.ts';
import type { Trigger } from './model.ts';

const kinds: Readonly<Record<string, Trigger['kind']>> = {
  pull_request: 'proposal',
  pull_request_target: 'proposal',
  merge_group: 'proposal',
  push: 'push',
  release: 'release',
  schedule: 'schedule',
  workflow_dispatch: 'manual',
  repository_dispatch: 'manual',
  workflow_call: 'called',
  workflow_run: 'chained',
};

/** `on:` as a word, a list or a map; a push of tags is told apart from a push of branches. */
export function githubTriggers(root: Tree): Trigger[] {
  // YAML 1.1 readers make `true` of the key.
  const entry = entriesOf(root).get('on') ?? entriesOf(root).get('true');
  if (entry === undefined) return [];
  if (entry.value.kind !== 'map')
    return textsOf(entry.value).map(({ text, line }) => bare(text, line === 0 ? entry.line : line));
  return [...entriesOf(entry.value)].flatMap(([event, { line, value }]) => withFilters(event, line, value));
}

function bare(event: string, line: number): Trigger {
  return { kind: kinds[event] ?? 'other', event, line, filtered: false };
}

function withFilters(event: string, line: number, value: Tree): Trigger[] {
  if (event === 'schedule')
    return itemsOf(value).map((item) => {
      const cron = textOf(at(item, 'cron'));
      return { ...bare(event, item.line), ...(cron === undefined ? {} : { cron }) };
    });
  const list = (key: string) => textsOf(at(value, key)).map((one) => one.text);
  const filtered = at(value, 'paths') !== undefined || at(value, 'paths-ignore') !== undefined;
  const branches = [...list('branches'), ...list('branches-ignore').map((name) => `!${name}`)];
  const tags = [...list('tags'), ...list('tags-ignore').map((name) => `!${name}`)];
  const common = { ...bare(event, line), filtered };
  if (event !== 'push') return [{ ...common, ...(branches.length > 0 ? { branches } : {}) }];
  const found: Trigger[] = [];
  if (branches.length > 0 || tags.length === 0)
    found.push({ ...common, ...(branches.length > 0 ? { branches } : {}) });
  if (tags.length > 0) found.push({ ...common, kind: 'tag', tags });
  return found;
}
