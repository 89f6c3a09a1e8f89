import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import probeAnswers, { type Probe } from '../../evidence/probe-answers.ts';
import sqlStrings from '../../evidence/sql-strings.ts';
import {
  answeredFor,
  distinct,
  foundBy,
  isReached,
  isTurnedAway,
  probe,
  probed,
  shutOut,
  statusesOf,
} from '../../probing/probes.ts';

const databaseError =
  /syntax error at or near|unterminated quoted string|SQLSTATE|ORA-\d{5}|You have an error in your SQL syntax|SQLITE_ERROR|unrecognized token|pg_query|psycopg|PG::SyntaxError|QueryFailedError|org\.postgresql\.util\.PSQLException|mysql_fetch/i;
const delayMs = 2_500;

export default defineAudit({
  title: 'Quotes, conditions and delays written in SQL change nothing in the answers',
  failureTitle: 'SQL that is sent as input reaches the database',
  why: 'Whoever finds the field reads or deletes the whole database from their browser.',
  fix: 'Hand values over as parameters in every statement; never put them into its text. The places in the code are listed under security/sql-parts.',
  refs: ['OWASP ASVS 5.0 V1.2', 'CWE-89'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 6,
  claims: [
    'sql injection',
    'sql injection protection',
    'sql injection prevention',
    'sql injection audit completed',
    'input validation',
    'injection attacks',
    'injection testing',
    'sql injection tested',
    'sqli',
  ],
  needs: { seen: probeAnswers },
  signs: {
    from: { code: sqlStrings },
    look: ({ code }) =>
      [...code.built]
        .sort((a, b) => Number(b.part === 'request') - Number(a.part === 'request'))
        .map(({ file, line, text, part }) => ({
          file,
          line,
          note: `${text} in a statement${part === 'request' ? ', from the request' : ''}`,
        })),
  },
  judge({ seen }) {
    const asked = answeredFor(seen.exchanges, 'sql-quote', 'sql-true', 'sql-false', 'sql-delay');
    const findings: Finding[] = [];
    for (const one of asked) {
      if (databaseError.test(one.body))
        findings.push(
          foundBy(one, 'error', `${one.method} ${one.route} answers with an error of the database.`),
        );
      else if (one.purpose === 'sql-delay' && one.tookMs >= delayMs && isUsuallyFast(seen.exchanges, one))
        findings.push(
          foundBy(
            one,
            'delay',
            `${one.method} ${one.route} took ${one.tookMs} ms when SQL asked it to wait.`,
          ),
        );
    }
    for (const yes of asked.filter((one) => one.purpose === 'sql-true')) {
      const no = asked.find(
        (one) =>
          one.purpose === 'sql-false' &&
          one.route === yes.route &&
          one.method === yes.method &&
          one.note === yes.note,
      );
      if (no && yes.status !== undefined && yes.status < 400 && yes.body !== no.body)
        findings.push(
          foundBy(
            yes,
            'condition',
            `${yes.method} ${yes.route} answers a true condition in SQL otherwise than a false one.`,
          ),
        );
    }
    // What was stopped at the door never came near a statement.
    const arrived = asked.filter((one) => !isTurnedAway(one) && isReached(seen.exchanges, one));
    const kinds = new Set(arrived.map((one) => one.purpose));
    if (findings.length === 0 && kinds.size < 4)
      return {
        abstains: 'unknown',
        because:
          asked.length === 0
            ? 'No SQL was sent as input.'
            : arrived.length === 0
              ? `No SQL got past the door (${statusesOf(asked)}): give credentials to try with (auth: in seaworthy.yaml).${shutOut(seen.exchanges)}`
              : 'Only some of quote, true, false and delay were answered.',
      };
    return { looked: findings.length > 0 ? asked.length : arrived.length, findings: distinct(findings) };
  },
  examples: {
    pass: [
      {
        given: {
          seen: probed(
            probe('sql-quote', 422),
            probe('sql-true', 422),
            probe('sql-false', 422),
            probe('sql-delay', 422),
          ),
        },
      },
    ],
    fail: [
      {
        given: { seen: probed(probe('sql-quote', 500, { body: 'syntax error at or near "\'"' })) },
        findings: ['error:GET /v1/orders'],
      },
      {
        name: 'blind',
        given: {
          seen: probed(
            probe('sql-true', 200, { body: '[1,2]' }),
            probe('sql-false', 200, { body: '[]' }),
            probe('sql-delay', 200, { tookMs: 3_010 }),
            probe('page-usual', 200, { tookMs: 9 }),
          ),
        },
        findings: ['delay:GET /v1/orders', 'condition:GET /v1/orders'],
      },
    ],
    hollow: [
      { name: 'one kind of try', given: { seen: probed(probe('sql-quote', 422)) }, outcome: 'unknown' },
      {
        name: 'everything is refused for lack of credentials',
        given: {
          seen: probed(
            probe('sql-quote', 401),
            probe('sql-true', 401),
            probe('sql-false', 401),
            probe('sql-delay', 401),
          ),
        },
        outcome: 'unknown',
      },
      {
        name: 'nothing of that name is there',
        given: {
          seen: probed(
            probe('sql-quote', 404),
            probe('sql-true', 404),
            probe('sql-false', 404),
            probe('sql-delay', 404),
          ),
        },
        outcome: 'unknown',
      },
    ],
  },
});

function isUsuallyFast(exchanges: readonly Probe[], slow: Probe): boolean {
  const usual = exchanges
    .filter((one) => one !== slow && one.route === slow.route && one.purpose !== 'sql-delay')
    .map((one) => one.tookMs);
  return usual.length === 0 || Math.max(...usual) < delayMs / 2;
}
