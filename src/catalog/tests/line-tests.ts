/** Counts by line patterns for languages without a grammar here: what stands at the start of a line is no comment. */
export interface LineCount {
  readonly cases: number;
  readonly assertions: number;
  readonly skipped: readonly { readonly line: number; readonly note: string }[];
}

interface Patterns {
  readonly case: RegExp;
  readonly assertion: RegExp;
  readonly skip: RegExp;
}

const patterns: Readonly<Record<string, Patterns>> = {
  csharp: {
    case: /^\s*\[(?:\w+,\s*)*(Fact|Theory|Test|TestCase|TestMethod|DataTestMethod)\b/,
    assertion: /\bAssert\.\w+|\.Should\w*\(|\.Verify\w*\(|\bVerify\(|\bExpect\(|\.MustHave\w*\(/,
    skip: /^\s*\[(?:Fact|Theory)\([^)]*Skip\s*=|^\s*\[Ignore\b/,
  },
  rust: {
    case: /^\s*#\[(?:\w+::)*(test|rstest|test_case|parameterized|test_matrix)\b/,
    assertion: /\bassert\w*!|\bpanic!|\.unwrap\(|\.expect\(|\?;|\bassert_\w+\(/,
    skip: /^\s*#\[ignore\b/,
  },
  kotlin: {
    case: /^\s*@(Test|ParameterizedTest|RepeatedTest)\b|^\s*(test|it|should)\("[^"]*"\)/,
    assertion: /\bassert\w*\b|\bverify\b|\bshould\w*\b|\bexpect\w*\b/,
    skip: /^\s*@(Disabled|Ignore)\b/,
  },
  scala: {
    case: /^\s*(test|it should|it\(|"[^"]*"\s+(in|should)\b)/,
    assertion: /\bassert\w*\b|\bshould\b|\bmust\b|\bexpect\w*\b/,
    skip: /^\s*ignore\b/,
  },
  elixir: {
    case: /^\s*(test|property)\s+"/,
    assertion: /\b(assert|refute)\w*\b/,
    skip: /^\s*@tag\s+:skip\b/,
  },
};

export const lineLanguages = Object.keys(patterns);

export function countByLines(language: string, text: string): LineCount | undefined {
  const mine = Object.hasOwn(patterns, language) ? patterns[language] : undefined;
  if (!mine) return undefined;
  let cases = 0;
  let assertions = 0;
  const skipped: { line: number; note: string }[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.slice(0, 500);
    if (/^\s*(\/\/|\*|#(?!\[)|--)/.test(line)) continue;
    if (mine.case.test(line)) cases += 1;
    if (mine.assertion.test(line)) assertions += 1;
    if (mine.skip.test(line)) skipped.push({ line: index + 1, note: line.trim().slice(0, 80) });
  }
  return { cases, assertions, skipped };
}
