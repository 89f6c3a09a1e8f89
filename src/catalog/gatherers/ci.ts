import { defineGatherer } from '../../kit/gatherer.ts';
import { circleForm } from '../ci/circleci-form.ts';
import { readCircle } from '../ci/circleci.ts';
import { readWorkflow } from '../ci/github-actions.ts';
import { brokenNeeds, githubForm, missingParts, type FormProblem } from '../ci/github-form.ts';
import { gitlabForm } from '../ci/gitlab-form.ts';
import { readGitlab } from '../ci/gitlab.ts';
import { foreignSystemOf } from '../ci/foreign.ts';
import type { Pipeline } from '../ci/model.ts';
import { openShelf } from '../ci/shelf.ts';
import ci from '../evidence/ci.ts';
import manifests from '../evidence/manifests.ts';
import { parseYaml } from '../yaml-tree.ts';

const maxWorkflows = 150;

export default defineGatherer({
  brings: ci,
  uses: ['repo', 'source'],
  wants: { packages: manifests },
  limitMs: 30_000,
  async gather({ drivers: { repo, source }, given, signal }) {
    const shelf = await openShelf(repo, source, given.packages?.manifests ?? []);
    const paths = (await repo.list()).filter((file) => file.kind === 'file').map((file) => file.path);
    const systems: {
      system: ReturnType<typeof foreignSystemOf> & string;
      file: string;
      understood: boolean;
    }[] = [];
    const pipelines: Pipeline[] = [];
    const elsewhere: { file: string; line: number; what: string }[] = [];
    const problems: FormProblem[] = [];
    const validated: string[] = [];
    const skipped: { file: string; because: string }[] = [];

    const workflows = paths.filter((path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path));
    for (const file of workflows.slice(0, maxWorkflows)) {
      if (signal.aborted) break;
      systems.push({ system: 'github-actions', file, understood: true });
      const text = await shelf.text(file);
      if (text === undefined) {
        skipped.push({ file, because: 'it is too big or not text' });
        continue;
      }
      const parsed = parseYaml(text);
      const bomb = parsed.problems.find((one) => /too many values|too deeply/.test(one.says));
      if (bomb) {
        skipped.push({ file, because: bomb.says });
        continue;
      }
      validated.push(file);
      problems.push(...(await githubForm(file, text)));
      const pipeline = await readWorkflow(file, text, parsed, shelf);
      if (pipeline === undefined) {
        skipped.push({ file, because: 'it has no jobs' });
        continue;
      }
      pipelines.push(pipeline);
      problems.push(...missingParts(pipeline), ...brokenNeeds(pipeline));
      for (const job of pipeline.jobs) {
        if (job.calls && job.calls.file === undefined)
          elsewhere.push({ file, line: job.line, what: job.calls.workflow });
      }
    }
    for (const file of workflows.slice(maxWorkflows))
      skipped.push({ file, because: 'there are too many workflows' });

    if (paths.includes('.gitlab-ci.yml')) {
      const file = '.gitlab-ci.yml';
      systems.push({ system: 'gitlab-ci', file, understood: true });
      const read = await readGitlab(file, shelf);
      pipelines.push(read.pipeline);
      elsewhere.push(...read.files.elsewhere);
      problems.push(...gitlabForm(file, read.files));
      validated.push(file);
    }

    for (const file of paths.filter((path) => /^\.circleci\/config\.ya?ml$/.test(path))) {
      systems.push({ system: 'circleci', file, understood: true });
      const text = await shelf.text(file);
      if (text === undefined) {
        skipped.push({ file, because: 'it is too big or not text' });
        continue;
      }
      const read = await readCircle(file, text, shelf);
      pipelines.push(...read.pipelines);
      elsewhere.push(...read.elsewhere);
      problems.push(...circleForm(file, parseYaml(text)));
      validated.push(file);
    }

    for (const file of paths) {
      const system = foreignSystemOf(file);
      if (system !== undefined) systems.push({ system, file, understood: false });
    }
    return {
      systems,
      pipelines,
      bodies: [...shelf.bodies.values()],
      elsewhere,
      problems,
      validated,
      skipped,
    };
  },
});
