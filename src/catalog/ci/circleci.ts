import { parseYaml, type Tree } from '../yaml-tree.ts';
import { at, entriesOf, itemsOf, textOf, textsOf } from '../yaml-read.ts';
import { circleSteps } from './circleci-steps.ts';
import type { Job, Pipeline, Trigger } from './model.ts';
import { purposesOfName } from './name-purposes.ts';
import { optional } from './optional.ts';
import type { Shelf } from './shelf.ts';

export interface CircleFile {
  readonly pipelines: readonly Pipeline[];
  readonly elsewhere: readonly { readonly file: string; readonly line: number; readonly what: string }[];
}

/** One pipeline for each workflow of a configuration. */
export async function readCircle(file: string, text: string, shelf: Shelf): Promise<CircleFile> {
  const root = parseYaml(text).documents[0];
  if (root === undefined) return { pipelines: [], elsewhere: [] };
  const orbs = [...entriesOf(at(root, 'orbs'))].filter(([, entry]) => entry.value.kind !== 'map');
  const elsewhere = orbs.map(([name, entry]) => ({
    file,
    line: entry.line,
    what: `orb ${textOf(entry.value) ?? name}`,
  }));
  const lines = text.split('\n');
  const pipelines: Pipeline[] = [];
  for (const [name, entry] of entriesOf(at(root, 'workflows'))) {
    if (name === 'version' || entry.value.kind !== 'map') continue;
    const jobs: Job[] = [];
    for (const item of itemsOf(at(entry.value, 'jobs'))) {
      const [id, config] = item.kind === 'map' ? ([...item.entries][0] ?? []) : [textOf(item), undefined];
      if (id !== undefined)
        jobs.push(await readJob(id, item.line, config?.value, root, { file, lines }, shelf));
    }
    const triggers = triggersOf(entry.value, entry.line, at(entry.value, 'jobs'));
    pipelines.push({ file, system: 'circleci', name, triggers, jobs });
  }
  if (pipelines.length === 0 && at(root, 'jobs', 'build') !== undefined) {
    const build = await readJob(
      'build',
      entriesOf(at(root, 'jobs')).get('build')?.line ?? 1,
      undefined,
      root,
      { file, lines },
      shelf,
    );
    pipelines.push({ file, system: 'circleci', triggers: [pushed(1)], jobs: [build] });
  }
  return { pipelines, elsewhere };
}

async function readJob(
  id: string,
  line: number,
  config: Tree | undefined,
  root: Tree,
  place: { readonly file: string; readonly lines: readonly string[] },
  shelf: Shelf,
): Promise<Job> {
  const definition = at(root, 'jobs', id);
  const given = textOf(at(config, 'name'));
  const image = at(itemsOf(at(definition, 'docker'))[0], 'image');
  const imageName = textOf(image);
  const filters = at(config, 'filters');
  const requires = itemsOf(at(config, 'requires')).flatMap(
    (one) => textOf(one) ?? [...entriesOf(one).keys()],
  );
  return {
    id: given ?? id,
    file: place.file,
    line,
    needs: requires,
    ...optional('triggers', filters === undefined ? undefined : filtersOf(filters)),
    ...optional(
      'image',
      imageName === undefined || image === undefined ? undefined : { name: imageName, line: image.line },
    ),
    services: itemsOf(at(definition, 'docker'))
      .slice(1)
      .flatMap((one) => {
        const name = textOf(at(one, 'image'));
        return name === undefined ? [] : [{ name, image: name, line: one.line }];
      }),
    matrix: [...entriesOf(at(config, 'matrix', 'parameters')).keys()],
    mayFail: 'no',
    manual: textOf(at(config, 'type')) === 'approval',
    // A job of an orb, whose steps are not here.
    ...optional('calls', id.includes('/') ? { workflow: id } : undefined),
    says: purposesOfName(given ?? id),
    secrets: textsOf(at(config, 'context')).map((one) => `context ${one.text}`),
    env: {},
    steps: await circleSteps(at(definition, 'steps'), root, place, shelf, 0),
  };
}

function triggersOf(workflow: Tree, line: number, jobs: Tree | undefined): Trigger[] {
  const scheduled = itemsOf(at(workflow, 'triggers')).flatMap((one): Trigger[] => {
    const schedule = at(one, 'schedule');
    const cron = textOf(at(schedule, 'cron'));
    return schedule === undefined
      ? []
      : [{ kind: 'schedule', event: 'schedule', line: one.line, filtered: false, ...optional('cron', cron) }];
  });
  if (scheduled.length > 0) return scheduled;
  const condition = textOf(at(workflow, 'when')) ?? (at(workflow, 'when') === undefined ? undefined : 'when');
  if (condition !== undefined && /scheduled|schedule_name/.test(JSON.stringify(plain(at(workflow, 'when')))))
    return [{ kind: 'schedule', event: 'when', line, filtered: false }];
  const tagged = itemsOf(jobs).some(
    (item) => at([...entriesOf(item).values()][0]?.value, 'filters', 'tags') !== undefined,
  );
  const tag: Trigger = { kind: 'tag', event: 'tags', line, filtered: false };
  return tagged ? [pushed(line), tag] : [pushed(line)];
}

function pushed(line: number): Trigger {
  return { kind: 'push', event: 'every push', line, filtered: false };
}

function filtersOf(filters: Tree): Trigger[] {
  const names = (key: string, list: string) => textsOf(at(filters, key, list)).map((one) => one.text);
  const found: Trigger[] = [];
  const branches = [...names('branches', 'only'), ...names('branches', 'ignore').map((name) => `!${name}`)];
  const never = branches.some((name) => name === '!/.*/');
  const base = { event: 'filters', line: filters.line, filtered: false };
  if (!never) found.push({ ...base, kind: 'push', ...(branches.length > 0 ? { branches } : {}) });
  if (at(filters, 'tags') !== undefined) found.push({ ...base, kind: 'tag', tags: names('tags', 'only') });
  return found;
}

function plain(tree: Tree | undefined): unknown {
  if (tree === undefined) return undefined;
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(plain);
  return Object.fromEntries([...tree.entries].map(([key, entry]) => [key, plain(entry.value)]));
}
