export const nodeReporterFile = 'reporter.mjs';

/**
 * A reporter for node:test, given by NODE_OPTIONS: a script may start the runner several times, so each process writes
 * a file of its own. Plain ESM for Node 20.16 and up; it runs inside the target's own runner.
 */
export const nodeReporter = `
const { appendFileSync } = process.getBuiltinModule('node:fs');
// Tests that start a runner of their own must find the environment as it was.
const file = process.env.SEAWORTHY_REPORTS + '/node-' + process.pid + '.jsonl';
process.env.NODE_OPTIONS = (process.env.NODE_OPTIONS ?? '').replace(/--test-reporter(-destination)?=\\S+/g, '').trim();
if (process.env.NODE_OPTIONS === '') delete process.env.NODE_OPTIONS;
delete process.env.SEAWORTHY_REPORTS;
const put = (value) => appendFileSync(file, JSON.stringify(value) + '\\n');
export default async function* report(source) {
  put({ began: true });
  for await (const { type, data } of source) {
    if (type === 'test:coverage') {
      const { totals, files, workingDirectory } = data.summary;
      put({ coverage: { totals, workingDirectory, files: files.map((one) => ({ path: one.path, total: one.totalLineCount, covered: one.coveredLineCount })) } });
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    const error = data.details?.error;
    const says = error ? String(error.cause?.stack ?? error.cause ?? error.message).slice(0, 2000) : undefined;
    const skipped = (data.skip !== undefined && data.skip !== false) || (data.todo !== undefined && data.todo !== false);
    const name = data.name.slice(0, 300);
    put({ test: { name, file: data.file, says, outcome: skipped ? 'skip' : type === 'test:pass' ? 'pass' : 'fail' } });
    if (type === 'test:fail' && !skipped) yield 'failed: ' + name + '\\n';
  }
}
`;
