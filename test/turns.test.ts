import assert from 'node:assert/strict';
import { it } from 'node:test';
import { gather } from '../src/engine/gather.ts';
import { defineEvidence, type Evidence } from '../src/kit/evidence.ts';
import { defineGatherer, type Gatherer } from '../src/kit/gatherer.ts';

const noun = (name: string): Evidence<string> =>
  defineEvidence({ name, about: name, schema: { parse: (value) => String(value) } });

it('heavy gatherers wait for the others and run one at a time, the shortest limit first', async () => {
  const ended: string[] = [];
  let busy = 0;
  const quick = noun('quick');
  const long = noun('long');
  const make = (brings: Evidence<string>, limitMs: number, heavy: boolean, wants = {}): Gatherer =>
    defineGatherer({
      brings,
      uses: [],
      wants,
      limitMs,
      heavy,
      async gather() {
        busy += heavy ? 1 : 0;
        assert.ok(busy <= 1, 'two heavy ones at a time');
        await new Promise((done) => setImmediate(done));
        busy -= heavy ? 1 : 0;
        ended.push(brings.name);
        return brings.name;
      },
    });
  const gatherers = new Map([
    ['long', make(long, 9_000, true)],
    ['short', make(noun('short'), 8_000, true)],
    // Stands on a heavy one: nobody waits for it, and it does not wait for all.
    ['summary', make(noun('summary'), 1_000, false, { long })],
    ['quick', make(quick, 1_000, false)],
  ]);

  const before = { kept: new Map(), missing: new Map() };
  const { kept } = await gather({
    gatherers,
    drivers: {},
    traits: [],
    before,
    redact: (value) => value,
    report: () => undefined,
    signal: new AbortController().signal,
  });

  assert.deepEqual(ended, ['quick', 'short', 'long', 'summary']);
  assert.equal(kept.size, 4);
});
