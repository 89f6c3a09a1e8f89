import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { wantsColour } from '../src/cli/console.ts';
import type { Result } from '../src/kit/result.ts';
import { render } from '../src/report/formats.ts';
import { harmless } from '../src/report/harmless.ts';
import { fit, fitEnd, wrap } from '../src/report/layout.ts';
import { blockersOf, fixesWorthMost } from '../src/report/priorities.ts';
import { renderTerminal } from '../src/report/terminal.ts';
import { bar, paint } from '../src/report/terminal-paint.ts';
import { hostileName, sampleBackground, sampleResult } from './sample-result.ts';

// oxlint-disable-next-line no-control-regex -- looking for them is the purpose
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const plain = { columns: 80, colour: false };

describe('text from the target is made harmless', () => {
  it('shows escape codes, line breaks and overrides instead of obeying them', () => {
    const shown = harmless(hostileName);

    assert.doesNotMatch(shown, controls);
    assert.ok(shown.startsWith('src/\\e[2J'));
    assert.ok(shown.includes('\\n'));
    assert.ok(shown.includes('\\u{202e}gpj.ts'));
  });

  it('leaves ordinary text of every script as it is', () => {
    for (const text of ['déployer', '部署', 'می‌خواهم', '👩‍💻 ok', 'a-b_c/d.e:1'])
      assert.equal(harmless(text), text);
  });

  it('never lets a control character or half a surrogate pair through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = harmless(text);
        return !/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(shown) && shown.isWellFormed();
      }),
    );
  });

  it('holds for every terminal report', async () => {
    for (const all of [false, true]) {
      const text = await render('terminal', sampleResult, sampleBackground, { ...plain, all });

      assert.doesNotMatch(text, controls);
      assert.doesNotMatch(text, /\n[^ \n]/, 'every line begins with our margin');
    }
  });
});

describe('the terminal report is one screen', () => {
  for (const columns of [40, 80, 120, 300]) {
    it(`fits ${columns} columns`, async () => {
      for (const all of [false, true]) {
        const text = await render('terminal', sampleResult, sampleBackground, { columns, colour: true, all });
        const widest = Math.max(
          ...stripVTControlCharacters(text)
            .split('\n')
            .map((line) => stringWidth(line)),
        );

        assert.ok(widest <= Math.min(columns, 120), `${widest} of ${columns} columns`);
      }
    });
  }

  it('takes at most 45 lines at 80 columns, with everything it can show', () => {
    const more = [['Everything', 'seaworthy inspect --all']] as const;
    const text = renderTerminal(sampleResult, sampleBackground, { ...plain, more });

    assert.ok(text.split('\n').length <= 45, `${text.split('\n').length} lines`);
  });

  it('shows areas, blockers, fixes and the way on, in this order', () => {
    const more = [['Everything', 'seaworthy inspect --all']] as const;
    const text = renderTerminal(sampleResult, sampleBackground, { ...plain, more });

    const places = ['Readiness', 'team-own', 'Blockers', 'Worth fixing first', 'Everything'].map((word) =>
      text.indexOf(word),
    );
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.ok(places.every((place) => place >= 0));
  });

  it('uses colours only when asked to', () => {
    const coloured = renderTerminal(sampleResult, sampleBackground, { columns: 80, colour: true });

    assert.equal(stripVTControlCharacters(coloured), renderTerminal(sampleResult, sampleBackground, plain));
    assert.notEqual(coloured, stripVTControlCharacters(coloured));
  });
});

describe('colours follow the stream and the environment', () => {
  const cases = [
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ] as const;
  for (const [isTerminal, env, wanted] of cases) {
    it(`${isTerminal ? 'terminal' : 'pipe'} ${JSON.stringify(env)}: ${wanted ? 'yes' : 'no'}`, () => {
      assert.equal(wantsColour(isTerminal, env), wanted);
    });
  }
});

describe('what to mend first', () => {
  it('is ordered by points for an hour, without trial audits and waived findings', () => {
    const fixes = fixesWorthMost(sampleResult, sampleBackground);

    assert.ok(fixes.length > 0);
    for (const { audit } of fixes) {
      assert.equal(audit.state, 'stable');
      assert.notEqual(audit.area, 'backup');
    }
    const rates = fixes.map(({ gain, effortHours }) => gain / effortHours);
    assert.deepEqual(
      rates,
      [...rates].sort((a, b) => b - a),
    );
  });

  it('promises exactly the points that are missing', () => {
    const all = sampleResult.audits.map((audit) => ({
      ...audit,
      outcome: 'fail' as const,
      state: 'stable' as const,
      waived: [],
      findings: [{ key: 'x', says: 'x', where: {} }],
    }));
    const failed: Result = { ...sampleResult, audits: all };

    let sum = 0;
    for (const { gain } of fixesWorthMost(failed, sampleBackground)) sum += gain;
    assert.ok(Math.abs(sum - 100) < 1e-9, `${sum}`);
  });

  it('counts the same blockers as the score does', () => {
    const { failing, unseen } = blockersOf(sampleResult);
    const says = sampleResult.score.because.join(' ');

    assert.ok(says.includes(`${failing.length} blocker`), says);
    assert.ok(says.includes(`${unseen.length} blocker`), says);
  });
});

describe('layout', () => {
  it('cuts and breaks text by what a terminal draws', () => {
    assert.equal(fit('部署を確認', 7), '部署を…');
    assert.equal(fitEnd('a/very/long/path.ts', 8), '…path.ts');
    assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
    assert.deepEqual(wrap('部署を確認', 4), ['部署', 'を確', '認']);
  });

  it('never draws a line wider than asked for', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 4, max: 40 }),
        (text, columns) => {
          const safe = harmless(text);
          return [fit(safe, columns), ...wrap(safe, columns)].every((line) => stringWidth(line) <= columns);
        },
      ),
    );
  });

  it('draws bars of exactly the width, with a column for everything that is there', () => {
    for (let proven = 0; proven <= 100; proven += 1) {
      for (const possible of [proven, Math.min(100, proven + 1), 100]) {
        const drawn = bar({ proven, possible }, 15, paint(false));

        assert.equal(drawn.length, 15);
        assert.equal(drawn.includes('━'), proven > 0, `${proven}–${possible} ${drawn}`);
        assert.equal(drawn.includes('─'), possible > proven, `${proven}–${possible} ${drawn}`);
        assert.equal(drawn.includes('·'), possible < 100, `${proven}–${possible} ${drawn}`);
      }
    }
  });
});
