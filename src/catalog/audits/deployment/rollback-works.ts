import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import ci from '../../evidence/ci.ts';
import documents from '../../evidence/documents.ts';
import rollbackTimeline from '../../evidence/rollback-timeline.ts';

const done = {
  from: '1.2.0',
  to: '1.1.0',
  followed: { file: 'docs/rollback.md', line: 12 },
  lastAnswerByNewMs: 42_000,
  versionAtEnd: '1.1.0',
  sent: 3_600,
  failed: 0,
  watchedMs: 300_000,
};

export default defineAudit({
  title: 'The documented rollback returns to the release before within the time that is claimed',
  failureTitle: 'The documented rollback does not return to the release before, or not in time',
  why: 'Going back is the first and often the only remedy of a bad release; on that day there is no time to find out how.',
  fix: 'Keep the image of the release before, make going back one command that takes a version, let `/version` tell what runs, and rehearse it with every release.',
  refs: ['Mercari production readiness', 'DORA, time to restore'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 8,
  claims: [
    'rollback',
    'rollback procedures',
    'rollback capabilities',
    'immediate rollback',
    'rollback plan',
    'rollout undo',
    'automated with rollback',
    'deployment rollback procedures',
    'rollback_version',
    'automatic rollback on failure',
    'rollback option',
    'rollback tested',
    'rollback procedure',
    'rollback strategy',
    'rollback rehearsal',
    'rollback command',
    'rollback verified',
    'rollback script',
    'previous version available',
    'revert deployment',
    'rollback process',
    'rollback steps',
    'rollback ready',
    'roll back',
    'previous version can be restored',
    'database rollback',
    'rollback drill',
  ],
  limits: {
    withinMinutes: {
      default: 5,
      unit: 'minutes',
      about: 'how long going back may take, where no document claims less',
    },
  },
  needs: { seen: rollbackTimeline },
  signs: {
    from: { ci, documents },
    look: (given): Where[] => [
      ...given.ci.pipelines.flatMap(({ jobs }) =>
        jobs.flatMap(({ steps }) =>
          steps
            .filter(({ does }) => does.includes('rollback'))
            .map(({ file, line, name }) => ({ file, line, note: name ?? 'a step that rolls back' })),
        ),
      ),
      ...given.documents.documents.flatMap(({ file, sections }) =>
        sections
          .filter(({ subject, steps, commands }) => subject === 'rollback' && steps + commands > 0)
          .map(({ line, text }) => ({ file, line, note: text })),
      ),
    ],
  },
  judge({ seen }, policy) {
    const { value, from } = policy.limit('withinMinutes');
    if (!seen.followed)
      return {
        abstains: 'unknown',
        because: 'No documented way back was followed: what was tried may not be what the team would do.',
      };
    const where = { ...seen.followed };
    const findings: Finding[] = [];
    const limitMs = seen.claimedMs ?? value * 60_000;
    if (seen.lastAnswerByNewMs === undefined)
      findings.push({
        key: 'stays',
        says: `${seen.from} was still answering after ${Math.round(seen.watchedMs / 1_000)} s.`,
        where,
      });
    else if (seen.lastAnswerByNewMs > limitMs) {
      const source = seen.claimedMs === undefined ? from : 'the document';
      findings.push({
        key: 'late',
        says: `Going back took ${Math.round(seen.lastAnswerByNewMs / 1_000)} s; ${source} allows ${Math.round(limitMs / 1_000)}.`,
        where,
      });
    }
    if (seen.versionAtEnd !== undefined && seen.versionAtEnd !== seen.to)
      findings.push({
        key: 'version',
        says: `At the end ${seen.versionAtEnd} was running, not ${seen.to}.`,
        where,
      });
    if (findings.length > 0) return { looked: 1, findings };
    if (seen.versionAtEnd === undefined)
      return {
        abstains: 'unknown',
        because: 'No endpoint tells which version runs, so the return cannot be proven.',
      };
    return { looked: 1, findings };
  },
  examples: {
    pass: [{ given: { seen: done } }],
    fail: [
      {
        name: 'later than the document says',
        given: { seen: { ...done, lastAnswerByNewMs: 1_500_000, claimedMs: 900_000 } },
        findings: ['late'],
      },
      {
        name: 'another version came up',
        given: { seen: { ...done, versionAtEnd: '1.2.0', lastAnswerByNewMs: undefined } },
        findings: ['stays', 'version'],
      },
    ],
    hollow: [
      {
        name: 'a step called rollback that restarts the same version',
        given: { seen: { ...done, versionAtEnd: '1.2.0' } },
        findings: ['version'],
      },
      {
        name: 'nobody can tell which version runs',
        given: { seen: { ...done, versionAtEnd: undefined } },
        outcome: 'unknown',
      },
    ],
  },
});
