/** Stands for a value that only the environment knows. */
export const fromEnvironment = '\u{fffc}';

export interface Interpolated {
  readonly text: string;
  /** How many variables stand in it, and how many of them have a default. */
  readonly variables: number;
  readonly defaults: number;
}

const maxLength = 4_000;

/** Puts defaults in: `${A:-x}` → x, `$A` → a mark, `$$` → `$`. `known` gives values of build arguments. */
export function interpolate(raw: string, known: ReadonlyMap<string, string> = new Map()): Interpolated {
  const source = raw.slice(0, maxLength);
  let text = '';
  let variables = 0;
  let defaults = 0;
  for (let index = 0; index < source.length;) {
    const found = source[index] === '$' ? readVariable(source, index) : undefined;
    if (!found) {
      text += source[index];
      index += 1;
      continue;
    }
    index = found.end;
    if (found.name === '$') {
      text += '$';
      continue;
    }
    variables += 1;
    const value = known.get(found.name);
    if (value !== undefined) text += value;
    else if (found.fallback !== undefined) {
      defaults += 1;
      text += interpolate(found.fallback, known).text;
    } else text += fromEnvironment;
  }
  return { text, variables, defaults };
}

function readVariable(
  source: string,
  start: number,
): { name: string; fallback?: string; end: number } | undefined {
  if (source[start + 1] === '$') return { name: '$', end: start + 2 };
  if (source[start + 1] !== '{') {
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(source.slice(start + 1, start + 200))?.[0];
    return name === undefined ? undefined : { name, end: start + 1 + name.length };
  }
  const end = closingBrace(source, start + 2);
  if (end === undefined) return undefined;
  const inside = source.slice(start + 2, end);
  const parts = /^([A-Za-z_][A-Za-z0-9_.]*)(?:(:?[-?+])([\s\S]*))?$/.exec(inside);
  if (!parts?.[1]) return undefined;
  const fallback = parts[2]?.endsWith('-') ? parts[3] : undefined;
  return { name: parts[1], ...(fallback === undefined ? {} : { fallback }), end: end + 1 };
}

function closingBrace(source: string, from: number): number | undefined {
  let depth = 1;
  for (let index = from; index < source.length; index += 1) {
    if (source[index] === '{') depth += 1;
    else if (source[index] === '}') depth -= 1;
    if (depth === 0) return index;
  }
  return undefined;
}
