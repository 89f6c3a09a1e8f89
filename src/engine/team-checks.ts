import { defineAudit, type Audit, type Verdict } from '../kit/audit.ts';
import type { Evidence } from '../kit/evidence.ts';
import { CatalogError, type Catalog } from './catalog.ts';
import type { Check, Config } from './config.ts';

interface Answer {
  readonly id: string;
  readonly request: string;
  readonly status?: number;
  readonly lackingHeaders: readonly string[];
  readonly bodyHasText?: boolean;
  readonly because?: string;
}

interface Run {
  readonly id: string;
  readonly value?: string;
  readonly exitCode?: number;
  readonly because?: string;
}

/** The nouns that hold what the checks saw; the catalog's gatherers bring them. */
interface CheckNouns {
  readonly answers: Evidence<{ answers: readonly Answer[] }>;
  readonly runs: Evidence<{ runs: readonly Run[] }>;
}

const nounNames = { answers: 'check-answers', runs: 'check-runs' } as const;

/** The catalog with the team's own checks as audits `project/<id>`, judged like every other. */
export function withTeamChecks(catalog: Catalog, config: Config): Catalog {
  if (config.checks.length === 0) return catalog;
  const answers = catalog.evidence.get(nounNames.answers);
  const runs = catalog.evidence.get(nounNames.runs);
  if (!answers || !runs)
    throw new CatalogError('checks: in seaworthy.yaml needs the evidence check-answers and check-runs');
  // The schemas of these two nouns parse what the interfaces above describe; a test holds them together.
  const nouns = { answers, runs } as CheckNouns;
  const own = config.checks.map((check) => [`project/${check.id}`, auditOf(check, nouns)] as const);
  return { ...catalog, audits: new Map([...catalog.audits, ...own]) };
}

function auditOf(check: Check, nouns: CheckNouns): Audit {
  const facts = {
    title: check.title,
    failureTitle: `Not so: ${check.title}`,
    why: 'The team named it as a condition of being ready.',
    fix: 'See what was expected and what came back; both stand in the finding.',
    refs: ['seaworthy.yaml'],
    severity: check.severity,
    state: 'stable',
    effortHours: 2,
    claims: check.claims,
  } as const;
  if (check.http) {
    const { expect } = check.http;
    return defineAudit({
      ...facts,
      needs: { seen: nouns.answers },
      judge: ({ seen }) => judgeAnswer(check.id, expect.status, seen.answers),
      examples: {
        pass: [
          {
            given: {
              seen: { answers: [{ id: check.id, request: '', status: expect.status, lackingHeaders: [] }] },
            },
          },
        ],
        fail: [
          {
            given: { seen: { answers: [{ id: check.id, request: '', status: 599, lackingHeaders: [] }] } },
            findings: ['status'],
          },
        ],
      },
    });
  }
  return defineAudit({
    ...facts,
    needs: { seen: nouns.runs },
    judge: ({ seen }) => judgeRun(check, seen.runs),
    examples: {
      pass: [
        {
          given: {
            seen: {
              runs: [
                { id: check.id, value: check.sql?.expect ?? '', exitCode: check.command?.exitCode ?? 0 },
              ],
            },
          },
        },
      ],
      fail: [
        {
          given: { seen: { runs: [{ id: check.id, value: '\0', exitCode: -1 }] } },
          findings: [check.sql ? 'value' : 'exit-code'],
        },
      ],
    },
  });
}

function judgeAnswer(id: string, expected: number, answers: readonly Answer[]): Verdict {
  const answer = answers.find((one) => one.id === id);
  if (!answer) return { abstains: 'unknown', because: 'This check was not among those asked.' };
  const where = { note: answer.request };
  if (answer.status === undefined) {
    return {
      looked: 1,
      findings: [
        {
          key: 'no-answer',
          says: `${answer.request} got no answer: ${answer.because ?? 'no reason given'}.`,
          where,
        },
      ],
    };
  }
  const findings = answer.lackingHeaders.map((name) => ({
    key: `header:${name}`,
    says: `${answer.request} answered without the expected ${name} header.`,
    where,
  }));
  if (answer.status !== expected)
    findings.unshift({
      key: 'status',
      says: `${answer.request} answered ${answer.status}, not ${expected}.`,
      where,
    });
  if (answer.bodyHasText === false)
    findings.push({ key: 'body', says: `${answer.request} answered without the expected text.`, where });
  return { looked: 1, findings };
}

function judgeRun({ id, sql, command }: Check, runs: readonly Run[]): Verdict {
  const run = runs.find((one) => one.id === id);
  if (!run) return { abstains: 'unknown', because: 'This check was not among those run.' };
  const where = { note: sql?.query ?? command?.run ?? id };
  if (sql && run.value === sql.expect) return { looked: 1, findings: [] };
  if (command && run.exitCode === command.exitCode) return { looked: 1, findings: [] };
  const got =
    run.because ??
    (sql
      ? `it gave ${run.value ?? 'no row'}, not ${sql.expect}`
      : `it ended with ${run.exitCode}, not ${command?.exitCode}`);
  return {
    looked: 1,
    findings: [{ key: sql ? 'value' : 'exit-code', says: `Check ${id} does not hold: ${got}.`, where }],
  };
}
