import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownCatalog } from '../src/cli/inspection.ts';
import { readCatalog } from '../src/engine/catalog.ts';
import type { Evidence } from '../src/kit/evidence.ts';

const catalog = await readCatalog([ownCatalog]);
const sentence = /^[\p{Lu}\p{N}].+[^.!]$/u;

describe('every audit is filled in', () => {
  for (const [id, audit] of catalog.audits) {
    it(id, () => {
      assert.match(id, /^[a-z-]+\/[a-z0-9-]+$/);
      assert.match(audit.title, sentence, 'the title is a sentence without a full stop');
      assert.match(audit.failureTitle, sentence, 'the failure title is a sentence without a full stop');
      assert.notEqual(audit.title, audit.failureTitle);
      assert.match(audit.why, /^\S.+[.?]$/su, 'say what happens to users');
      assert.match(audit.fix, /\S.+/su, 'say what to do');
      assert.ok(audit.effortHours > 0 && audit.effortHours <= 200, 'hours of a typical fix');
      assert.ok(Object.keys(audit.needs).length > 0, 'an audit without evidence cannot see anything');
      for (const text of [...audit.refs, ...audit.claims]) assert.notEqual(text.trim(), '');
      for (const claim of audit.claims)
        assert.equal(claim, claim.toLowerCase(), 'claims are matched in lower case');
    });
  }
});

describe('every kind of evidence is filled in', () => {
  for (const [id, noun] of catalog.evidence)
    it(id, () => {
      assert.match(noun.about, /^\S.+[^.]$/, 'a noun phrase');
      assert.match(noun.howToGet, /^\S.+[^.]$/, 'what a user does to get it');
    });
});

describe('every gatherer is filled in', () => {
  for (const [id, gatherer] of catalog.gatherers)
    it(id, () => {
      assert.ok(catalog.evidence.has(gatherer.brings.name), `there is no evidence/${gatherer.brings.name}`);
      assert.ok(gatherer.limitMs >= 100, 'how long it may take, in milliseconds');
      for (const noun of Object.values<Evidence>(gatherer.needs))
        assert.ok(catalog.evidence.has(noun.name), noun.name);
    });

  it('no two bring the same', () => {
    const brought = [...catalog.gatherers.values()].map(({ brings }) => brings.name);

    assert.deepEqual(
      brought.filter((noun, index) => brought.indexOf(noun) !== index),
      [],
    );
  });
});

describe('every detector is filled in', () => {
  for (const [id, detector] of catalog.detectors) it(id, () => assert.match(detector.title, /^\S/));
});
