import { defineAudit } from '../../../kit/audit.ts';
import errorHandlers from '../../evidence/error-handlers.ts';

export default defineAudit({
  title: 'The code shows no debug pages and no stack traces to users',
  failureTitle: 'The code shows debug pages or stack traces to users',
  why: 'A stack trace names files, versions and queries; a debug page runs code for whoever finds it.',
  fix: 'Switch debugging on by an environment variable that is absent in production (`DEBUG = env.bool("DEBUG", default=False)`), answer errors with a fixed text and an id, and write the details to the log.',
  refs: ['OWASP ASVS 5.0 V16.5', 'CWE-209'],
  severity: 'major',
  state: 'stable',
  effortHours: 2,
  claims: [
    'error handling',
    'robust error responses',
    'standardized error responses',
    'debug mode disabled',
    'error handling works properly',
    'debug mode',
    'debug off',
    'debug disabled',
    'debug=false',
    'debug logging disabled',
    'production mode',
    'no debug endpoints',
    'node_env=production',
    'node_env production',
    'development features disabled',
    'debug mode off',
    'no stack traces',
  ],
  needs: { seen: errorHandlers },
  judge({ seen }) {
    const faults = seen.found.filter(
      ({ does, options }) =>
        (does === 'leak' && options['what'] === 'stack') ||
        (does === 'debug on' && options['what'] === undefined),
    );
    const findings = faults.map(({ file, line, library, does }) => ({
      key: `${does}:${file}:${library}`,
      says: does === 'leak' ? `This ${library} carries a stack trace.` : `${library} runs in debug mode.`,
      where: { file, line },
    }));
    if (findings.length > 0)
      return {
        looked: seen.found.length,
        findings: [...new Map(findings.map((finding) => [finding.key, finding])).values()],
      };
    const handlers = seen.found.filter((one) => one.does === 'handle');
    const doubtful = seen.found.filter((one) => one.does !== 'handle');
    const signs = [...doubtful, ...handlers].map(({ file, line, library, does, options }) => ({
      file,
      line,
      note: `${library}: ${does}${options['what'] === undefined ? '' : ` (${String(options['what'])})`}`,
    }));
    if (doubtful.length > 0)
      return {
        abstains: 'unknown',
        because: 'Some answers carry the text of the error; start the service to see what they say.',
        signs,
      };
    if (seen.looked.notUnderstood.length > 0 || handlers.length === 0)
      return {
        abstains: 'unknown',
        because:
          'No error handler was recognised in the code: what the framework answers by itself shows when it runs.',
        signs,
      };
    return { looked: handlers.length, findings };
  },
  examples: {
    pass: [{ given: { seen: seenWith(['handler', 'handle', undefined]) } }],
    fail: [
      {
        given: { seen: seenWith(['handler', 'handle', undefined], ['answer', 'leak', 'stack']) },
        findings: ['leak:src/app.ts:answer'],
      },
      {
        given: { seen: seenWith(['Django', 'debug on', undefined]) },
        findings: ['debug on:src/app.ts:Django'],
      },
    ],
    hollow: [
      {
        name: 'a handler, and answers with the text of the error',
        given: { seen: seenWith(['handler', 'handle', undefined], ['answer', 'leak', 'message']) },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: seenWith() }, outcome: 'unknown' }],
  },
});

function seenWith(...found: readonly (readonly [string, string, string | undefined])[]) {
  return {
    found: found.map(([library, does, what], index) => ({
      file: 'src/app.ts',
      line: index + 1,
      library,
      does,
      options: what === undefined ? {} : { what },
      complete: true,
    })),
    looked: { files: 10, skipped: [], notUnderstood: [] },
  };
}
