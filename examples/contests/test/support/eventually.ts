import assert from 'node:assert/strict';

const LIMIT_MS = 40_000;
const PAUSE_MS = 50;

/** Waits for what must happen, however busy the machine is; the limit only ends a test that cannot succeed any more. */
export async function eventually(holds: () => Promise<boolean> | boolean, what = 'it'): Promise<void> {
  const until = Date.now() + LIMIT_MS;
  while (!(await holds())) {
    assert.ok(Date.now() < until, `${what} did not happen within ${LIMIT_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
