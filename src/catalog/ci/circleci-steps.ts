import type { Tree } from '../yaml-tree.ts';
import { at, entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import { doneBy } from './bodies.ts';
import { commandsOf } from './commands.ts';
import type { Purpose, Step } from './model.ts';
import { purposesOfName } from './name-purposes.ts';
import { optional } from './optional.ts';
import { joinPath } from './paths.ts';
import { scriptStart } from './script-start.ts';
import type { Shelf } from './shelf.ts';

const ownSteps: Readonly<Record<string, readonly Purpose[]>> = {
  checkout: ['checkout'],
  setup_remote_docker: ['setup'],
  save_cache: ['setup'],
  restore_cache: ['setup'],
  persist_to_workspace: ['setup'],
  attach_workspace: ['setup'],
  add_ssh_keys: ['setup'],
  store_artifacts: ['report'],
  store_test_results: ['report'],
};

/** Steps of a job or of a reusable command, with the commands of the same file put in. */
export async function circleSteps(
  list: Tree | undefined,
  root: Tree,
  place: { readonly file: string; readonly lines: readonly string[] },
  shelf: Shelf,
  depth: number,
): Promise<Step[]> {
  const steps: Step[] = [];
  if (depth > 5) return steps;
  for (const item of itemsOf(list)) {
    const [key, value] = item.kind === 'map' ? firstOf(item) : [textOf(item), undefined];
    if (key === undefined) continue;
    if (key === 'run') steps.push(await runStep(item.line, value, place, shelf));
    else if (key === 'when' || key === 'unless')
      steps.push(...(await circleSteps(at(value, 'steps'), root, place, shelf, depth + 1)));
    else if (at(root, 'commands', key) !== undefined)
      steps.push(...(await circleSteps(at(root, 'commands', key, 'steps'), root, place, shelf, depth + 1)));
    else steps.push(named(key, item.line, value, place.file));
  }
  return steps;
}

function firstOf(item: Tree): readonly [string | undefined, Tree | undefined] {
  const [first] = entriesOf(item);
  return [first?.[0], first?.[1].value];
}

function named(uses: string, line: number, value: Tree | undefined, file: string): Step {
  const name = textOf(at(value, 'name'));
  return {
    file,
    line,
    ...optional('name', name),
    uses,
    with: Object.fromEntries([...entriesOf(value)].map(([key, entry]) => [key, textOf(entry.value) ?? ''])),
    mayFail: 'no',
    says: purposesOfName(name),
    does: [...(ownSteps[uses] ?? orbPurposes(uses))],
    commands: [],
    secrets: [],
    env: {},
    inner: false,
  };
}

/** An orb's command names the tool: `aws-ecs/update_service`, `codecov/upload`. */
function orbPurposes(uses: string): readonly Purpose[] {
  if (!uses.includes('/')) return [];
  if (/^codecov\/|^coveralls\//.test(uses)) return ['coverage'];
  if (uses.startsWith('slack/')) return ['notify'];
  if (uses.startsWith('snyk/scan')) return ['scan-dependencies'];
  if (uses.startsWith('sonarcloud/scan')) return ['scan-code'];
  if (/^(node|python|ruby|go|browser-tools)\/install/.test(uses)) return ['setup'];
  if (
    /^(aws-ecs|aws-cloudformation|gcp-cloud-run|heroku|kubernetes|helm|cloudfoundry|aws-s3)\/(update|deploy|sync|upgrade)/.test(
      uses,
    )
  )
    return ['deploy'];
  return [];
}

async function runStep(
  line: number,
  value: Tree | undefined,
  { file, lines }: { readonly file: string; readonly lines: readonly string[] },
  shelf: Shelf,
): Promise<Step> {
  const tree = value?.kind === 'map' ? at(value, 'command') : value;
  const text = textOf(tree) ?? '';
  const name = textOf(at(value, 'name'));
  const condition = textOf(at(value, 'when'));
  const shell = textOf(at(value, 'shell'));
  const firstLine = tree === undefined ? line : scriptStart(tree, lines);
  const folder = textOf(at(value, 'working_directory')) ?? '';
  const known = shell === undefined || /\bsh\b/.test(shell);
  const read = await commandsOf(
    text,
    {
      // The default is `/bin/bash -eo pipefail -c`.
      errexit: shell === undefined || /\s-\w*e/.test(shell),
      pipefail: shell === undefined || /pipefail/.test(shell),
      firstLine,
      folder: /[$<~]|^\//.test(folder) ? undefined : joinPath('', folder),
      templated: 'circleci',
    },
    shelf,
    0,
  );
  const unread = known ? read.unread : `it is written for ${shell}`;
  return {
    file,
    line,
    ...optional('name', name),
    with: {},
    run: text.slice(0, 20_000),
    runLine: firstLine,
    ...optional('shell', shell),
    ...optional('workingDirectory', folder === '' ? undefined : folder),
    ...optional('if', condition),
    mayFail: 'no',
    says: purposesOfName(name),
    does: doneBy(read.commands, shelf),
    commands: [...read.commands],
    ...optional('unread', unread),
    secrets: [],
    env: {},
    inner: false,
  };
}
