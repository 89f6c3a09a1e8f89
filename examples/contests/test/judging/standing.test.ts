import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JudgingEvent, Recorded } from '../../src/judging/events.ts';
import { emptyState, fold, refusal } from '../../src/judging/fold.ts';
import { rubricFault, type Rubric } from '../../src/judging/rubric.ts';
import { standing, standingOf } from '../../src/judging/standing.ts';

const rubric: Rubric = {
  criteria: [
    { id: 'taste', title: 'Taste', maxPoints: 10, weight: 2 },
    { id: 'looks', title: 'Looks', maxPoints: 10, weight: 1 },
  ],
  judgesNeeded: 2,
  tiesBy: ['looks'],
};
const entries = ['a', 'b', 'c'];
const judges = ['j1', 'j2', 'j3'];
const reason = 'because of a test';

function stream(...events: readonly JudgingEvent[]): readonly Recorded[] {
  return events.map((event, index) => ({ place: index + 1, event }));
}

function scored(entry: string, judge: string, criterion: string, points: number): JudgingEvent {
  return { kind: 'scored', entry, judge, criterion, points };
}

function bothJudges(entry: string, taste: number, looks: number): readonly JudgingEvent[] {
  return ['j1', 'j2'].flatMap((judge) => [
    scored(entry, judge, 'taste', taste),
    scored(entry, judge, 'looks', looks),
  ]);
}

function ranks(...events: readonly JudgingEvent[]): readonly string[] {
  return standing(rubric, entries, stream(...events)).map((row) => `${row.entry} ${row.rank ?? row.state}`);
}

const anyEvent: fc.Arbitrary<JudgingEvent> = fc
  .record({
    kind: fc.constantFrom('scored', 'scored', 'scored', 'rescored', 'adjudicated', 'reopened', 'withdrawn'),
    entry: fc.constantFrom(...entries, 'stranger'),
    judge: fc.constantFrom(...judges),
    criterion: fc.constantFrom('taste', 'looks', 'nothing'),
    points: fc.integer({ min: 0, max: 12 }),
  })
  .map(({ kind, entry, judge, criterion, points }): JudgingEvent => {
    if (kind === 'scored') return { kind, entry, judge, criterion, points };
    if (kind === 'rescored') return { kind, entry, judge, criterion, points, reason };
    if (kind === 'adjudicated') return { kind, entry, by: judge, criterion, points, reason };
    if (kind === 'reopened') return { kind, entry, by: judge, criterion, reason };
    return { kind: 'withdrawn', entry, by: judge, reason };
  });
const anyStream = fc.array(anyEvent, { maxLength: 60 }).map((events) => stream(...events));

