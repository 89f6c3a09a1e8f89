import type { Pipeline } from './model.ts';

export interface FormProblem {
  readonly file: string;
  readonly line: number;
  /** One word for the sort of problem; with `about` it makes a key that stays the same between runs. */
  readonly kind: string;
  readonly about: string;
  readonly says: string;
}

interface Parts {
  check(file: string, text: string): readonly { readonly line: number; readonly message: string }[];
}

let parts: Promise<Parts> | undefined;

/** What GitHub's own workflow schema says against a workflow: syntax, unknown keys, contexts, expressions, needs. */
export async function githubForm(file: string, text: string): Promise<readonly FormProblem[]> {
  parts ??= loadParts();
  const found = (await parts).check(file, text);
  return found.map(({ line, message }) => ({
    file,
    line,
    kind: 'schema',
    about: aboutOf(message),
    says: message.slice(0, 300),
  }));
}

/** Loaded on first use: the parser takes longer to load than most repositories to check. */
async function loadParts(): Promise<Parts> {
  const [contexts, reader, yaml, schemas, json, trace] = await Promise.all([
    import('@actions/workflow-parser/templates/template-context'),
    import('@actions/workflow-parser/templates/template-reader'),
    import('@actions/workflow-parser/workflows/yaml-object-reader'),
    import('@actions/workflow-parser/templates/schema/index'),
    import('@actions/workflow-parser/templates/json-object-reader'),
    import('@actions/workflow-parser/templates/trace-writer'),
  ]);
  // The package's own loader imports this JSON in a way that only bundlers take.
  const at = new URL('./workflow-v1.0.min.json', import.meta.resolve('@actions/workflow-parser'));
  const definition: unknown = (await import(at.href, { with: { type: 'json' } })).default;
  const schema = schemas.TemplateSchema.load(
    new json.JSONObjectReader(undefined, JSON.stringify(definition)),
  );
  return {
    check(file, text) {
      const context = new contexts.TemplateContext(
        new contexts.TemplateValidationErrors(),
        schema,
        new trace.NoOperationTraceWriter(),
      );
      const fileId = context.getFileId(file);
      const read = new yaml.YamlObjectReader(fileId, text);
      for (const error of read.errors) context.error(fileId, error.message, error.range);
      if (read.errors.length === 0) reader.readTemplate(context, 'workflow-root-strict', read, fileId);
      return context.errors.getErrors().map((error) => ({
        line: error.range?.start.line ?? 1,
        message: error.rawMessage,
      }));
    },
  };
}

function aboutOf(message: string): string {
  return (
    /'([^']{1,60})'|"([^"]{1,60})"/
      .exec(message)
      ?.slice(1)
      .find((one) => one !== undefined) ?? message.slice(0, 40)
  ).trim();
}

/** Jobs that wait for a job that is not there, or for themselves. */
export function brokenNeeds({ file, jobs }: Pipeline): readonly FormProblem[] {
  const found: FormProblem[] = [];
  const needs = new Map(jobs.map((job) => [job.id, job.needs]));
  for (const job of jobs) {
    for (const need of job.needs) {
      if (needs.has(need) || /\$\{\{/.test(need)) continue;
      const says = `The job ${job.id} needs ${need}, which the workflow does not have.`;
      found.push({ file, line: job.line, kind: 'needs', about: `${job.id}:${need}`, says });
    }
    if (reaches(job.id, needs)) {
      const says = `The job ${job.id} needs itself, through other jobs.`;
      found.push({ file, line: job.line, kind: 'cycle', about: job.id, says });
    }
  }
  return found;
}

function reaches(id: string, needs: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const queue = [...(needs.get(id) ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...(needs.get(next) ?? []));
  }
  return false;
}

/** Local actions and reusable workflows that are not there. */
export function missingParts(pipeline: Pipeline): readonly FormProblem[] {
  const found: FormProblem[] = [];
  for (const job of pipeline.jobs) {
    if (job.calls?.exists === false) {
      const { workflow } = job.calls;
      const says = `The job ${job.id} uses ${workflow}, which is not in the repository.`;
      found.push({ file: job.file, line: job.line, kind: 'missing', about: workflow, says });
    }
    // Another repository checked out, or an action built on the way, can bring the folder.
    const brought = job.steps.some(
      (step) => step.does.includes('checkout') && ('repository' in step.with || 'path' in step.with),
    );
    for (const step of job.steps) {
      if (step.action?.exists !== false || brought || step.uses === undefined) continue;
      const says = `A step of ${job.id} uses ${step.uses}, which is not in the repository.`;
      found.push({ file: step.file, line: step.line, kind: 'missing', about: step.uses, says });
    }
  }
  return found;
}
