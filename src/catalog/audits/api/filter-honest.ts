import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import filterAnswers from '../../evidence/filter-answers.ts';
import pageLimits from '../../evidence/page-limits.ts';
import { placesOf } from '../../probing/code-signs.ts';

const honest = {
  parameter: 'status',
  value: 'paid',
  declared: true,
  status: 200,
  items: 3,
  bearing: 3,
  bearingBefore: 3,
};
const unknown = { parameter: 'no-such-filter', value: '1', declared: false, status: 400 };

export default defineAudit({
  title: 'Filters of lists change what is answered, and a filter that nobody knows is refused',
  failureTitle: 'A filter of a list does nothing, or answers with what it should leave out',
  why: 'A misspelled or ignored filter answers with everything: a report counts all orders as paid, and nobody sees that it is wrong.',
  fix: 'Parse the query with a strict schema (`z.strictObject`, `extra="forbid"`, `additionalProperties: false`), pass every parsed filter on to the query, and test each with an item that must be left out.',
  refs: ['OWASP ASVS 5.0 V2.2', 'Zalando RESTful API guidelines: query parameters'],
  severity: 'minor',
  state: 'trial',
  effortHours: 3,
  claims: [
    'filtering',
    'filtering and search',
    'search and filtering',
    'filters',
    'query parameters',
    'sorting and filtering',
    'advanced search',
    'search functionality',
    'advanced query capabilities',
  ],
  needs: { seen: filterAnswers },
  signs: { from: { code: pageLimits }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    const asked = seen.lists.flatMap(({ route, items, asked: filters }) =>
      filters.map((one) => ({ ...one, route, before: items })),
    );
    const findings = asked.flatMap((one): Finding[] => {
      const { route, parameter, value, status } = one;
      const found = (key: string, says: string) => [
        {
          key: `${key}:${route}?${parameter}`,
          says: `${route}?${parameter}=${value} ${says}`,
          where: { url: route },
        },
      ];
      if (status !== undefined && status >= 500) return found('broken', `answers ${status}.`);
      if (status === undefined || status >= 300) return [];
      if (!one.declared)
        return one.items === one.before
          ? found('unknown-accepted', `answers ${status}, as if the unknown filter were not there.`)
          : [];
      const wrong = (one.items ?? 0) - (one.bearing ?? one.items ?? 0);
      if (wrong > 0) return found('let-through', `answers with ${wrong} items that do not bear the value.`);
      return (one.items ?? 0) === 0 && (one.bearingBefore ?? 0) > 0
        ? found('lost', `answers with nothing, though ${one.bearingBefore ?? 0} items bear the value.`)
        : [];
    });
    if (findings.length > 0) return { looked: asked.length, findings };
    // Where all items bear the value, or none does, a filter that works and one that is ignored look alike.
    const telling = asked.filter(
      ({ declared, before, bearing, bearingBefore }) =>
        declared && bearing !== undefined && bearing > 0 && (bearingBefore ?? 0) < (before ?? 0),
    );
    if (telling.length === 0)
      return { abstains: 'unknown', because: 'No list had both items to keep and items to leave out.' };
    return { looked: telling.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { lists: [{ route: '/v1/orders', items: 9, asked: [honest, unknown] }] } } }],
    fail: [
      {
        given: {
          seen: {
            lists: [
              {
                route: '/v1/orders',
                items: 9,
                asked: [
                  { ...honest, items: 9 },
                  { ...unknown, status: 200, items: 9 },
                ],
              },
            ],
          },
        },
        findings: ['let-through:/v1/orders?status', 'unknown-accepted:/v1/orders?no-such-filter'],
      },
      {
        name: 'a filter that breaks and one that loses',
        given: {
          seen: {
            lists: [
              {
                route: '/v1/orders',
                items: 9,
                asked: [
                  { ...honest, status: 500 },
                  { ...honest, parameter: 'from', items: 0, bearing: 0 },
                ],
              },
            ],
          },
        },
        findings: ['broken:/v1/orders?status', 'lost:/v1/orders?from'],
      },
    ],
    hollow: [
      {
        name: 'every item bears the value',
        given: { seen: { lists: [{ route: '/v1/orders', items: 3, asked: [honest] }] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ name: 'no list', given: { seen: { lists: [] } }, outcome: 'unknown' }],
  },
});
