import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import badReleaseTimeline from '../../evidence/bad-release-timeline.ts';
import ci from '../../evidence/ci.ts';

const reversed = {
  defect: 'errors' as const,
  reversedMs: 90_000,
  largestShare: 0.1,
  versionAtEnd: 'old' as const,
  byHand: false,
};
const good = { defect: 'none' as const, largestShare: 1, versionAtEnd: 'new' as const, byHand: false };

export default defineAudit({
  title: 'A bad release is noticed and reversed without a person',
  failureTitle: 'A bad release stays until a person takes it back',
  why: 'Minutes of a bad release at night become hours.',
  fix: 'Let the pipeline watch error rate and latency of the new version for some minutes and go back by itself; the platform can do it on a failed health check (`deploy.rollback`, Argo Rollouts, `auto_rollback` of Fly).',
  refs: ['Mercari production readiness', 'Argo Rollouts'],
  severity: 'major',
  state: 'trial',
  effortHours: 12,
  claims: [
    'automatic rollback',
    'automatic rollback on failure',
    'automated rollback',
    'automatic and manual rollback',
    'automated deployment with rollback',
    'recovery time: < 15 minutes (automated rollback)',
    'automatic rollbacks',
    'rollback on failure',
    'rollback triggers',
  ],
  limits: { withinMinutes: { default: 15, unit: 'minutes', about: 'how long a bad release may answer' } },
  needs: { seen: badReleaseTimeline },
  signs: {
    from: { ci },
    look: ({ ci: { pipelines } }): Where[] =>
      pipelines.flatMap(({ jobs }) =>
        jobs.flatMap(({ steps }) =>
          steps
            .filter(
              ({ does, says, if: when }) =>
                does.includes('rollback') || (says.includes('rollback') && /failure\(\)/.test(when ?? '')),
            )
            .map(({ file, line, name, does }) => ({
              file,
              line,
              note: does.includes('rollback')
                ? (name ?? 'rolls back')
                : `${name ?? 'a step'} is called rollback and does nothing of the kind`,
            })),
        ),
      ),
  },
  judge({ seen }, policy) {
    const { value, from } = policy.limit('withinMinutes');
    const bad = seen.releases.filter(({ defect }) => defect !== 'none');
    const findings: Finding[] = bad.flatMap(({ defect, reversedMs, versionAtEnd, byHand }): Finding[] => {
      const where = {
        note: `a release that ${defect === 'slow' ? 'is slow' : defect === 'errors' ? 'fails' : 'does not start'}`,
      };
      if (byHand || versionAtEnd !== 'old' || reversedMs === undefined)
        return [
          { key: `stays:${defect}`, says: `A bad release (${defect}) was not taken back by itself.`, where },
        ];
      if (reversedMs <= value * 60_000) return [];
      return [
        {
          key: `late:${defect}`,
          says: `A bad release (${defect}) was taken back after ${Math.round(reversedMs / 60_000)} minutes; ${from} allows ${value}.`,
          where,
        },
      ];
    });
    const wronged = seen.releases.filter(
      ({ defect, versionAtEnd }) => defect === 'none' && versionAtEnd !== 'new',
    );
    for (const _ of wronged.slice(0, 1))
      findings.push({
        key: 'good-one',
        says: 'A good release was taken back as well: the judge cannot tell them apart.',
        where: { note: 'a good release' },
      });
    if (findings.length > 0) return { looked: seen.releases.length, findings };
    if (bad.length > 0 && bad.length === seen.releases.length)
      return {
        abstains: 'unknown',
        because: 'No good release was tried: a pipeline that takes everything back would look the same.',
      };
    return { looked: bad.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { releases: [reversed, good] } } }],
    fail: [
      {
        given: { seen: { releases: [{ ...reversed, reversedMs: undefined, versionAtEnd: 'new' }, good] } },
        findings: ['stays:errors'],
      },
    ],
    hollow: [
      {
        name: 'takes back everything',
        given: { seen: { releases: [reversed, { ...good, versionAtEnd: 'old' }] } },
        findings: ['good-one'],
      },
      { name: 'only bad ones were tried', given: { seen: { releases: [reversed] } }, outcome: 'unknown' },
    ],
    notApplicable: [{ name: 'no release was tried', given: { seen: { releases: [] } } }],
  },
});
