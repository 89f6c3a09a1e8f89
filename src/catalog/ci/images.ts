import { deedsOf, whereOf } from './look.ts';
import type { Where } from '../../kit/where.ts';
import type { Ci, Job, Pipeline, Step } from './model.ts';

export interface PushedImage {
  readonly pipeline: Pipeline;
  readonly job: Job;
  readonly where: Where;
  /** The tags as written, expressions included. */
  readonly tags: readonly string[];
  /** A commit, a version or a digest is among them. */
  readonly lasting: 'yes' | 'no' | 'unknown';
}

const moving = /:(latest|main|master|prod|production|stable|current|release|live|edge|nightly)$/;

/** Images that jobs push, with the tags they are pushed under. */
export function pushedImages(ci: Ci): PushedImage[] {
  const found: PushedImage[] = [];
  for (const pipeline of ci.pipelines) {
    for (const job of pipeline.jobs) {
      const tags = job.steps.flatMap((step) => tagsOf(ci, job, step));
      if (tags.length === 0) continue;
      const texts = tags.map((one) => one.tag);
      const first = tags[0];
      if (first)
        found.push({ pipeline, job, where: first.where, tags: texts, lasting: isLasting(texts, pipeline) });
    }
  }
  return found;
}

function tagsOf(ci: Ci, job: Job, step: Step): { readonly tag: string; readonly where: Where }[] {
  const where = whereOf({ job, step });
  if (/^(docker|useblacksmith|depot)\/(build-push|bake)-action@/.test(step.uses ?? '')) {
    if (!step.does.includes('publish')) return [];
    if (/push-by-digest=true/.test(step.with['outputs'] ?? ''))
      return [{ tag: 'image@sha256:digest', where }];
    return (step.with['tags'] ?? '${{ unknown }}')
      .split(/[\n,]+/)
      .map((tag) => ({ tag: tag.trim(), where }))
      .filter((one) => one.tag !== '');
  }
  return deedsOf(ci, { job, step }).flatMap(({ command, where: place }) => {
    const text = [command.program, ...command.args].join(' ');
    if (/^(docker|podman) (image )?push /.test(text)) {
      const tag = command.args.filter((arg) => !arg.startsWith('-')).at(-1);
      return tag === undefined
        ? []
        : [{ tag: command.args.includes('--all-tags') ? '${{ all }}' : tag, where: place }];
    }
    if (!/^(docker|podman) (buildx )?build\b.*--push\b/.test(text)) return [];
    return command.args.flatMap((arg, index) => {
      const inline = /^--tag=(.+)$/.exec(arg)?.[1];
      const tag = inline ?? (/^(-t|--tag)$/.test(arg) ? command.args[index + 1] : undefined);
      return tag === undefined ? [] : [{ tag, where: place }];
    });
  });
}

function isLasting(tags: readonly string[], { triggers }: Pipeline): PushedImage['lasting'] {
  const branches = triggers.some((one) => one.kind === 'push');
  const rest = tags.filter((tag) => !moving.test(tag));
  // Without a tag docker means latest.
  if (rest.length === 0) return 'no';
  const fixed = rest.some((tag) => {
    const plain = tag.replace(/\$\{\{[^}]*\}\}/g, 'x').replace(/\$\{?\w+\}?/g, 'x');
    const named = /:[^/]+$|@sha256:/.test(plain);
    return named && !(branches && /:[^/]*(ref_name|REF_NAME|head_ref|BRANCH)/.test(tag));
  });
  if (fixed) return 'yes';
  return rest.every((tag) => /^[\w./-]+$/.test(tag)) ? 'no' : 'unknown';
}
