import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, ran, runStep } from '../../ci/example-ci.ts';
import { blindSpot, deedsOf, seatsOf, unfollowedRunner } from '../../ci/look.ts';
import type { Ci } from '../../ci/model.ts';
import { swallowedIn } from '../../ci/swallowed.ts';
import ci from '../../evidence/ci.ts';
import commitHooks from '../../evidence/commit-hooks.ts';
import type { Hook } from '../../hooks/hook.ts';

const messageTools = /^(commitlint|conventional-pre-commit|commitizen|cz|cog|gitlint)$/;
const messageActions = /commitlint|semantic-pull-request|conventional-commit|commit-check|pr-title/i;

export default defineAudit({
  title: 'Everything that git hooks check is checked in CI too',
  failureTitle: 'Checks run only in git hooks, which anybody can skip',
  why: 'A hook runs on a machine where it was installed and was not skipped with --no-verify. What only hooks check is not checked.',
  fix: `Run the same tools in CI, most simply all of them:

\`\`\`yaml
- run: pipx run pre-commit run --all-files
\`\`\`

or, for husky and lefthook, the scripts that the hooks call (\`npm run lint\`, \`npm test\`).`,
  refs: ['pre-commit: usage in continuous integration', 'NIST SSDF PO.4'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: [
    'pre-commit hooks',
    'pre-commit quality checks',
    'automated quality checks',
    'quality enforced pre-commit',
    'run all hooks',
    'pre-commit-config',
    'black, isort, ruff',
    'prettier, eslint',
    'pre-commit run',
    'pre-commit install',
    'pre-commit autoupdate',
    'commit message enforcement',
    'trailing whitespace',
    'husky',
    'lint-staged',
    'pre-commit',
    'git hooks',
  ],
  needs: { set: commitHooks, seen: ci },
  judge({ set, seen }) {
    const hooks = set.hooks.filter(
      (hook) => hook.stage !== 'manual' && !/^(prepare-commit-msg|post-)/.test(hook.stage),
    );
    const inCi = programsIn(seen);
    const missing = hooks.filter((hook) => !isEnforced(hook, inCi));
    const signs = missing.map(({ file, line, id }) => ({ file, line, note: `${id} is not seen in CI` }));
    if (missing.length > 0) {
      if (set.service)
        return {
          abstains: 'unknown',
          because: 'pre-commit.ci may run the hooks; whether it is on is not in the repository.',
          signs: [set.service, ...signs],
        };
      const blind = blindSpot(seen);
      if (blind !== undefined) return { abstains: 'unknown', because: `${blind}.`, signs };
      const runner = unfollowedRunner(seen);
      if (runner !== undefined && missing.some((hook) => !hook.tidies))
        return { abstains: 'unknown', because: `CI runs ${runner}, whose tasks were not followed.`, signs };
      const vague = missing.find((hook) => hook.programs.length === 0 && hook.files.length === 0);
      if (vague && missing.every((hook) => hook.programs.length === 0))
        return {
          abstains: 'unknown',
          because: `What the hook ${vague.id} runs could not be followed.`,
          signs,
        };
    }
    const findings = missing
      .filter((hook) => !hook.tidies && (hook.programs.length > 0 || hook.files.length > 0))
      .map(findingOf);
    const tidying = missing.filter((hook) => hook.tidies);
    const [first] = tidying;
    if (first) {
      const says = `CI does not run these hooks: ${tidying.map((hook) => hook.id).join(', ')}.`;
      findings.push({ key: `tidying:${first.file}`, says, where: { file: first.file, line: first.line } });
    }
    const [skipped] = set.skipped;
    if (findings.length === 0 && skipped)
      return { abstains: 'unknown', because: `${skipped.file} could not be read: ${skipped.because}.` };
    return { looked: hooks.length, findings };
  },
  examples: {
    pass: [
      { given: { set: hooked(hook('eslint')), seen: running('npx eslint .') } },
      {
        name: 'all hooks run at once',
        given: { set: hooked(hook('black'), tidy()), seen: running('pre-commit run --all-files') },
      },
    ],
    fail: [
      { given: { set: hooked(hook('eslint')), seen: running('npm test') }, findings: ['not-in-ci:eslint'] },
      {
        given: { set: hooked(hook('black'), tidy()), seen: running('black --check .') },
        findings: ['tidying:.pre-commit-config.yaml'],
      },
    ],
    hollow: [
      {
        name: 'a CI step whose failure is thrown away',
        given: {
          set: hooked(hook('eslint')),
          seen: exampleCi([exampleJob('lint', [runStep([ran('eslint .', ['lint'], { lost: 'or-true' })])])]),
        },
        findings: ['not-in-ci:eslint'],
      },
      {
        name: 'a service that may run them',
        given: {
          set: { ...hooked(hook('black')), service: { file: '.pre-commit-config.yaml', line: 1 } },
          seen: noCi,
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { set: hooked(), seen: noCi }, outcome: 'not-applicable' }],
  },
});

/** Programs, scripts, files and actions that CI runs so that their failure counts. */
function programsIn(seen: Ci): ReadonlySet<string> {
  const found = new Set<string>();
  const swallowed = new Set(
    swallowedIn(seen).flatMap((one) =>
      one.how === 'step' && one.excuse === undefined ? [one.seat.step] : [],
    ),
  );
  for (const seat of seatsOf(seen)) {
    if (seat.job.mayFail === 'yes' || swallowed.has(seat.step)) continue;
    if (seat.step.uses !== undefined) {
      const name = seat.step.uses.replace(/@.*$/, '').toLowerCase();
      found.add(name);
      for (const part of [name.split('/')[1] ?? '', ...name.split(/[/-]/)])
        if (part.length > 2) found.add(part);
      found.add((name.split('/')[1] ?? '').replace(/-(github-)?action$|^action-/, ''));
    }
    for (const { command, lost } of deedsOf(seen, seat)) {
      if (lost !== undefined || command.kind === 'print') continue;
      const program = command.program?.replace(/^.*\//, '') ?? '';
      if (command.kind === 'tool') found.add(program);
      for (const call of command.calls)
        found.add(call.kind === 'file' ? call.name : `${program} ${call.name}`);
      if (/^(pre-commit|prek)$/.test(program) && command.args.includes('run')) found.add('pre-commit run');
      if (program === 'lefthook' && command.args.includes('run')) found.add('lefthook run');
    }
  }
  return found;
}

function isEnforced(hook: Hook, inCi: ReadonlySet<string>): boolean {
  const all = ['pre-commit run', 'pre-commit/action', 'j178/prek-action'].some((one) => inCi.has(one));
  if (hook.manager === 'pre-commit' && all && hook.stage !== 'commit-msg') return true;
  if (hook.manager === 'lefthook' && inCi.has('lefthook run')) return true;
  if (hook.programs.some((program) => messageTools.test(program)))
    return [...inCi].some((program) => messageTools.test(program) || messageActions.test(program));
  const named = [...hook.programs.map((program) => program.replace(/^.*\//, '')), ...hook.files];
  return named.some((one) => inCi.has(one));
}

function findingOf({ id, file, line, stage }: Hook): Finding {
  return {
    key: `not-in-ci:${id}`,
    says: `The ${stage} hook ${id} is not run in CI.`,
    where: { file, line },
  };
}

function hook(program: string): Hook {
  return {
    manager: 'pre-commit',
    file: '.pre-commit-config.yaml',
    line: 4,
    id: program,
    stage: 'pre-commit',
    programs: [program],
    files: [],
    tidies: false,
  };
}

function tidy(): Hook {
  return { ...hook('trailing-whitespace'), tidies: true };
}

function hooked(...hooks: readonly Hook[]) {
  return { hooks: [...hooks], conventions: [], skipped: [] };
}

function running(text: string) {
  const command = ran(text.replace(/^npx /, ''), ['lint']);
  return exampleCi([exampleJob('lint', [runStep([command])])]);
}
