import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readStatedDate } from '../../src/documents/dates.ts';
import { readFigures } from '../../src/documents/figures.ts';
import { readMark } from '../../src/documents/marks.ts';
import { readDocument } from '../../src/documents/read.ts';
import { readStatements } from '../../src/documents/statements.ts';
import { whyUnprovable } from '../../src/documents/unprovable.ts';
import { readVerdict } from '../../src/documents/verdicts.ts';

function statements(markdown: string) {
  return readStatements(readDocument('x.md', markdown));
}

describe('what a line says was reached', () => {
  const lines: readonly (readonly [string, 'done' | 'open' | 'partial' | undefined])[] = [
    ['✅ Backups', 'done'],
    ['Load tests: DONE', 'done'],
    ['Framework: ✅ Complete', 'done'],
    ['Dashboards: ⏳ Pending (JSON files needed)', 'partial'],
    ['Load tests - PENDING', 'open'],
    ['❌ No monitoring', 'open'],
    ['✅ Backend, ❌ frontend', 'partial'],
    ['Status: Partially fixed, needs testing', 'partial'],
    ['OpenAPI specification (automated from FastAPI)', undefined],
    ['Security by default: automated scans catch issues early', undefined],
    ['Backups are encrypted', undefined],
    ['Lasttest: offen', 'open'],
    ['备份：已完成', 'done'],
    ['Sauvegardes : terminé', 'done'],
    ['Copias de seguridad - pendiente', 'open'],
    ['Monitoramento: em andamento', 'partial'],
  ];
  for (const [text, expected] of lines)
    it(`${text} → ${expected ?? 'nothing'}`, () => assert.equal(readMark(text), expected));

  it('a box counts before a mark, a mark before the heading, and "next steps" are open', () => {
    const said = statements(
      '## ✅ Security\n- [ ] Limits\n- Headers\n- ❌ Scan\n\n## Next steps\n- Cache\n',
    ).map(({ text, says, inherited }) => [text, says, inherited]);

    assert.deepEqual(said, [
      ['✅ Security', 'done', false],
      ['Limits', 'open', false],
      ['Headers', 'done', true],
      ['❌ Scan', 'open', false],
      ['Next steps', undefined, false],
      ['Cache', 'open', true],
    ]);
  });

  it('signs used as bullets of a demand say nothing', () => {
    const [, first] = statements('Before going live, ensure:\n\n- ✅ All tests passed\n');

    assert.equal(first?.says, undefined);
  });
});

describe('the numbers of a line', () => {
  const lines: readonly (readonly [string, readonly string[]])[] = [
    ['Quality Score: 95/100', ['score 95']],
    ['The project is now 69% production-ready', ['score 69']],
    ['Test coverage: 85%+', ['share above 85 %']],
    ['Status: ~40% actual coverage', ['share about 40 %']],
    ['95th percentile: < 500ms (achieved: ~400ms)', ['measure below 500 ms', 'measure about 400 ms']],
    ['Response times: Sub-500ms', ['measure below 500 ms']],
    ['Throughput: 200+ requests/second', ['measure above 200 requests/second']],
    ['Concurrent users: 100+ ✅', ['count above 100 concurrent users']],
    ['CONTRIBUTING.md (1,203 lines)', ['count 1203 lines']],
    ['Security rating: A+', ['grade 4.3']],
    ['Released v1.2.3 on 2026-11-20, see #14', []],
    ['Phase 1 of week 2', []],
  ];
  for (const [text, expected] of lines) {
    it(text, () => {
      const shown = readFigures(text).map(({ kind, bound, value, unit }) =>
        [kind, bound, value, kind === 'score' ? undefined : unit]
          .filter((part) => part !== undefined)
          .join(' '),
      );

      assert.deepEqual(shown, expected);
    });
  }

  it('trees drawn in code are read, listings of files are not', () => {
    const tree =
      '```\nResponse times:\n├── Health: < 50ms\n└── Listing: < 300ms ✅\n```\n\n```\nsrc/\n├── app.ts\n└── main.ts\n```\n';

    assert.deepEqual(
      statements(tree).map(({ line, text, says, under }) => [line, text, says, under]),
      [
        [2, 'Response times:', undefined, []],
        [3, 'Health: < 50ms', undefined, ['Response times']],
        [4, 'Listing: < 300ms ✅', 'done', ['Response times']],
      ],
    );
  });
});

