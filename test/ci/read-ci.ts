import { memoryRepository } from '../../fixtures/memory-repository.ts';
import ciEvidence from '../../src/catalog/evidence/ci.ts';
import gatherer from '../../src/catalog/gatherers/ci.ts';
import type { Ci, Job } from '../../src/catalog/ci/model.ts';
import { sourceDriver } from '../../src/drivers/source.ts';

/** What the gatherer brings from these files. */
export async function readCi(texts: Readonly<Record<string, string>>): Promise<Ci> {
  const repo = memoryRepository(texts);
  const value = await gatherer.gather({
    given: {},
    drivers: { repo, source: sourceDriver(repo) },
    traits: [],
    signal: new AbortController().signal,
  });
  return ciEvidence.schema.parse(JSON.parse(JSON.stringify(value)));
}

/** One GitHub workflow with one job of these steps, indented by six. */
export async function readSteps(steps: string, more: Readonly<Record<string, string>> = {}): Promise<Job> {
  const workflow = `on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
  const seen = await readCi({ '.github/workflows/ci.yml': workflow, ...more });
  const job = seen.pipelines[0]?.jobs[0];
  if (!job) throw new Error(`no job was read: ${JSON.stringify(seen.problems)}`);
  return job;
}
