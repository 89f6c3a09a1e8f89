import { z } from 'zod';
import type { ForgeDriver } from '../../kit/drivers.ts';
import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import issueRefs from '../evidence/issue-refs.ts';
import issueStates from '../evidence/issue-states.ts';

const maxAsked = 60;
const issue = z.object({
  state: z.string(),
  pull_request: z.object({ merged_at: z.string().nullish() }).optional(),
});

export default defineGatherer({
  brings: issueStates,
  uses: ['forge'],
  needs: { named: issueRefs },
  limitMs: 60_000,
  async gather({ given: { named }, drivers: { forge }, signal }) {
    const known = new Map<number, Awaited<ReturnType<typeof ask>>>();
    const refs = [];
    for (const ref of named.refs) {
      if (ref.slug !== undefined) {
        refs.push({ ...ref, state: 'elsewhere' as const });
        continue;
      }
      if (!known.has(ref.number)) {
        if (known.size >= maxAsked) throw new CannotLook(`documents name more than ${maxAsked} issues`);
        known.set(ref.number, await ask(forge, ref.number, signal));
      }
      const answer = known.get(ref.number);
      if (answer) refs.push({ ...ref, ...answer });
    }
    return { refs };
  },
});

/** GitHub counts pull requests among its issues. */
async function ask(forge: ForgeDriver, number: number, signal: AbortSignal) {
  const raw = await forge.get(`issues/${number}`, signal).catch((error: unknown) => {
    if (error instanceof Error && /\b(404|410)\b/.test(error.message)) return undefined;
    throw error;
  });
  if (raw === undefined) return { state: 'absent' as const };
  const found = issue.parse(raw);
  const is = found.pull_request ? ('pull-request' as const) : ('issue' as const);
  if (found.pull_request?.merged_at) return { state: 'merged' as const, is };
  return { state: found.state === 'open' ? ('open' as const) : ('closed' as const), is };
}
