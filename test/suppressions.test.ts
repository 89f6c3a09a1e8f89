import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isReason, suppressionIn, suppressionPattern } from '../src/catalog/source/suppression.ts';

/** [comment, tool, rule, has a reason] */
const comments: readonly (readonly [string, string, string | undefined, boolean])[] = [
  ['// eslint-disable-next-line no-console -- the banner at start', 'eslint', 'no-console', true],
  ['/* eslint-disable */', 'eslint', undefined, false],
  ['/* eslint-disable no-console, no-alert */', 'eslint', 'no-console, no-alert', false],
  ['// oxlint-disable-line no-await-in-loop', 'eslint', 'no-await-in-loop', false],
  ['// @ts-expect-error the types lag behind', 'typescript', undefined, true],
  ['// @ts-ignore', 'typescript', undefined, false],
  ['// biome-ignore lint/style/useConst: assigned in a loop', 'biome', 'lint/style/useConst', true],
  ['# noqa: E501', 'flake8 or ruff', 'E501', false],
  ['# noqa: S603 - fixed arguments only', 'flake8 or ruff', 'S603', true],
  ['# noqa', 'flake8 or ruff', undefined, false],
  ['# type: ignore[attr-defined]  # added by the plugin', 'mypy', 'attr-defined', true],
  ['# pylint: disable=broad-except', 'pylint', 'broad-except', false],
  ['# nosec B101', 'bandit', 'B101', false],
  ['//nolint:errcheck // closing a reader', 'golangci-lint', 'errcheck', true],
  ['//nolint', 'golangci-lint', undefined, false],
  ['# rubocop:disable Metrics/AbcSize', 'rubocop', 'Metrics/AbcSize', false],
  ['// @phpstan-ignore-next-line', 'phpstan', undefined, false],
  ['// phpcs:ignore Generic.Files.LineLength', 'phpcs', 'Generic.Files.LineLength', false],
  ['// NOSONAR', 'sonar', undefined, false],
];

describe('comments that silence a checker', () => {
  for (const [comment, tool, rule, reason] of comments) {
    it(comment, () => {
      const found = suppressionIn(comment);

      assert.deepEqual([found?.tool, found?.rule, isReason(found?.rest ?? '')], [tool, rule, reason]);
    });
  }

  it('are counted in older commits by an expression that knows them all', () => {
    const counts = new RegExp(suppressionPattern);

    assert.deepEqual(
      comments.filter(([comment]) => !counts.test(comment)),
      [],
    );
  });

  it('are not seen where the words mean something else', () => {
    for (const comment of ['// the rule eslint enables', '# this type is ignored', '// nolinting here']) {
      assert.equal(suppressionIn(comment), undefined);
    }
  });
});
