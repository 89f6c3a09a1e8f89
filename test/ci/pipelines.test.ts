import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brokenPromises } from '../../src/catalog/ci/promised.ts';
import { swallowedIn } from '../../src/catalog/ci/swallowed.ts';
import { targetsOf } from '../../src/catalog/ci/targets.ts';
import { readCi, readSteps } from './read-ci.ts';

describe('GitHub workflows are read', () => {
  it('into triggers, jobs, rights, environments, services and steps with their lines', async () => {
    const seen = await readCi({
      '.github/workflows/deploy.yml': `name: Deploy
on:
  pull_request:
    paths: [src/**]
  push:
    branches: [main]
    tags: ['v*']
  schedule:
    - cron: '0 4 * * *'
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    continue-on-error: \${{ matrix.next }}
    strategy:
      matrix:
        node: [22, 24]
    services:
      postgres: { image: 'postgres:18' }
    steps:
      - uses: actions/checkout@v4
      - name: Run tests
        run: |
          npm ci
          npm test
  deploy:
    needs: test
    environment: { name: production, url: https://acme.dev }
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s/
        env:
          TOKEN: \${{ secrets.KUBE_TOKEN }}
`,
      'package.json': '{"scripts":{"test":"vitest run"}}',
    });

    const [pipeline] = seen.pipelines;
    const [test, deploy] = pipeline?.jobs ?? [];
    assert.deepEqual(seen.problems, []);
    assert.deepEqual(
      pipeline?.triggers.map((one) => [one.kind, one.filtered]),
      [
        ['proposal', true],
        ['push', false],
        ['tag', false],
        ['schedule', false],
      ],
    );
    assert.equal(test?.mayFail, 'depends');
    assert.deepEqual(test?.matrix, ['node']);
    assert.equal(test?.services[0]?.image, 'postgres:18');
    assert.deepEqual(
      test?.steps[1]?.commands.map((one) => [one.line, one.does]),
      [
        [25, ['install']],
        [26, []],
      ],
    );
    assert.deepEqual(test?.steps[1]?.does, ['install', 'test'], 'the script behind npm test is followed');
    assert.equal(deploy?.environment?.name, 'production');
    assert.deepEqual(deploy?.steps[0]?.secrets, ['KUBE_TOKEN']);
    assert.deepEqual(deploy?.steps[0]?.does, ['deploy']);
  });

  it('with local composite actions and reusable workflows followed', async () => {
    const seen = await readCi({
      '.github/workflows/ci.yml': `on: push
jobs:
  call:
    uses: ./.github/workflows/inner.yml
  lost:
    uses: ./.github/workflows/gone.yml
  step:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: ./.github/actions/deploy
`,
      '.github/workflows/inner.yml':
        'on: workflow_call\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n',
      '.github/actions/deploy/action.yml':
        'name: d\ndescription: d\nruns:\n  using: composite\n  steps:\n    - run: fly deploy\n      shell: bash\n',
    });

    const jobs = seen.pipelines[0]?.jobs ?? [];
    assert.equal(jobs[0]?.calls?.file, '.github/workflows/inner.yml');
    assert.deepEqual(
      jobs[2]?.steps.map((step) => [step.file, step.inner, step.does.join()]),
      [
        ['.github/workflows/ci.yml', false, 'checkout'],
        ['.github/workflows/ci.yml', false, 'deploy'],
        ['.github/actions/deploy/action.yml', true, 'deploy'],
      ],
    );
    assert.deepEqual(
      seen.problems.map((one) => one.about),
      ['./.github/workflows/gone.yml'],
    );
  });

  for (const [what, text, says] of [
    [
      'an expression that never closes',
      'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ github.sha }',
      /expression/i,
    ],
    [
      'a context that is not allowed there',
      'on: push\njobs:\n  a:\n    runs-on: x\n    if: ${{ secrets.X }}\n    steps: [{run: make}]',
      /secrets/,
    ],
    ['an unknown key', 'on: push\njobs:\n  a:\n    runs-on: x\n    step: []', /step/],
    [
      'a job that needs nobody',
      'on: push\njobs:\n  a:\n    needs: [b]\n    runs-on: x\n    steps: [{run: make}]',
      /needs b/,
    ],
    [
      'jobs that need each other',
      'on: push\njobs:\n  a: {needs: b, runs-on: x, steps: [{run: make}]}\n  b: {needs: a, runs-on: x, steps: [{run: make}]}',
      /needs itself/,
    ],
    ['bad YAML', 'on: push\njobs: {a: [', /./],
  ] as const) {
    it(`and found wrong for ${what}`, async () => {
      const seen = await readCi({ '.github/workflows/ci.yml': text });

      assert.match(seen.problems.map((one) => one.says).join(' '), says);
    });
  }
});

