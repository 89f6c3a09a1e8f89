import { deedsOf, does, whereOf, type Seat } from './look.ts';
import type { Where } from '../../kit/where.ts';
import type { Ci, Purpose, Trigger } from './model.ts';
import { swallowedIn } from './swallowed.ts';

export interface Scan {
  readonly seat: Seat;
  readonly where: Where;
  readonly onChange: boolean;
  readonly onSchedule: boolean;
  /** Why a finding does not fail the job; undefined when it does. */
  readonly harmless?: string;
  /** Its findings are handed to the code host, whose settings say whether they block. */
  readonly handedOn: boolean;
}

/** Steps that do this kind of scan, with when they run and whether what they find stops anything. */
export function scansOf(ci: Ci, purpose: Purpose): Scan[] {
  const swallowed = swallowedIn(ci);
  const found: Scan[] = [];
  for (const pipeline of ci.pipelines) {
    for (const job of pipeline.jobs) {
      for (const step of job.steps) {
        if (!does(step, [purpose]) || step.inner) continue;
        const seat = { pipeline, job, step };
        const kinds = kindsOf(ci, job.triggers ?? pipeline.triggers, pipeline.file);
        const hidden = swallowed.find(
          (one) => one.seat.job === job && one.seat.step === step && one.excuse === undefined,
        );
        const harmless =
          hidden !== undefined || step.mayFail === 'yes' || job.mayFail === 'yes'
            ? 'its failure is thrown away'
            : reportsOnly(ci, seat);
        found.push({
          seat,
          where: whereOf(seat),
          onChange: kinds.has('proposal') || kinds.has('push'),
          onSchedule: kinds.has('schedule'),
          handedOn: step.mayFail === 'depends' || job.mayFail === 'depends' || isHandedOn(seat),
          ...(harmless === undefined ? {} : { harmless }),
        });
      }
    }
  }
  return found;
}

function isHandedOn({ job, step }: Seat): boolean {
  const rest = job.steps.slice(job.steps.indexOf(step) + 1);
  return rest.some((one) => /upload-sarif|reviewdog/i.test(`${one.uses ?? ''} ${one.run ?? ''}`));
}

/** A reusable workflow runs when its callers run. */
function kindsOf(ci: Ci, triggers: readonly Trigger[], file: string): ReadonlySet<Trigger['kind']> {
  const kinds = new Set(triggers.map((one) => one.kind));
  if (!kinds.has('called')) return kinds;
  for (const pipeline of ci.pipelines) {
    if (pipeline.file === file || !pipeline.jobs.some((job) => job.calls?.file === file)) continue;
    for (const trigger of pipeline.triggers) kinds.add(trigger.kind);
  }
  return kinds;
}

/** Tools that end well whatever they find unless they are told otherwise. */
function reportsOnly(ci: Ci, seat: Seat): string | undefined {
  const { step } = seat;
  const uses = step.uses ?? '';
  if (uses.startsWith('aquasecurity/trivy-action@') && !/^['"]?[1-9]/.test(step.with['exit-code'] ?? ''))
    return 'trivy-action ends well whatever it finds unless exit-code is set';
  if (uses.startsWith('anchore/scan-action@') && step.with['fail-build'] === 'false')
    return 'fail-build is false';
  if (uses.startsWith('actions/dependency-review-action@') && step.with['warn-only'] === 'true')
    return 'warn-only is set';
  if (uses !== '') return undefined;
  const scanning = deedsOf(ci, seat).map(({ command }) =>
    [command.program ?? '', ...command.args].join(' ').replace(/^\S*\//, ''),
  );
  const lines = scanning.filter((text) =>
    /^(trivy|grype|dotnet list|dependency-check|snyk monitor)/.test(text),
  );
  if (lines.length === 0 || lines.some((text) => /--exit-code|--fail-on|--failOnCVSS/.test(text)))
    return undefined;
  return `${lines[0]?.split(' ')[0]} ends well whatever it finds unless it is told to fail`;
}
