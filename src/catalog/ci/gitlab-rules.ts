import type { Tree } from '../yaml-tree.ts';
import { at, entriesOf, itemsOf, textOf, textsOf } from '../yaml-read.ts';
import type { Trigger } from './model.ts';

export interface GitlabRules {
  readonly triggers: readonly Trigger[];
  /** Every way in which it runs waits for a person. */
  readonly manual: boolean;
  readonly mayFail: boolean;
}

/** When a job (or `workflow:`) runs by its `rules`, or `only`; undefined when it says nothing. */
export function gitlabRules(job: Tree): GitlabRules | undefined {
  const rules = at(job, 'rules');
  if (rules !== undefined)
    return fromRules(
      itemsOf(rules).flatMap((item) => (item.kind === 'list' ? itemsOf(item) : [item])),
      textOf(at(job, 'when')),
    );
  const only = at(job, 'only');
  if (only === undefined) return undefined;
  const refs = only.kind === 'map' ? at(only, 'refs') : only;
  const filtered = at(only, 'changes') !== undefined;
  const triggers = textsOf(refs).flatMap(({ text, line }) => fromRef(text, line, filtered));
  const manual = textOf(at(job, 'when')) === 'manual';
  return { triggers: triggers.length > 0 ? triggers : [always(only.line, filtered)], manual, mayFail: false };
}

function fromRules(rules: readonly Tree[], usual: string | undefined): GitlabRules {
  const running = rules.filter((rule) => textOf(at(rule, 'when')) !== 'never');
  const triggers = running.flatMap((rule) => {
    const filtered = entriesOf(rule).has('changes') || entriesOf(rule).has('exists');
    return fromCondition(textOf(at(rule, 'if')), rule.line, filtered);
  });
  return {
    triggers,
    manual: running.length > 0 && running.every((rule) => (textOf(at(rule, 'when')) ?? usual) === 'manual'),
    mayFail: running.length > 0 && running.every((rule) => textOf(at(rule, 'allow_failure')) === 'true'),
  };
}

function fromCondition(condition: string | undefined, line: number, filtered: boolean): Trigger[] {
  if (condition === undefined) return [always(line, filtered)];
  const found: Trigger[] = [];
  const event = condition.slice(0, 200);
  if (/merge_request_event|CI_MERGE_REQUEST/.test(event))
    found.push({ kind: 'proposal', event, line, filtered });
  if (/["']schedule["']/.test(event)) found.push({ kind: 'schedule', event, line, filtered });
  if (/\$CI_COMMIT_TAG\b(?!\s*==\s*null)/.test(event)) found.push({ kind: 'tag', event, line, filtered });
  if (/\$CI_COMMIT_(BRANCH|REF_NAME)|\$CI_DEFAULT_BRANCH|["']push["']/.test(event)) {
    const named = /\$CI_COMMIT_(?:BRANCH|REF_NAME)\s*==\s*["']?([\w./-]+)/.exec(event)?.[1];
    const branch = named ?? (/CI_DEFAULT_BRANCH/.test(event) ? '$default' : undefined);
    found.push({
      kind: 'push',
      event,
      line,
      filtered,
      ...(branch === undefined ? {} : { branches: [branch] }),
    });
  }
  if (/["'](web|api|trigger)["']/.test(event)) found.push({ kind: 'manual', event, line, filtered });
  return found.length > 0 ? found : [{ kind: 'other', event, line, filtered }];
}

function fromRef(ref: string, line: number, filtered: boolean): Trigger[] {
  const base = { event: ref, line, filtered };
  if (ref === 'merge_requests' || ref === 'external_pull_requests') return [{ ...base, kind: 'proposal' }];
  if (ref === 'tags') return [{ ...base, kind: 'tag' }];
  if (ref === 'schedules') return [{ ...base, kind: 'schedule' }];
  if (/^(web|api|triggers|pipelines|chat)$/.test(ref)) return [{ ...base, kind: 'manual' }];
  if (ref === 'branches' || ref === 'pushes') return [{ ...base, kind: 'push' }];
  return [{ ...base, kind: 'push', branches: [ref] }];
}

function always(line: number, filtered: boolean): Trigger {
  return { kind: 'push', event: 'every pipeline', line, filtered };
}
