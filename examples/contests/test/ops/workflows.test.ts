import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';

const root = new URL('../../', import.meta.url);

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly 'continue-on-error'?: boolean;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly uses?: string;
        readonly needs?: string | readonly string[];
        readonly steps?: readonly Step[];
        readonly 'timeout-minutes'?: number;
      }
    >
  >;
}

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

const workflows = new Map(
  readdirSync(new URL('.github/workflows/', root)).map((name) => [
    name,
    parse(read(`.github/workflows/${name}`)) as Workflow,
  ]),
);
const steps = [...workflows.values()].flatMap((workflow) =>
  Object.values(workflow.jobs).flatMap((job) => job.steps ?? []),
);
const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;

test('every workflow may only read unless a job says otherwise, and every job has an end', () => {
  for (const [name, { permissions, jobs }] of workflows) {
    assert.deepEqual(permissions, { contents: 'read' }, name);
    for (const [job, { uses, 'timeout-minutes': minutes }] of Object.entries(jobs))
      assert.ok(uses !== undefined || minutes !== undefined, job);
  }
});

test('every action is pinned by a commit', () => {
  for (const { uses } of steps.filter((step) => step.uses !== undefined))
    assert.match(uses ?? '', /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
});

test('every script, program and file that a step runs exists', () => {
  let seen = 0;
  for (const run of steps.map((step) => step.run ?? '')) {
    for (const [, script] of run.matchAll(/npm run ([\w:]+)/g)) {
      assert.ok(script !== undefined && script in scripts, `package.json has no script "${script}"`);
      seen += 1;
    }
    for (const [path] of run.matchAll(/\b(?:ops|monitoring)\/[\w./-]+\.(?:ts|sh|yml)\b/g)) {
      assert.ok(existsSync(new URL(path, root)), path);
      seen += 1;
    }
  }
  assert.ok(seen >= 12);
});

test('no step only prints, and no failure is swallowed', () => {
  for (const { run, 'continue-on-error': goesOn } of steps) {
    assert.notEqual(goesOn, true);
    if (run === undefined) continue;
    const commands = run
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
    assert.ok(
      commands.some((line) => !/^(echo|printf|sleep|true|:)\b/.test(line)),
      run,
    );
    assert.doesNotMatch(run, /\|\|\s*(true|:)/);
  }
});

test('nothing reaches production that was not checked, built, and deployed to staging', () => {
  const jobs = workflows.get('ci.yml')?.jobs ?? {};

  assert.deepEqual(jobs.production?.needs, ['images', 'staging']);
  assert.equal(jobs.staging?.needs, 'images');
  assert.deepEqual(jobs.images?.needs, ['check', 'monitoring']);
});

test('a deployment backs up, migrates, deploys, verifies, watches, and rolls back, in this order', () => {
  const names = workflows
    .get('deploy.yml')
    ?.jobs.deploy?.steps?.map((step) => step.name)
    .filter((name) => name !== undefined);

  assert.deepEqual(names?.slice(1), [
    'Back up',
    'Migrate',
    'Deploy',
    'Verify',
    'Watch for five minutes',
    'Roll back',
    'Verify what serves after the rollback',
  ]);
});

test('every pre-commit hook is also a step of the CI', () => {
  const { repos } = parse(read('.pre-commit-config.yaml')) as { repos: { hooks: { entry: string }[] }[] };
  const runs = steps.map((step) => step.run);
  for (const { entry } of repos.flatMap((repo) => repo.hooks)) assert.ok(runs.includes(entry), entry);
});