function shuffled<T>(values: readonly T[], keys: readonly number[]): readonly T[] {
  return values
    .map((value, at) => ({ value, key: keys[at] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
const keys = fc.array(fc.integer(), { minLength: 120, maxLength: 120 });

test('the standing does not depend on the order or the number of times in which events are delivered', () => {
  fc.assert(
    fc.property(anyStream, keys, (recorded, order) => {
      const delivered = shuffled([...recorded, ...recorded], order);

      assert.deepEqual(standing(rubric, entries, delivered), standing(rubric, entries, recorded));
    }),
  );
});

test('first scores may be given in any order: the standing is the same', () => {
  const pairs = entries.flatMap((entry) =>
    judges.flatMap((judge) => ['taste', 'looks'].map((it) => ({ entry, judge, it }))),
  );
  fc.assert(
    fc.property(
      fc.array(fc.nat(10), { minLength: pairs.length, maxLength: pairs.length }),
      keys,
      (points, order) => {
        const events = pairs.map(({ entry, judge, it }, at) => scored(entry, judge, it, points[at] ?? 0));

        assert.deepEqual(ranksAndTotals(shuffled(events, order)), ranksAndTotals(events));
      },
    ),
  );

  function ranksAndTotals(events: readonly JudgingEvent[]): unknown {
    return standing(rubric, entries, stream(...events));
  }
});

test('a replay from any earlier state gives the state of the whole stream', () => {
  fc.assert(
    fc.property(anyStream, fc.nat(60), (recorded, at) => {
      const whole = fold(rubric, emptyState(entries), recorded);
      const earlier = fold(rubric, emptyState(entries), recorded.slice(0, at));

      assert.deepEqual(fold(rubric, earlier, recorded.slice(at)), whole);
      assert.deepEqual(fold(rubric, earlier, recorded), whole);
    }),
  );
});

test('an event is refused by the fold exactly when it would have been refused before it was appended, and then counts for nothing', () => {
  fc.assert(
    fc.property(anyStream, anyEvent, (recorded, event) => {
      const before = fold(rubric, emptyState(entries), recorded);
      const after = fold(rubric, before, [{ place: recorded.length + 1, event }]);
      const refused = refusal(rubric, before, event) !== undefined;

      assert.equal(after.refused.length - before.refused.length, refused ? 1 : 0);
      if (refused) assert.deepEqual(standingOf(rubric, after), standingOf(rubric, before));
    }),
  );
});

test('ranks follow totals, shared ranks leave a gap, and every ranked entry above another is at least as good', () => {
  const fewPoints = fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }); // few values, so that ties are common
  fc.assert(
    fc.property(fewPoints, fc.array(anyEvent, { maxLength: 10 }), (points, more) => {
      const scores = entries.flatMap((entry, at) =>
        bothJudges(entry, points[2 * at] ?? 0, points[2 * at + 1] ?? 0),
      );
      const ranked = standing(rubric, entries, stream(...scores, ...more)).filter(
        (row) => row.state === 'ranked',
      );
      const gone = new Set(more.filter(({ kind }) => kind === 'withdrawn').map(({ entry }) => entry));
      assert.equal(ranked.length, entries.filter((entry) => !gone.has(entry)).length);
      for (const [index, row] of ranked.entries()) {
        const above = ranked[index - 1];
        if (above === undefined) assert.equal(row.rank, 1);
        else
          assert.ok(
            above.totalMilli >= row.totalMilli && (row.rank === above.rank || row.rank === index + 1),
          );
      }
    }),
  );
});

test('a criterion weighs what the rubric says', () => {
  assert.deepEqual(ranks(...bothJudges('a', 5, 9), ...bothJudges('b', 8, 4), ...bothJudges('c', 1, 1)), [
    'b 1',
    'a 2',
    'c 3',
  ]);
});

test('equal totals are told apart by the criteria of tiesBy', () => {
  assert.deepEqual(ranks(...bothJudges('a', 5, 4), ...bothJudges('b', 4, 6), ...bothJudges('c', 1, 1)), [
    'b 1',
    'a 2',
    'c 3',
  ]);
});

test('entries equal in everything share a rank, and the next rank is left out', () => {
  assert.deepEqual(ranks(...bothJudges('a', 5, 5), ...bothJudges('b', 5, 5), ...bothJudges('c', 1, 1)), [
    'a 1',
    'b 1',
    'c 3',
  ]);
});

test('an entry is not ranked before enough judges scored each criterion', () => {
  const events = [...bothJudges('a', 5, 5), scored('b', 'j1', 'taste', 10), scored('b', 'j1', 'looks', 10)];

  assert.deepEqual(ranks(...events), ['a 1', 'b incomplete', 'c incomplete']);
});

test("a rescoring replaces only that judge's score", () => {
  const rescored: JudgingEvent = {
    kind: 'rescored',
    entry: 'a',
    judge: 'j1',
    criterion: 'taste',
    points: 7,
    reason,
  };

  const [row] = standing(rubric, entries, stream(...bothJudges('a', 4, 5), rescored));

  assert.equal(row?.criteria[0]?.meanMilli, 5_500);
});

test('a decision overrides the judges, closes the criterion, and re-opening brings their scores back', () => {
  const decided: JudgingEvent = {
    kind: 'adjudicated',
    entry: 'b',
    by: 'head',
    criterion: 'taste',
    points: 10,
    reason,
  };
  const reopened: JudgingEvent = { kind: 'reopened', entry: 'b', by: 'head', criterion: 'taste', reason };
  const scores = [...bothJudges('a', 6, 5), ...bothJudges('b', 5, 5)];
  const late = scored('b', 'j3', 'taste', 0);

  assert.deepEqual(ranks(...scores), ['a 1', 'b 2', 'c incomplete']);
  assert.deepEqual(ranks(...scores, decided, late), ['b 1', 'a 2', 'c incomplete']);
  assert.deepEqual(ranks(...scores, decided, reopened), ['a 1', 'b 2', 'c incomplete']);
});

test('a withdrawn entry loses its rank and takes no further score', () => {
  const withdrawn: JudgingEvent = { kind: 'withdrawn', entry: 'a', by: 'head', reason };
  const events = [...bothJudges('a', 9, 9), ...bothJudges('b', 5, 5), withdrawn];
  const state = fold(rubric, emptyState(entries), stream(...events));

  assert.deepEqual(ranks(...events), ['b 1', 'c incomplete', 'a withdrawn']);
  assert.match(refusal(rubric, state, scored('a', 'j3', 'taste', 1)) ?? '', /withdrawn/);
});

test('each refusal says why', () => {
  const state = fold(rubric, emptyState(entries), stream(scored('a', 'j1', 'taste', 5)));
  const why = (event: JudgingEvent): string => refusal(rubric, state, event) ?? 'accepted';

  assert.match(why(scored('x', 'j1', 'taste', 5)), /not in this contest/);
  assert.match(why(scored('a', 'j1', 'smell', 5)), /not a criterion/);
  assert.match(why(scored('a', 'j1', 'looks', 11)), /at most 10/);
  assert.match(why(scored('a', 'j1', 'taste', 5)), /scored this already/);
  assert.match(
    why({ kind: 'rescored', entry: 'a', judge: 'j2', criterion: 'taste', points: 1, reason }),
    /not scored this yet/,
  );
  assert.match(why({ kind: 'reopened', entry: 'a', by: 'h', criterion: 'taste', reason }), /no decision/);
  assert.equal(why(scored('a', 'j2', 'taste', 5)), 'accepted');
});

test('a rubric whose parts contradict each other is refused', () => {
  const [taste] = rubric.criteria;
  assert.ok(taste);

  assert.equal(rubricFault(rubric), undefined);
  assert.match(rubricFault({ ...rubric, criteria: [taste, taste] }) ?? '', /same id/);
  assert.match(rubricFault({ ...rubric, tiesBy: ['smell'] }) ?? '', /no criterion/);
  assert.match(rubricFault({ ...rubric, tiesBy: ['taste', 'taste'] }) ?? '', /twice/);
});