describe('GitLab pipelines are read', () => {
  it('with includes, extends, references, rules and defaults', async () => {
    const seen = await readCi({
      '.gitlab-ci.yml': `include:
  - local: ci/jobs.yml
  - template: Security/SAST.gitlab-ci.yml
stages: [test, deploy]
default:
  before_script:
    - npm ci
.base:
  image: node:24
  script:
    - echo base
unit:
  extends: .base
  stage: test
  script:
    - !reference [.base, script]
    - npx vitest run
  allow_failure: true
`,
      'ci/jobs.yml': `deploy:
  stage: deploy
  environment: production
  script:
    - |
      set +e
      kubectl apply -f k8s/
  rules:
    - if: $CI_COMMIT_BRANCH == "main"
      when: manual
`,
    });

    const jobs = new Map(seen.pipelines[0]?.jobs.map((job) => [job.id, job]));
    const unit = jobs.get('unit');
    const deploy = jobs.get('deploy');
    assert.deepEqual(seen.problems, []);
    assert.equal(unit?.image?.name, 'node:24');
    assert.equal(unit?.mayFail, 'yes');
    assert.deepEqual(
      unit?.steps.flatMap((step) => step.commands.map((one) => one.text)),
      ['npm ci', 'echo base', 'npx vitest run'],
    );
    assert.equal(deploy?.file, 'ci/jobs.yml');
    assert.equal(deploy?.manual, true);
    assert.deepEqual(
      deploy?.triggers?.map((one) => [one.kind, one.branches]),
      [['push', ['main']]],
    );
    assert.equal(deploy?.steps[1]?.commands[1]?.line, 7);
    assert.deepEqual(jobs.get('Security/SAST.gitlab-ci.yml')?.steps[0]?.does, ['scan-code']);
    assert.equal(seen.elsewhere[0]?.what, 'Security/SAST.gitlab-ci.yml');
  });

  it('and found wrong where a name leads nowhere', async () => {
    const seen = await readCi({
      '.gitlab-ci.yml': 'stages: [test]\na:\n  stage: tset\n  extends: .gone\n  needs: [b]\n  script: make\n',
    });

    assert.deepEqual(
      seen.problems.map((one) => one.kind),
      ['extends', 'stage', 'needs'],
    );
  });
});

describe('CircleCI workflows are read', () => {
  it('with reusable commands, approvals and requirements', async () => {
    const seen = await readCi({
      '.circleci/config.yml': `version: 2.1
commands:
  install:
    steps:
      - run: npm ci
jobs:
  test:
    docker:
      - image: cimg/node:24.0
      - image: cimg/postgres:18.0
    steps:
      - checkout
      - install
      - run:
          name: Run tests
          command: npx vitest run | tee out.log
  deploy:
    docker: [{ image: cimg/base:current }]
    steps:
      - run: fly deploy
workflows:
  main:
    jobs:
      - test
      - hold: { type: approval, requires: [test] }
      - deploy: { requires: [hold], filters: { branches: { only: main } } }
      - gone
`,
    });

    const jobs = seen.pipelines[0]?.jobs ?? [];
    assert.deepEqual(
      jobs[0]?.steps.map((step) => step.does.join()),
      ['checkout', 'install', 'test'],
    );
    assert.equal(jobs[0]?.steps[2]?.commands[0]?.lost, undefined, 'pipefail is the default there');
    assert.equal(jobs[1]?.manual, true);
    assert.deepEqual(jobs[2]?.triggers?.[0]?.branches, ['main']);
    assert.deepEqual(
      seen.problems.map((one) => one.about),
      ['main:gone'],
    );
  });
});

