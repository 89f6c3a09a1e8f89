export interface ReadRule {
  readonly line: number;
  readonly pattern: string;
  readonly owners: readonly string[];
}

export interface ReadOwners {
  readonly rules: readonly ReadRule[];
  readonly problems: readonly { readonly line: number; readonly says: string }[];
}

const maxRules = 2_000;

/** CODEOWNERS as GitHub and GitLab read it, sections with default owners included. */
export function readCodeowners(text: string): ReadOwners {
  const rules: ReadRule[] = [];
  const problems: { line: number; says: string }[] = [];
  let sectionOwners: readonly string[] = [];
  for (const [index, raw] of text.split(/\r?\n/).slice(0, 20_000).entries()) {
    const line = index + 1;
    const content = raw.replace(/(^|\s)#.*$/, '$1').trim();
    if (content === '' || rules.length >= maxRules) continue;
    const section = /^\^?\[[^\]]{1,200}\](?:\[\d+\])?(.*)$/.exec(content);
    if (section) {
      sectionOwners = wordsOf(section[1] ?? '');
      continue;
    }
    const [pattern = '', ...owners] = wordsOf(content);
    if (pattern.startsWith('!') || pattern.includes('[')) {
      problems.push({ line, says: `${pattern} uses a sign that the code host does not understand here` });
      continue;
    }
    for (const owner of owners.filter((name) => !/^@?[\w.+/-]+$|@/.test(name)))
      problems.push({ line, says: `${owner} is no owner` });
    rules.push({ line, pattern, owners: owners.length > 0 ? owners : sectionOwners });
  }
  return { rules, problems };
}

/** Words; `\ ` is a space inside one. */
function wordsOf(text: string): string[] {
  return (text.match(/(?:\\.|[^\s\\])+/g) ?? []).map((word) => word.replace(/\\(.)/g, '$1'));
}

/** Tells whether a path falls under a pattern, as gitignore does, but `docs/*` does not reach below. */
export function matcherOf(pattern: string): (path: string) => boolean {
  const anchored = pattern.startsWith('/') || pattern.slice(0, -1).includes('/');
  const body = pattern.replace(/^\//, '').replace(/\/$/, '');
  if (body === '' || body === '*' || body === '**') return () => true;
  const shape = body
    .split('/')
    .map((part) =>
      part === '**'
        ? '**'
        : part
            .replace(/[.+^${}()|\\]/g, '\\$&')
            .replace(/\*+/g, '[^/]*')
            .replace(/\?/g, '[^/]'),
    )
    .join('/')
    .replace(/^\*\*\//, '(?:.*/)?')
    .replace(/\/\*\*$/, '/.*')
    .replace(/\/\*\*\//g, '/(?:.*/)?');
  const below = pattern.endsWith('/') ? '/.*' : pattern.endsWith('/*') ? '' : '(?:/.*)?';
  const expression = new RegExp(`^${anchored ? '' : '(?:.*/)?'}${shape}${below}$`);
  return (path) => expression.test(path);
}
