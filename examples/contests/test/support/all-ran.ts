// A reporter under which a run fails when a test was skipped, or when none ran: what did not run shows nothing.
import type { TestEvent } from 'node:test/reporters';

export default async function* allRan(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    if (type === 'test:fail') yield `not ok: ${data.name} (${data.file ?? ''}:${data.line ?? ''})\n`;
    if (type !== 'test:summary' || data.file !== undefined) continue;
    const { tests, passed, skipped } = data.counts;
    if (tests === 0 || passed < tests) process.exitCode = 1;
    yield `${passed} of ${tests} tests passed, ${skipped} skipped\n`;
  }
}
