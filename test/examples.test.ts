import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownCatalog } from '../src/cli/inspection.ts';
import { redactValue } from '../src/drivers/redact.ts';
import { readCatalog } from '../src/engine/catalog.ts';
import { defaultConfig } from '../src/engine/config.ts';
import { keep, type Kept, type Missing } from '../src/engine/gather.ts';
import { judgeAll } from '../src/engine/judge.ts';
import type { Audit, Example, Outcome } from '../src/kit/audit.ts';
import type { Evidence, Needs } from '../src/kit/evidence.ts';

const usualDay = '2026-11-20';
const catalog = await readCatalog([ownCatalog]);

describe('every audit is right on its own examples', () => {
  for (const [id, audit] of catalog.audits) {
    for (const [kind, examples] of Object.entries(audit.examples)) {
      for (const [index, example] of examples.entries()) {
        it(`${id}: ${kind}${example.name ? `, ${example.name}` : ` ${index + 1}`}`, () => {
          const judged = judge(id, audit, example);

          assert.equal(judged.outcome, expectedOutcome(kind, example), judged.because);
          if (example.findings)
            assert.deepEqual(
              judged.findings.map((finding) => finding.key),
              example.findings,
            );
          if (kind === 'fail')
            assert.ok(example.findings, 'a fail example names the finding keys it expects');
        });
      }
    }
  }
});

describe('every audit tells unreachable evidence from bad evidence', () => {
  for (const [id, audit] of catalog.audits) {
    it(`${id} is unknown without its evidence, and says how to get it`, () => {
      for (const lacking of Object.keys(audit.needs)) {
        const judged = judge(id, audit, { given: audit.examples.pass[0].given }, lacking);

        assert.equal(judged.outcome, 'unknown');
        assert.match(judged.because ?? '', /To prove it: ./);
      }
    });
  }
});

describe('every audit owes the examples its evidence can have', () => {
  for (const [id, audit] of catalog.audits) {
    it(`${id} has hollow and absent examples`, () => {
      const fromRepository = Object.values<Evidence>(audit.needs).every((noun) => noun.kind === 'repo');
      if (!fromRepository) return;

      assert.ok((audit.examples.hollow?.length ?? 0) > 0, 'add one that looks right and does nothing');
      assert.ok((audit.examples.absent?.length ?? 0) > 0, 'add one with nothing there to look at');
    });
  }
});

function expectedOutcome(kind: string, example: Example<Needs>): Outcome {
  if (kind === 'pass') return 'pass';
  if (kind === 'fail') return 'fail';
  if (kind === 'notApplicable') return 'not-applicable';
  if (example.outcome) return example.outcome;
  assert.ok(example.findings, `a ${kind} example says what must come of it: outcome or findings`);
  return 'fail';
}

function judge(id: string, audit: Audit, example: Example<Needs>, lacking?: string) {
  const kept = new Map<string, Kept>();
  const missing = new Map<string, Missing>();
  const given: Readonly<Record<string, unknown>> = example.given;
  for (const [key, noun] of Object.entries<Evidence>(audit.needs)) {
    if (key === lacking)
      missing.set(noun.name, { name: noun.name, because: 'taken away by the test', howTo: 'give it back' });
    else kept.set(noun.name, keep(noun, given[key], redactValue));
  }
  const traits = (audit.when ?? []).map((name) => ({ name, folder: '', where: [] }));
  const [judged] = judgeAll({
    audits: new Map([[id, audit]]),
    evidences: { kept, missing },
    detection: { traits, undetermined: new Set() },
    config: { ...defaultConfig, thresholds: { [id]: { ...example.limits } } },
    today: example.today ?? usualDay,
  });
  assert.ok(judged);
  return judged;
}
