import { defineAudit } from '../../../kit/audit.ts';
import pageLimits from '../../evidence/page-limits.ts';
import probeAnswers, { type Probe } from '../../evidence/probe-answers.ts';
import { placesOf } from '../../probing/code-signs.ts';
import {
  answeredFor,
  distinct,
  foundBy,
  isReached,
  isTurnedAway,
  probe,
  probed,
} from '../../probing/probes.ts';

export default defineAudit({
  title: 'The size of a page is capped: asking for a million is refused or clamped',
  failureTitle: 'The size of a page is not capped',
  why: 'One request for everything reads the whole table into memory, and the service is gone for all.',
  fix: 'Parse the size with an upper bound (`z.coerce.number().int().min(1).max(100)`, `Query(20, le=100)`, `max_page_size`), page by cursor, and give lists without a size a default.',
  refs: ['OWASP ASVS 5.0 V2.4', 'OWASP API4:2023'],
  severity: 'major',
  state: 'stable',
  effortHours: 2,
  claims: ['pagination', 'efficient data retrieval', 'paginated', 'page size limit', 'cursor pagination'],
  limits: { largestPage: { default: 1_000, unit: 'items', about: 'items in one answer' } },
  needs: { seen: probeAnswers },
  signs: { from: { code: pageLimits }, look: ({ code }) => placesOf(code) },
  judge({ seen }, policy) {
    const limit = policy.limit('largestPage');
    const asked = answeredFor(seen.exchanges, 'page-huge');
    const findings = asked.flatMap((one) => {
      const items = itemsIn(one.note);
      if (one.status !== undefined && one.status >= 500)
        return [
          foundBy(
            one,
            'broken',
            `${one.method} ${one.route} answers ${one.status} when a huge page is asked for.`,
          ),
        ];
      return items !== undefined && items > limit.value
        ? [
            foundBy(
              one,
              'huge',
              `${one.method} ${one.route} gave ${items} items at once; ${limit.from} allows ${limit.value}.`,
            ),
          ]
        : [];
    });
    if (findings.length > 0) return { looked: asked.length, findings: distinct(findings) };
    // A short table answers with few items whatever was asked: only a refusal or a full table proves a cap.
    const proven = asked.filter(
      (one) =>
        (one.status !== undefined &&
          one.status >= 400 &&
          one.status < 500 &&
          !isTurnedAway(one) &&
          isReached(seen.exchanges, one) &&
          !usualFails(seen.exchanges, one)) ||
        (itemsIn(one.note) !== undefined && /of \d+ there/.test(one.note ?? '')),
    );
    if (proven.length === 0)
      return {
        abstains: 'unknown',
        because: 'No list held more items than one page, so nothing was there to be capped.',
      };
    return { looked: proven.length, findings };
  },
  examples: {
    pass: [
      { given: { seen: probed(probe('page-huge', 422)) } },
      {
        name: 'clamped',
        given: { seen: probed(probe('page-huge', 200, { note: '100 items of 5000 there' })) },
      },
    ],
    fail: [
      {
        given: { seen: probed(probe('page-huge', 200, { note: '5000 items of 5000 there' })) },
        findings: ['huge:GET /v1/orders'],
      },
    ],
    hollow: [
      {
        name: 'a usual page is refused, too',
        given: { seen: probed(probe('page-usual', 400), probe('page-huge', 400)) },
        outcome: 'unknown',
      },
      {
        name: 'nothing of that name is there',
        given: { seen: probed(probe('page-huge', 404)) },
        outcome: 'unknown',
      },
      {
        name: 'three rows in the table',
        given: { seen: probed(probe('page-huge', 200, { note: '3 items' })) },
        outcome: 'unknown',
      },
    ],
  },
});

/** What refuses a usual page as well does not refuse the size of a huge one. */
function usualFails(exchanges: readonly Probe[], huge: Probe): boolean {
  return answeredFor(exchanges, 'page-usual').some(
    (one) => one.method === huge.method && one.route === huge.route && (one.status ?? 0) >= 400,
  );
}

function itemsIn(note: string | undefined): number | undefined {
  const count = /^(\d+) items/.exec(note ?? '')?.[1];
  return count === undefined ? undefined : Number(count);
}
