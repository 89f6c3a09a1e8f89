import { z } from 'zod';
import { readStatements } from '../../documents/statements.ts';
import type { ForgeDriver } from '../../kit/drivers.ts';
import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import { issuesIn } from '../documents/issue-names.ts';
import { openDocuments } from '../documents/open.ts';
import issueRefs, { type IssueRef } from '../evidence/issue-refs.ts';

const maxRefs = 300;
const maxAsked = 60;
const telling = /^(?:readiness|runbook|deployment|rollback|recovery)$/;
const issue = z.object({
  state: z.string(),
  pull_request: z.object({ merged_at: z.string().nullish() }).optional(),
});

export default defineGatherer({
  brings: issueRefs,
  uses: ['repo', 'git', 'forge'],
  limitMs: 60_000,
  async gather({ drivers: { repo, git, forge }, signal }) {
    const open = await openDocuments(repo, signal);
    const subjects = (await git.present()) ? await git.log({ limit: 3_000 }) : [];
    const named = open.documents
      .filter((one) => one.standing === 'current' && telling.test(one.subject))
      .flatMap(({ file, document }) =>
        readStatements(document).flatMap((one) => issuesIn(one).map((ref) => ({ file, ...ref }))),
      )
      .slice(0, maxRefs);
    const here = new Set(named.filter((ref) => ref.slug === undefined).map((ref) => ref.number));
    const asked = await askAll([...here], forge, signal);
    const refs = named.map((ref): IssueRef => {
      if (ref.slug !== undefined) return ref;
      const mention = new RegExp(`(?:#|pull request #?)${ref.number}\\b`, 'i');
      const commit = subjects.find((one) => mention.test(one.subject))?.hash;
      return { ...ref, ...(commit === undefined ? {} : { commit }), ...asked.answers.get(ref.number) };
    });
    const unasked = asked.because === undefined ? {} : { unasked: asked.because };
    return { refs, ...unasked, skipped: [...open.skipped] };
  },
});

type Answer = Pick<IssueRef, 'state' | 'is'>;

/** GitHub counts pull requests among its issues. Without consent nothing is asked. */
async function askAll(
  numbers: readonly number[],
  forge: ForgeDriver,
  signal: AbortSignal,
): Promise<{ answers: Map<number, Answer>; because?: string }> {
  const answers = new Map<number, Answer>();
  if (numbers.length === 0) return { answers };
  try {
    // A token that may not read issues gets 404 for each of them: only after this one does 404 mean that it is gone.
    await forge.get('issues?per_page=1', signal);
    for (const number of numbers.slice(0, maxAsked)) answers.set(number, await ask(number, forge, signal));
    return { answers };
  } catch (error) {
    if (error instanceof CannotLook) return { answers, because: error.message };
    if (error instanceof z.ZodError)
      return { answers, because: 'the code host answered in a form that is not known' };
    throw error;
  }
}

async function ask(number: number, forge: ForgeDriver, signal: AbortSignal): Promise<Answer> {
  const raw = await forge.get(`issues/${number}`, signal).catch((error: unknown) => {
    if (error instanceof CannotLook && /\(404\)|with 410/.test(error.message)) return undefined;
    throw error;
  });
  if (raw === undefined) return { state: 'absent' };
  const found = issue.parse(raw);
  const is = found.pull_request ? ('pull-request' as const) : ('issue' as const);
  if (found.pull_request?.merged_at) return { state: 'merged', is };
  return { state: found.state === 'open' ? 'open' : 'closed', is };
}
