import type { z } from 'zod';
import type { ciSystem } from './model.ts';

/** Configurations of systems that are seen and not understood. */
const shapes: readonly (readonly [z.infer<typeof ciSystem>, RegExp])[] = [
  ['jenkins', /(^|\/)Jenkinsfile(\.[\w-]+)?$/],
  ['azure-pipelines', /(^|\/)\.?azure-pipelines([\w.-]*\.ya?ml$|\/.*\.ya?ml$)/],
  ['bitbucket-pipelines', /^bitbucket-pipelines\.ya?ml$/],
  ['travis', /^\.travis\.ya?ml$/],
  ['drone', /^\.drone\.(ya?ml|star|jsonnet)$/],
  ['buildkite', /^\.buildkite\/.*\.(ya?ml|sh)$/],
  ['woodpecker', /^\.woodpecker(\.ya?ml$|\/.*\.ya?ml$)/],
  ['cirrus', /^\.cirrus\.(ya?ml|star)$/],
  ['semaphore', /^\.semaphore\/.*\.ya?ml$/],
  ['teamcity', /^\.teamcity\//],
  ['appveyor', /^\.?appveyor\.ya?ml$/],
];

export function foreignSystemOf(path: string): z.infer<typeof ciSystem> | undefined {
  return shapes.find(([, shape]) => shape.test(path))?.[0];
}
