import { defineAudit } from '../../../kit/audit.ts';
import sqlStrings from '../../evidence/sql-strings.ts';

export default defineAudit({
  title: 'No SQL statement is put together from what a request brings',
  failureTitle: 'SQL statements are put together from what a request brings',
  why: 'Whoever sends the request writes the statement: all rows of all customers can be read, changed or dropped with one address bar.',
  fix: "Hand values over as parameters: `db.query('… WHERE id = $1', [id])`, `cursor.execute('… WHERE id = %s', (id,))`, `db.Query(\"… WHERE id = $1\", id)`, `where(name: params[:name])`. Choose names of columns from a list in the code.",
  refs: ['OWASP ASVS 5.0 V1.2', 'CWE-89'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 4,
  claims: [
    'sql injection',
    'sql injection protection',
    'sql injection audit completed',
    'input validation',
    'parameterized queries',
    'input sanitization',
    'sql injection attempts',
    'prepared statements',
    'parameterised queries',
    'sql injection prevention',
    'orm queries',
    'sqli',
  ],
  needs: { seen: sqlStrings },
  judge({ seen }) {
    const findings = seen.built
      .filter((one) => one.part === 'request')
      .map(({ file, line, sink, text }) => ({
        key: `built:${file}:${sink}:${text}`,
        says: `${sink} runs a statement with ${text} in its text.`,
        where: { file, line },
      }));
    const looked = seen.constant + seen.built.length;
    if (findings.length > 0) return { looked, findings };
    if (seen.built.length > 0) {
      return {
        abstains: 'unknown',
        because: `${seen.built.length} statements have parts that are worked out at run time; whether a user can choose them the code here does not tell.`,
        signs: seen.built.map(({ file, line, text }) => ({ file, line, note: text })),
      };
    }
    if (seen.opaque.length > 0) {
      return {
        abstains: 'unknown',
        because: `${seen.opaque.length} calls run statements that are put together elsewhere.`,
        signs: seen.opaque.map(({ file, line, sink }) => ({ file, line, note: sink })),
      };
    }
    const unread = seen.looked.notUnderstood[0];
    if (unread)
      return {
        abstains: 'unknown',
        because: `The ${unread.language} code was not read.`,
        signs: [{ file: unread.example }],
      };
    if (seen.looked.skipped.length > 0 && looked === 0)
      return {
        abstains: 'unknown',
        because: 'Parts of the code could not be read.',
        signs: seen.looked.skipped.slice(0, 5).map(({ file }) => ({ file })),
      };
    if (looked === 0)
      return { abstains: 'unknown', because: 'No SQL was found in the code; a library may write it.' };
    return { looked, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            built: [],
            opaque: [],
            constant: 12,
            looked: { files: 30, skipped: [], notUnderstood: [] },
          },
        },
      },
    ],
    fail: [
      { given: { seen: seenWith('request') }, findings: ['built:src/orders.ts:db.query:req.query.sort'] },
    ],
    hollow: [{ name: 'parts nobody can place', given: { seen: seenWith('variable') }, outcome: 'unknown' }],
    absent: [
      {
        name: 'an object mapper writes all SQL',
        given: {
          seen: { built: [], opaque: [], constant: 0, looked: { files: 30, skipped: [], notUnderstood: [] } },
        },
        outcome: 'unknown',
      },
    ],
  },
});

function seenWith(part: 'request' | 'variable') {
  return {
    built: [
      {
        file: 'src/orders.ts',
        line: 8,
        how: 'interpolation' as const,
        sink: 'db.query',
        part,
        text: 'req.query.sort',
      },
    ],
    constant: 3,
    opaque: [],
    looked: { files: 30, skipped: [], notUnderstood: [] },
  };
}
