import { z } from 'zod';

/**
 * What a deployment file is for. Only `service` files describe production; an `override` is what compose adds on a
 * developer's machine.
 */
export const deployRole = z.enum(['service', 'override', 'development', 'test', 'example']);
export type DeployRole = z.infer<typeof deployRole>;

const example =
  /^(examples?|samples?|demos?|fixtures?|testdata|docs?|documentation|vendor|vendored|third_party|node_modules|tutorials?|playground|quickstart|snippets|cookbook|archive|archived|deprecated|legacy|old)$/;
const test =
  /^(tests?|testing|e2e|spec|specs|ci|integration|acceptance|bench|benchmarks?|loadtests?|perf|mocks?|playwright|cypress|selenium|storybook)$/;
const development =
  /^(dev|devel|develop|development|local|localhost|sandbox|debug|devcontainer|devenv|gitpod|hack)$/;
const production = /^(prod|production|live|release)$/;

/**
 * The role that the words of a path tell. The nearest word wins: `deploy/test/production.yml` is production's,
 * `production/tests/x.yml` a test's.
 */
export function deployRoleOf(path: string): DeployRole {
  const words = path
    .toLowerCase()
    .split('/')
    .flatMap((part) => part.split(/[^a-z0-9_]+|(?<=\D)_+/))
    .filter((word) => word !== '');
  if (path.includes('{{')) return 'example';
  if (/(^|\/)(docker-)?compose[._-]override\.ya?ml$/i.test(path)) return 'override';
  for (const word of words.reverse()) {
    if (production.test(word)) return 'service';
    if (development.test(word)) return 'development';
    if (test.test(word)) return 'test';
    if (example.test(word)) return 'example';
  }
  return 'service';
}
