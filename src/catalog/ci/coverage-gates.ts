import type { Where } from '../../kit/where.ts';
import type { ToolConfig } from '../evidence/tool-configs.ts';
import { deedsOf, seatsOf, whereOf, type Deed, type Seat } from './look.ts';
import type { Ci, Command } from './model.ts';

export interface CoverageGate {
  readonly where: Where;
  readonly percent: number;
  /** Why a drop does not fail the job. */
  readonly harmless?: string;
}

const flag =
  /(--cov-fail-under|--fail-under(-lines|-branches|-functions)?|--coverage\.thresholds?\.\w+|--test-coverage-(lines|branches|functions)|--minimum-coverage|--lines|--branches|--statements|\/p:Threshold|-p:Threshold|--threshold|--min(-coverage)?)[= ](?<percent>\d+(\.\d+)?)/;
/** What has to run so that a threshold in a configuration file is compared. */
const enforcedBy: Readonly<Record<string, RegExp>> = {
  jest: /^(jest|react-scripts test)\b.*--coverage|^jest\b.*--ci\b.*--coverage/,
  vitest: /^vitest\b.*--coverage/,
  'coverage.py': /^(pytest|py\.test)\b.*--cov|^coverage report\b|^(tox|nox)\b/,
  nyc: /^nyc\b/,
  c8: /^c8\b/,
  simplecov: /^(rspec|rails test|rake|minitest|rails spec|parallel_rspec|turbo_tests)\b/,
  jacoco: /^(mvnw?|gradlew?|gradle)\b.*\b(verify|check|build|install|jacocoTestCoverageVerification)\b/,
  coverlet: /^dotnet test\b/,
  tarpaulin: /^cargo tarpaulin\b/,
};
const actions =
  /^(vladopajic\/go-test-coverage|insightsengineering\/coverage-action|barecheck\/code-coverage-action)@/;

/** Places in CI where too little coverage fails a job, or would if its failure were not lost. */
export function coverageGates(ci: Ci, tools: readonly ToolConfig[]): CoverageGate[] {
  const found: CoverageGate[] = [];
  for (const seat of seatsOf(ci)) {
    if (actions.test(seat.step.uses ?? ''))
      found.push({ where: whereOf(seat), percent: 1, ...lossOf(seat, undefined) });
    for (const deed of deedsOf(ci, seat)) {
      if (deed.command.kind === 'print') continue;
      const text = textOf(deed.command);
      const own = ownThreshold(text);
      const percent = own ?? configured(text, seat, tools);
      if (percent !== undefined) found.push({ where: deed.where, percent, ...lossOf(seat, deed) });
    }
  }
  return found;
}

function textOf({ program, args }: Command): string {
  return [program?.replace(/^.*[\\/]/, ''), ...args].join(' ');
}

function ownThreshold(text: string): number | undefined {
  const tests =
    /^(pytest|py\.test|coverage|jest|vitest|nyc|c8|node|cargo|dotnet|phpunit|pest|php|diff-cover|go-test-coverage|mix|flutter|deno)\b/.test(
      text,
    );
  const match = tests ? flag.exec(text) : undefined;
  return match?.groups ? Number(match.groups['percent']) : undefined;
}

/** The threshold of a configuration that this command reads. */
function configured(text: string, { step }: Seat, tools: readonly ToolConfig[]): number | undefined {
  const folder = step.workingDirectory?.replace(/^\.\//, '');
  for (const { tool, folder: place, aside, settings } of tools) {
    if (aside || enforcedBy[tool]?.test(text) !== true) continue;
    if (folder !== undefined && place !== '' && !place.startsWith(folder) && !folder.startsWith(place))
      continue;
    const threshold = settings.find((setting) => setting.key.startsWith('threshold.'));
    if (threshold) return Number(threshold.value);
  }
  return undefined;
}

function lossOf({ job, step }: Seat, deed: Deed | undefined): Pick<CoverageGate, 'harmless'> {
  if (step.mayFail === 'yes' || job.mayFail === 'yes') return { harmless: 'the step or job may fail' };
  return deed?.lost === undefined ? {} : { harmless: 'its failure is thrown away' };
}
