import { z } from 'zod';
import { defineGatherer } from '../../kit/gatherer.ts';
import forgeEnvironments from '../evidence/forge-environments.ts';

const repository = z.object({ html_url: z.string() });
const answer = z.object({
  environments: z.array(
    z.object({
      name: z.string(),
      can_admins_bypass: z.boolean().nullish(),
      protection_rules: z
        .array(
          z.object({
            type: z.string(),
            prevent_self_review: z.boolean().nullish(),
            reviewers: z.array(z.unknown()).nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});

export default defineGatherer({
  brings: forgeEnvironments,
  uses: ['forge'],
  limitMs: 30_000,
  async gather({ drivers: { forge }, signal }) {
    const { html_url: url } = repository.parse(await forge.get('', signal));
    const { environments } = answer.parse(await forge.get('environments?per_page=100', signal));
    return {
      url,
      environments: environments.map((one) => {
        const rule = one.protection_rules?.find((each) => each.type === 'required_reviewers');
        return {
          name: one.name,
          reviewers: rule?.reviewers?.length ?? 0,
          preventsSelfReview: rule?.prevent_self_review === true,
          adminsMayBypass: one.can_admins_bypass !== false,
        };
      }),
    };
  },
});
