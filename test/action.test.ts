import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parse } from 'yaml';
import { makeHealthyRepository } from '../fixtures/healthy-repository.ts';
import { mainFile } from './run-cli.ts';

const action = parse(readFileSync(join(import.meta.dirname, '../action.yml'), 'utf8'));
const steps: readonly {
  id?: string;
  name?: string;
  uses?: string;
  run?: string;
  env?: Record<string, string>;
}[] = action.runs.steps;
const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-action-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

describe('the GitHub action', () => {
  it('names other actions by commit, and puts no expression into a script', () => {
    for (const { uses, run } of steps) {
      if (uses !== undefined) assert.match(uses, /@[0-9a-f]{40}$/);
      if (run !== undefined) assert.doesNotMatch(run, /\$\{\{/);
    }
  });

  it('reads only inputs that it declares, and gives outputs that its step sets', () => {
    const text = JSON.stringify(action.runs.steps);
    const read = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);

    assert.deepEqual([...new Set(read)].sort(), Object.keys(action.inputs).sort());
    const script = steps.find(({ id }) => id === 'inspect')?.run ?? '';
    for (const name of Object.keys(action.outputs)) assert.match(script, new RegExp(`\\b${name}\\b`));
  });

  it('writes the reports, the summary and the outputs, and leaves the verdict to the gate', () => {
    const repository = join(scratch, 'a repository; echo');
    makeHealthyRepository(repository);
    const { status, read } = runStep({ SEAWORTHY_PATH: repository, SEAWORTHY_GATE: 'ready' });

    assert.equal(status, 0);
    assert.match(read('summary'), /^### Readiness \d+/);
    const outputs = Object.fromEntries(
      read('output')
        .trim()
        .split('\n')
        .map((line) => line.split('=', 2)),
    );
    const { score } = JSON.parse(readFileSync(join(outputs['report'] ?? '', 'report.json'), 'utf8'));
    assert.deepEqual([outputs['proven'], outputs['ready']], [String(score.proven), String(score.ready)]);
    assert.equal(outputs['code'], score.ready ? '0' : '1');
    for (const name of ['html', 'sarif', 'md', 'svg'])
      assert.ok(existsSync(join(outputs['report'] ?? '', `report.${name}`)));
  });

  it('lets the gate "none" pass and a run that could not happen fail', () => {
    const empty = join(scratch, 'empty');
    mkdirSync(empty);

    const open = runStep({ SEAWORTHY_PATH: empty, SEAWORTHY_GATE: 'none' });
    assert.match(open.read('output'), /^code=0$/m);
    assert.match(runStep({ SEAWORTHY_PATH: empty, SEAWORTHY_GATE: 'ready' }).read('output'), /^code=1$/m);
    assert.equal(runStep({ SEAWORTHY_PATH: join(scratch, 'nowhere'), SEAWORTHY_GATE: 'none' }).status, 2);
  });
});

/** Runs the script of the step as a runner does; only `npx` is ours, because this version is in no registry. */
function runStep(given: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(scratch, 'run-'));
  const npx = join(folder, 'npx');
  writeFileSync(
    npx,
    `#!/bin/sh\n[ "$1 $2" = "--yes seaworthy@latest" ] || exit 9\nshift 2\nexec "${process.execPath}" "${mainFile}" "$@"\n`,
  );
  chmodSync(npx, 0o755);
  const script = join(folder, 'step.sh');
  writeFileSync(script, steps.find(({ id }) => id === 'inspect')?.run ?? '');
  const defaults = {
    SEAWORTHY_BASELINE: '',
    SEAWORTHY_MIN_PROVEN: '',
    SEAWORTHY_CATALOG: '',
    SEAWORTHY_VERSION: 'latest',
    GITHUB_TOKEN: '',
  };
  const { status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...defaults,
      ...given,
      PATH: `${folder}:${process.env['PATH']}`,
      RUNNER_TEMP: folder,
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      GITHUB_OUTPUT: join(folder, 'output'),
    },
  });
  return { status, read: (name: string) => readFileSync(join(folder, name), 'utf8') };
}
