import type { Given } from '../../kit/evidence.ts';
import ci from '../evidence/ci.ts';
import { runtimesOfImage } from './image-runtimes.ts';

export interface CiRuntime {
  readonly runtime: string;
  readonly version: string;
  readonly file: string;
  readonly line: number;
}

/** The input of a setup action that names the version. */
const inputs: Readonly<Record<string, readonly [runtime: string, input: string]>> = {
  'actions/setup-node': ['node', 'node-version'],
  'actions/setup-python': ['python', 'python-version'],
  'actions/setup-go': ['go', 'go-version'],
  'actions/setup-java': ['java', 'java-version'],
  'actions/setup-dotnet': ['dotnet', 'dotnet-version'],
  'ruby/setup-ruby': ['ruby', 'ruby-version'],
  'shivammathur/setup-php': ['php', 'php-version'],
  'erlef/setup-beam': ['elixir', 'elixir-version'],
  'oven-sh/setup-bun': ['bun', 'bun-version'],
  'denoland/setup-deno': ['deno', 'deno-version'],
};

/** What CI runs on: versions of setup actions, and images of jobs. */
export function ciRuntimes({ pipelines }: Given<{ ci: typeof ci }>['ci']): CiRuntime[] {
  return pipelines.flatMap((pipeline) =>
    pipeline.jobs.flatMap((job) => [
      ...job.steps.flatMap((step): CiRuntime[] => {
        const action = step.uses?.split('@')[0] ?? '';
        const known = Object.hasOwn(inputs, action) ? inputs[action] : undefined;
        const version = known && step.with[known[1]];
        if (!known || version === undefined) return [];
        return version
          .split('\n')
          .map((text) => text.trim())
          .filter((text) => text !== '')
          .map((text) => ({ runtime: known[0], version: text, file: step.file, line: step.line }));
      }),
      ...(job.image
        ? (runtimesOfImage(job.image.name) ?? []).map((one) => ({
            ...one,
            file: job.file,
            line: job.image?.line ?? job.line,
          }))
        : []),
    ]),
  );
}
