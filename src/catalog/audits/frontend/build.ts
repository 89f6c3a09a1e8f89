import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import manifests from '../../evidence/manifests.ts';
import toolRuns, { type ToolRun } from '../../evidence/tool-runs.ts';
import { scriptsThat } from '../../tests/test-signs.ts';

export default defineAudit({
  title: 'The production build of the front end succeeds without ignored errors',
  failureTitle: 'The production build of the front end fails, or goes on over errors',
  why: 'A build that goes on over errors ships pages that break in the browser; one that fails cannot ship the fix.',
  fix: 'Make the production build end with 0 on a clean checkout, and take out what tells it to go on: `typescript.ignoreBuildErrors`, `eslint.ignoreDuringBuilds`, `|| true`.',
  refs: ['12-factor V'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 4,
  claims: [
    'production build',
    'build successful',
    'next.js production build',
    'frontend build',
    'build passes',
    'frontend builds',
    'build and test',
    'bundle built',
    'static files generated',
    'next build',
    'vite build',
    'npm run build',
    'minification',
    'minified',
    'tree shaking',
  ],
  when: ['frontend'],
  needs: { seen: toolRuns },
  signs: {
    from: { m: manifests },
    look: ({ m }) =>
      scriptsThat(
        m,
        /\b(next|vite|ng|nuxt|astro|webpack|react-scripts|vue-cli-service|rspack|parcel|esbuild|turbo)\b.*\bbuild\b|\bvite build\b/,
      ),
  },
  judge({ seen }) {
    const builds = seen.runs.filter((run) => run.purpose === 'build');
    const missed = seen.notRun?.find((one) => one.purpose === 'build');
    if (builds.length === 0 && !missed) return { abstains: 'unknown', because: 'no build was run' };
    const findings = builds.flatMap((run): Finding[] => {
      const { command, folder, exitCode, files, ignored, problems } = run;
      const first = problems[0];
      const where = first
        ? { file: first.file, ...(first.line === undefined ? {} : { line: first.line }) }
        : { file: folder || '.' };
      if (exitCode !== 0)
        return [
          {
            key: `fails:${folder}`,
            says: `\`${command}\` ended with ${exitCode}${first ? `: ${first.says}` : ''}.`,
            where,
          },
        ];
      if (files === 0)
        return [{ key: `empty:${folder}`, says: `\`${command}\` ended with 0 and wrote nothing.`, where }];
      if (ignored.length === 0) return [];
      return [
        {
          key: `ignores:${folder}`,
          says: `\`${command}\` went on over ${ignored.length} errors, first: ${ignored[0] ?? ''}`,
          where,
        },
      ];
    });
    if (findings.length > 0) return { looked: builds.length, findings };
    if (missed)
      return { abstains: 'unknown', because: `\`${missed.command}\` showed nothing: ${missed.because}` };
    const unclear = builds.find((run) => run.files === undefined || !run.cleanCheckout);
    if (unclear)
      return {
        abstains: 'unknown',
        because: `\`${unclear.command}\` is not shown to build from a clean checkout`,
      };
    return { looked: builds.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: { runs: [run({})] } } }],
    fail: [
      {
        given: {
          seen: {
            runs: [run({ exitCode: 1, problems: [{ file: 'src/App.tsx', line: 2, says: 'TS2304' }] })],
          },
        },
        findings: ['fails:web'],
      },
      {
        name: 'green over type errors',
        given: { seen: { runs: [run({ ignored: ['src/App.tsx: TS2304'] })] } },
        findings: ['ignores:web'],
      },
      { name: 'green and empty', given: { seen: { runs: [run({ files: 0 })] } }, findings: ['empty:web'] },
    ],
    hollow: [
      {
        name: 'it asked a host outside',
        given: { seen: { runs: [], notRun: [{ ...run({}), because: 'it asks hosts outside' }] } },
        outcome: 'unknown',
      },
      {
        name: 'built in a used working tree',
        given: { seen: { runs: [run({ cleanCheckout: false })] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { runs: [] } }, outcome: 'unknown' }],
  },
});

function run(change: Partial<ToolRun>): ToolRun {
  return {
    purpose: 'build',
    tool: 'vite',
    command: 'npm run build',
    folder: 'web',
    cleanCheckout: true,
    exitCode: 0,
    files: 14,
    problems: [],
    changed: [],
    ignored: [],
    tookMs: 12_000,
    ...change,
  };
}
