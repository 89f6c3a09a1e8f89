import { z } from 'zod';
import type { ForgeDriver } from '../../kit/drivers.ts';
import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import forgeProtection from '../evidence/forge-protection.ts';

const repository = z.object({ default_branch: z.string(), html_url: z.string() });
const classicRules = z.object({
  required_status_checks: z
    .object({
      contexts: z.array(z.string()).optional(),
      checks: z.array(z.object({ context: z.string() })).optional(),
    })
    .nullish(),
  enforce_admins: z.object({ enabled: z.boolean() }).nullish(),
  required_pull_request_reviews: z
    .object({ required_approving_review_count: z.number().nullish() })
    .nullish(),
  allow_force_pushes: z.object({ enabled: z.boolean() }).nullish(),
  allow_deletions: z.object({ enabled: z.boolean() }).nullish(),
});
const activeRules = z.array(
  z.object({
    type: z.string(),
    ruleset_id: z.number().optional(),
    parameters: z
      .object({
        required_status_checks: z.array(z.object({ context: z.string() })).optional(),
        required_approving_review_count: z.number().optional(),
      })
      .optional(),
  }),
);
const ruleset = z.object({ bypass_actors: z.array(z.unknown()).optional() });

export default defineGatherer({
  brings: forgeProtection,
  uses: ['forge'],
  limitMs: 30_000,
  async gather({ drivers: { forge }, signal }) {
    const { default_branch: branch, html_url: url } = repository.parse(await forge.get('', signal));
    const name = encodeURIComponent(branch);
    const [classic, active] = await Promise.all([
      tryGet(forge, `branches/${name}/protection`, signal),
      tryGet(forge, `rules/branches/${name}`, signal),
    ]);
    const one = typeof classic === 'string' ? undefined : classicRules.parse(classic.value);
    const many = typeof active === 'string' ? [] : activeRules.parse(active.value);
    const checks = [
      ...(one?.required_status_checks?.checks?.map((check) => check.context) ??
        one?.required_status_checks?.contexts ??
        []),
      ...many.flatMap((rule) => rule.parameters?.required_status_checks?.map((check) => check.context) ?? []),
    ];
    const has = (type: string) => many.some((rule) => rule.type === type);
    const admins = one?.enforce_admins?.enabled ?? (await withoutBypass(forge, many, signal));
    return {
      defaultBranch: branch,
      url,
      classic: typeof classic === 'string' ? classic : ('present' as const),
      rulesets:
        typeof active === 'string' ? active : many.length > 0 ? ('present' as const) : ('absent' as const),
      requiredChecks: [...new Set(checks)].sort(),
      ...(admins === undefined ? {} : { appliesToAdmins: admins }),
      requiredApprovals: Math.max(
        one?.required_pull_request_reviews?.required_approving_review_count ?? 0,
        ...many.map((rule) => rule.parameters?.required_approving_review_count ?? 0),
      ),
      forbidsForcePush: one?.allow_force_pushes?.enabled === false || has('non_fast_forward'),
      forbidsDeletion: one?.allow_deletions?.enabled === false || has('deletion'),
    };
  },
});

type Got = { readonly value: unknown } | 'absent' | 'unreadable';

/** 404 says that there is no rule only where the token may see rules at all; GitHub words it "Branch not protected". */
async function tryGet(forge: ForgeDriver, path: string, signal: AbortSignal): Promise<Got> {
  try {
    return { value: await forge.get(path, signal) };
  } catch (error) {
    if (!(error instanceof CannotLook)) throw error;
    if (/\(404\)/.test(error.message)) return 'absent';
    if (/\(403\)/.test(error.message)) return 'unreadable';
    throw error;
  }
}

/** Rulesets apply to everybody whom they do not name as an exception; undefined when those may not be read. */
async function withoutBypass(
  forge: ForgeDriver,
  rules: z.infer<typeof activeRules>,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const ids = [
    ...new Set(
      rules.flatMap((rule) => (rule.type === 'required_status_checks' ? (rule.ruleset_id ?? []) : [])),
    ),
  ];
  if (ids.length === 0) return undefined;
  const answers = await Promise.all(ids.slice(0, 10).map((id) => tryGet(forge, `rulesets/${id}`, signal)));
  const actors = answers.map((one) =>
    typeof one === 'string' ? undefined : ruleset.parse(one.value).bypass_actors,
  );
  if (actors.some((list) => list === undefined)) return undefined;
  return actors.every((list) => list?.length === 0);
}
