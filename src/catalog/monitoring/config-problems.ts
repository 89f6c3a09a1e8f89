import type { Rule, RuleFile } from './types.ts';

interface Problem {
  readonly line: number;
  readonly says: string;
}

/** What Prometheus refuses in a scrape configuration that is valid YAML. */
export function jobProblems(jobs: readonly { readonly name: string; readonly line: number }[]): Problem[] {
  const seen = new Set<string>();
  return jobs.flatMap(({ name, line }) => {
    if (name === '') return [{ line, says: 'a scrape job has no job_name' }];
    if (seen.has(name)) return [{ line, says: `two scrape jobs are called ${name}` }];
    seen.add(name);
    return [];
  });
}

/** What Prometheus refuses in a rule file that is valid YAML. */
export function groupProblems(groups: RuleFile['groups']): Problem[] {
  const seen = new Set<string>();
  const named = groups.flatMap(({ name, line }): Problem[] => {
    if (name === '') return [{ line, says: 'a group of rules has no name' }];
    const again = seen.has(name);
    seen.add(name);
    return again ? [{ line, says: `two groups of rules are called ${name}` }] : [];
  });
  return [...named, ...groups.flatMap(({ rules }) => rules.flatMap(waitProblem))];
}

function waitProblem({ for: wait, name, line }: Rule): Problem[] {
  if (wait === undefined || /^(0|(\d+(ms|[smhdwy]))+)$/.test(wait)) return [];
  return [{ line, says: `${name} waits for "${wait.slice(0, 20)}", which is no duration` }];
}
