/** One comment that switches a tool off. */
export interface Suppression {
  readonly tool: string;
  readonly rule?: string;
  /** Words after the directive. */
  readonly rest: string;
}

/** Group 1 the rules where the tool has a form for them, group 2 what stands behind. */
const shapes: readonly (readonly [string, RegExp])[] = [
  [
    'eslint',
    /\b(?:eslint|oxlint)-disable(?:-next-line|-line)?\b[ \t]*([\w@/,\- \t]*?)(?:[ \t]--[ \t]*(.*)|[ \t]*\*?\/?)$/,
  ],
  ['typescript', /@ts-(?:ignore|expect-error|nocheck)\b()[ \t:,-]*(.*)/],
  ['biome', /\bbiome-ignore(?:-all|-start)?[ \t]+([\w/]+)[ \t]*:?[ \t]*(.*)/],
  [
    'flake8 or ruff',
    /#[ \t]*(?:flake8:[ \t]*|ruff:[ \t]*)?noqa\b(?::[ \t]*([A-Z]+\d+(?:[, \t]+[A-Z]+\d+)*))?(.*)/i,
  ],
  ['mypy', /#[ \t]*type:[ \t]*ignore\b(?:\[([\w, -]+)\])?(.*)/],
  ['pyright', /#[ \t]*pyright:[ \t]*ignore\b(?:\[([\w, -]+)\])?(.*)/],
  ['pylint', /#[ \t]*pylint:[ \t]*disable(?:-next)?=([\w, -]+?)(?=[ \t]*(?:#|$))(.*)/],
  ['bandit', /#[ \t]*nosec\b[ \t]*((?:B\d+[, \t]*)*)(.*)/],
  ['semgrep', /\bnosemgrep\b(?::[ \t]*([\w.,-]+))?(.*)/],
  ['golangci-lint', /\/\/[ \t]*nolint\b(?::([\w,-]+))?(.*)/],
  ['sonar', /\bNOSONAR\b()(.*)/],
  ['rubocop', /#[ \t]*rubocop:(?:disable|todo)[ \t]+([\w/:, ]+?)(?=[ \t]*(?:#|--|$))(.*)/],
  ['phpcs', /\bphpcs:(?:ignore|disable)\b[ \t]*([\w.,]*)[ \t]*(.*)/],
  ['phpstan', /@phpstan-ignore(?:-line|-next-line)?\b[ \t]*([\w.]*)[ \t]*(.*)/],
  ['psalm', /@psalm-suppress\b[ \t]*(\w*)[ \t]*(.*)/],
  ['checkstyle', /\bCHECKSTYLE[: ]OFF\b()(.*)/i],
];

/** Cheap and broad, for choosing files. */
export const mentionsSuppression =
  /-disable|@ts-(ignore|expect|nocheck)|noqa|type:[ \t]*ignore|pyright:[ \t]*ignore|disable(-next)?=|nosec|nosemgrep|nolint|NOSONAR|rubocop:|phpcs:|@phpstan-ignore|@psalm-suppress|biome-ignore|CHECKSTYLE|SuppressWarnings/;

/** The same as a POSIX expression, for counting in an older commit. */
export const suppressionPattern =
  '(eslint|oxlint)-disable|@ts-(ignore|expect-error|nocheck)|biome-ignore|# *(flake8: *|ruff: *)?noqa|# *type: *ignore|# *pyright: *ignore|# *pylint: *disable|# *nosec|nosemgrep|// *nolint|NOSONAR|# *rubocop:(disable|todo)|phpcs:(ignore|disable)|@phpstan-ignore|@psalm-suppress|@SuppressWarnings';

/** Reads the first line of a comment. */
export function suppressionIn(comment: string): Suppression | undefined {
  const text = comment.slice(0, 400);
  for (const [tool, shape] of shapes) {
    const match = shape.exec(text);
    if (!match) continue;
    const rule = match[1]?.trim();
    return { tool, ...(rule ? { rule: rule.slice(0, 120) } : {}), rest: match[2] ?? '' };
  }
  return undefined;
}

/** Two words or more are taken for a reason. */
export function isReason(text: string): boolean {
  return (text.replace(/^[\s#/*:,–—-]+/, '').match(/[A-Za-z]{2,}/g)?.length ?? 0) >= 2;
}