describe('what steps really do is told from what they are called', () => {
  async function hollow(steps: string, more: Readonly<Record<string, string>> = {}): Promise<string[]> {
    const workflow = `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
    const seen = await readCi({ '.github/workflows/ci.yml': workflow, ...more });
    return brokenPromises(seen).map((one) => one.name);
  }

  it('a smoke test that prints, a rollback that sleeps, a backup script that only echoes', async () => {
    const names = await hollow(
      `      - name: Smoke test
        run: |
          # curl --fail https://acme.dev/health
          echo "Smoke tests passed"
      - name: Rollback on failure
        if: failure()
        run: sleep 5 && echo "rolled back"
      - name: Back up database
        run: bash scripts/backup.sh
      - name: Run tests
        run: npm test
`,
      {
        'scripts/backup.sh': '#!/bin/bash\nset -e\necho "Backing up…"\ntrue\n',
        'package.json': '{"scripts":{"test":"echo \\"Error: no test specified\\""}}',
      },
    );

    assert.deepEqual(names, ['Smoke test', 'Rollback on failure', 'Back up database', 'Run tests']);
  });

  it('a job whose steps all only print, whatever they are called', async () => {
    const seen = await readCi({
      '.github/workflows/release.yml': `on: push
jobs:
  production-approval:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Checkpoint
        run: echo "Approved by the team"
  deploy-production:
    runs-on: ubuntu-latest
    needs: production-approval
    steps:
      - name: Start
        run: echo "Deploying with \${{ github.sha }}"
  gated-approval:
    environment: production
    runs-on: ubuntu-latest
    steps:
      - run: echo "approved"
  all-tests-passed:
    needs: [unit]
    runs-on: ubuntu-latest
    steps:
      - run: echo ok
  unit:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
`,
    });

    assert.deepEqual(
      brokenPromises(seen).map((one) => one.name),
      ['production-approval', 'deploy-production'],
    );
  });

  it('but not what prints beside the work, sets an output, tells people, or can fail', async () => {
    const names = await hollow(
      `      - name: Deploy
        run: echo "Deploying"
      - run: kubectl apply -f k8s/
      - name: Set deployment url
        run: echo "url=https://acme.dev" >> "$GITHUB_OUTPUT"
      - name: Notify deployment
        run: echo "deployed"
      - name: Verify version
        run: |
          if [ "$A" != "$B" ]; then echo differs; exit 1; fi
      - name: Test report
        run: echo "all good" >> "$GITHUB_STEP_SUMMARY"
      - name: Back up database
        run: ./scripts/backup.sh
`,
      { 'scripts/backup.sh': '#!/bin/sh\npg_dump -Fc -f out.dump "$DATABASE_URL"\n' },
    );

    assert.deepEqual(names, []);
  });

  it('a failure that a script, a make recipe or a later step throws away or asks for', async () => {
    const job = await readCi({
      '.github/workflows/ci.yml': `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: make check
      - run: npm run lint
      - id: types
        continue-on-error: true
        run: npx tsc --noEmit
      - if: steps.types.outcome == 'failure'
        run: exit 1
      - run: docker rm -f db || true
      - run: npx vitest run | tee log
        shell: bash
`,
      Makefile: 'check: ; -pytest\n',
      'package.json': '{"scripts":{"lint":"eslint . || true"}}',
    });

    assert.deepEqual(
      swallowedIn(job).map((one) => [one.how, one.text ?? '', one.excuse !== undefined]),
      [
        ['make-dash', 'pytest', false],
        ['or-true', 'eslint .', false],
        ['step', '', true],
      ],
    );
  });

  it('targets that are not there, where nothing can have brought them', async () => {
    const seen = await readCi({
      '.github/workflows/ci.yml': `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          ./scripts/gone.sh
          make smoke
          npm run e2e
          node dist/main.js
          curl -o tool.sh https://acme.dev/tool.sh
          bash tool.sh
  b:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm ci
        working-directory: web
`,
      Makefile: 'build:\n\tgo build ./...\n',
      'package.json': '{"scripts":{}}',
    });

    const missing = targetsOf(seen).filter(({ call, doubt }) => call.exists === 'no' && doubt === undefined);
    assert.deepEqual(
      missing.map(({ call }) => `${call.kind} ${call.name}`),
      ['file scripts/gone.sh', 'make smoke', 'npm-script e2e', 'folder web'],
    );
  });
});

describe('hostile pipelines do no harm', () => {
  it('an alias bomb is skipped and said so', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, index) => `l${index + 1}: &l${index + 1} [${Array(10).fill(`*l${index}`).join(',')}]`,
    );
    const bomb = `l0: &l0 [x]\n${levels.join('\n')}\non: push\njobs: {a: {runs-on: x, steps: *l12}}\n`;

    const seen = await readCi({ '.github/workflows/bomb.yml': bomb });

    assert.equal(seen.pipelines.length, 0);
    assert.match(seen.skipped[0]?.because ?? '', /too many values/);
  });

  it('a script that calls itself and packages that call each other end', async () => {
    const job = await readSteps('      - run: ./a.sh && npm run x\n', {
      'a.sh': '#!/bin/sh\n./a.sh\n./b.sh\n',
      'b.sh': '#!/bin/sh\n./a.sh\n',
      'package.json': '{"scripts":{"x":"npm run y","y":"npm run x"}}',
    });

    assert.equal(job.steps.length, 1);
  });

  it('a GitLab job that extends itself ends', async () => {
    const seen = await readCi({
      '.gitlab-ci.yml': 'a: {extends: b, script: make}\nb: {extends: a, script: make}\n',
    });

    assert.equal(seen.pipelines[0]?.jobs.length, 2);
  });
});
