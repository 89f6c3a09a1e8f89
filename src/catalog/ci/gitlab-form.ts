import { at, entriesOf, itemsOf, textOf, textsOf } from '../yaml-read.ts';
import type { FormProblem } from './github-form.ts';
import { extended, type GitlabFiles } from './gitlab-jobs.ts';

const defaultStages = ['.pre', 'build', 'test', 'deploy', '.post'];
const reserved =
  /^(default|include|stages|variables|workflow|image|services|before_script|after_script|cache|spec|types|pages)$/;

/** What GitLab would refuse, as far as the files here show it; with remote includes, names may come from there. */
export function gitlabForm(file: string, files: GitlabFiles): readonly FormProblem[] {
  const found: FormProblem[] = files.problems.map(({ says, ...place }) => ({
    ...place,
    kind: 'yaml',
    about: says.slice(0, 40),
    says: `${place.file} is not valid YAML: ${says}`,
  }));
  for (const { path, ...place } of files.missing) {
    found.push({
      ...place,
      kind: 'missing',
      about: path,
      says: `It includes ${path}, which is not in the repository.`,
    });
  }
  if (found.length > 0) return found;
  const closed = files.elsewhere.length === 0;
  const { entries } = files;
  const names = [...entries.keys()].filter((name) => !reserved.test(name));
  const visible = names.filter((name) => !name.startsWith('.'));
  if (visible.length === 0 && closed)
    found.push({ file, line: 1, kind: 'empty', about: file, says: `${file} defines no job.` });
  const listed = textsOf(entries.get('stages')?.value).map((one) => one.text);
  const stages = listed.length > 0 ? ['.pre', ...listed, '.post'] : defaultStages;
  for (const name of visible) {
    const entry = entries.get(name);
    if (entry === undefined || entry.value.kind !== 'map') continue;
    const place = { file: entry.file, line: entry.line };
    const job = extended(name, entries);
    if (!closed || job === undefined) continue;
    for (const { text } of textsOf(at(entry.value, 'extends'))) {
      if (!entries.has(text))
        found.push({
          ...place,
          kind: 'extends',
          about: `${name}:${text}`,
          says: `${name} extends ${text}, which no file defines.`,
        });
    }
    const stage = textOf(at(job, 'stage'));
    if (stage !== undefined && !/[$]/.test(stage) && !stages.includes(stage))
      found.push({
        ...place,
        kind: 'stage',
        about: `${name}:${stage}`,
        says: `${name} is in the stage ${stage}, which is not in stages.`,
      });
    const runs = ['script', 'trigger', 'run', 'release'].some((key) => entriesOf(job).has(key));
    if (!runs && !entriesOf(job).has('extends'))
      found.push({ ...place, kind: 'script', about: name, says: `${name} has no script, run or trigger.` });
    for (const need of itemsOf(at(job, 'needs'))) {
      if (
        at(need, 'optional') !== undefined ||
        at(need, 'project') !== undefined ||
        at(need, 'pipeline') !== undefined
      )
        continue;
      const other = textOf(need) ?? textOf(at(need, 'job'));
      if (other !== undefined && !/[$]/.test(other) && !entries.has(other))
        found.push({
          ...place,
          kind: 'needs',
          about: `${name}:${other}`,
          says: `${name} needs ${other}, which no file defines.`,
        });
    }
  }
  return found;
}
