import type { ParsedYaml } from '../yaml-tree.ts';
import { at, entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import type { FormProblem } from './github-form.ts';

/** Names that a workflow uses and no part of the file defines. */
export function circleForm(file: string, parsed: ParsedYaml): readonly FormProblem[] {
  const root = parsed.documents[0];
  const found: FormProblem[] = parsed.problems.map(({ line, says }) => ({
    file,
    line,
    kind: 'yaml',
    about: says.slice(0, 40),
    says: `${file} is not valid YAML: ${says}`,
  }));
  if (found.length > 0) return found;
  // A set-up configuration is replaced by another one while it runs.
  if (textOf(at(root, 'setup')) === 'true') return [];
  const jobs = entriesOf(at(root, 'jobs'));
  for (const [workflow, entry] of entriesOf(at(root, 'workflows'))) {
    const listed = itemsOf(at(entry.value, 'jobs')).map((item) => {
      const [first] = entriesOf(item);
      const id = first?.[0] ?? textOf(item) ?? '';
      return {
        id,
        name: textOf(at(first?.[1].value, 'name')) ?? id,
        config: first?.[1].value,
        line: item.line,
      };
    });
    const names = new Set(listed.map((one) => one.name));
    for (const { id, config, line } of listed) {
      const approval = textOf(at(config, 'type')) !== undefined;
      if (!approval && !id.includes('/') && !jobs.has(id))
        found.push({
          file,
          line,
          kind: 'job',
          about: `${workflow}:${id}`,
          says: `The workflow ${workflow} runs ${id}, which is not under jobs.`,
        });
      for (const need of itemsOf(at(config, 'requires'))) {
        const other = textOf(need);
        // A matrix gives its jobs names of their own.
        if (
          other === undefined ||
          names.has(other) ||
          /<</.test(other) ||
          listed.some((one) => at(one.config, 'matrix') !== undefined)
        )
          continue;
        found.push({
          file,
          line: need.line,
          kind: 'requires',
          about: `${workflow}:${other}`,
          says: `${id} requires ${other}, which ${workflow} does not run.`,
        });
      }
    }
  }
  return found;
}