describe('verdicts on the whole', () => {
  const lines: readonly (readonly [string, readonly string[], string | undefined])[] = [
    ['Status: ✅ PRODUCTION READY (January 2025)', ['Title'], 'ready'],
    ['Ready for Production: YES (with monitoring)', ['Title', 'Score'], 'ready-with-conditions'],
    ['🏆 PRODUCTION READINESS STATUS: COMPLETE AND READY FOR LAUNCH 🚀', [], 'ready'],
    ['Production Readiness Status: ✅ COMPLETE', ['Title'], 'complete'],
    ['Status: ❌ NOT READY - blockers exist', ['Title'], 'not-ready'],
    ['Status: Production-ready test framework established', ['Title', 'Phase 1'], undefined],
    ['Status: ✅ PRODUCTION READY', ['Title', 'Security headers'], undefined],
    ['PRODUCTION READY COMPONENTS:', ['Title'], undefined],
  ];
  for (const [text, under, expected] of lines)
    it(text, () => assert.equal(readVerdict(text, under), expected));
});

describe('dates that a document states about itself', () => {
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['**Last Updated**: January 2025', 'updated 2025-01-01 2025-01-31'],
    ['Next Review: 2025-12-14 (1 week)', 'review 2025-12-14 2025-12-14'],
    ['last_reviewed: 2026-02-03', 'updated 2026-02-03 2026-02-03'],
    ['Next review: Q1 2026', 'review 2026-01-01 2026-03-31'],
    ['Updated on 3 March 2026', 'updated 2026-03-03 2026-03-03'],
    ['Production target: 2025-12-28', 'target 2025-12-28 2025-12-28'],
    ['Last updated: 03/04/2025', undefined],
    ['Last updated: 2025-02-31', undefined],
    ['The outage of 2025-03-04 was long', undefined],
  ];
  for (const [text, expected] of lines) {
    it(text, () => {
      const date = readStatedDate(text);

      assert.equal(date && `${date.about} ${date.from} ${date.to}`, expected);
    });
  }
});

describe('lines that nobody can prove', () => {
  it('are named, and lines that name a thing are not', () => {
    for (const vague of [
      'Enterprise-grade security',
      'Impact: fewer runtime errors, easier refactoring',
      'Reduced support tickets 30%',
      'Monitoring coverage: 100% application coverage',
    ])
      assert.ok(whyUnprovable(vague), vague);
    for (const checkable of [
      'Security training: awareness and best practices',
      'Enhanced monitoring',
      'Keep top-level dependencies pinned',
      'Alerting system: proactive issue detection',
    ])
      assert.equal(whyUnprovable(checkable), undefined, checkable);
  });
});

describe('hostile text takes little time', () => {
  const pieces = [
    '(',
    '[',
    '<h1>',
    '<!--',
    '`',
    '**',
    '> ',
    '1,',
    '5% ',
    'Status: ',
    'âœ…',
    '![a](',
    '- [x] a\n',
    '# a\n',
    '|a|b|\n',
    '├── a: 5ms\n',
    'Last updated: January ',
  ];
  for (const piece of pieces) {
    it(`${JSON.stringify(piece)} repeated to 200 kB`, () => {
      const text = piece.repeat(200_000 / piece.length);
      const began = performance.now();

      for (const line of readDocument('x.md', text).lines) readStatedDate(line.text);
      statements(text);

      assert.ok(performance.now() - began < 5_000);
    });
  }
});
