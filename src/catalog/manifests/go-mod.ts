import { nothing, type Dependency, type ManifestFormat } from './parsed.ts';

export interface GoMod {
  readonly module?: string;
  readonly go?: { readonly version: string; readonly line: number };
  readonly toolchain?: { readonly version: string; readonly line: number };
  readonly requires: readonly { name: string; version: string; indirect: boolean; line: number }[];
  /** Left side (with its version where it names one) to the right side. */
  readonly replaces: readonly {
    from: string;
    version?: string;
    to: string;
    toVersion?: string;
    line: number;
  }[];
}

export const goModFormat: ManifestFormat = {
  ecosystem: 'Go',
  file: /(^|\/)go\.mod$/,
  parse(text) {
    const mod = parseGoMod(text);
    if (mod.module === undefined) return undefined;
    const local = new Set(mod.replaces.filter((one) => /^\.{0,2}\//.test(one.to)).map((one) => one.from));
    return {
      ...nothing,
      name: mod.module,
      engines: [
        ...(mod.go ? [{ name: 'go', range: mod.go.version, line: mod.go.line }] : []),
        ...(mod.toolchain ? [{ name: 'go', range: mod.toolchain.version, line: mod.toolchain.line }] : []),
      ],
      dependencies: mod.requires.map(({ name, version, indirect, line }): Dependency => ({
        name,
        range: version,
        scope: indirect ? 'indirect' : 'runtime',
        local: local.has(name),
        line,
      })),
    };
  },
};

export function parseGoMod(text: string): GoMod {
  const found: {
    module?: string;
    go?: { version: string; line: number };
    toolchain?: { version: string; line: number };
  } = {};
  const requires: { name: string; version: string; indirect: boolean; line: number }[] = [];
  const replaces: { from: string; version?: string; to: string; toVersion?: string; line: number }[] = [];
  let block = '';
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const indirect = /\/\/\s*indirect\b/.test(raw);
    const words = raw
      .replace(/\/\/.*$/, '')
      .trim()
      .split(/\s+/)
      .map(unquote);
    if (words[0] === '' || words[0] === undefined) continue;
    if (words[0] === ')') block = '';
    else if (words[1] === '(') block = words[0];
    else if (block !== '' || words.length > 1) {
      const [verb, ...rest] = block === '' ? words : [block, ...words];
      const [first, second] = rest;
      if (verb === 'module') found.module = first ?? '';
      else if (verb === 'go' && first) found.go = { version: first, line };
      else if (verb === 'toolchain' && first) found.toolchain = { version: first.replace(/^go/, ''), line };
      else if (verb === 'require' && first && second)
        requires.push({ name: first, version: second, indirect, line });
      else if (verb === 'replace') {
        const arrow = rest.indexOf('=>');
        const [from, version] = rest.slice(0, arrow);
        const [to, toVersion] = rest.slice(arrow + 1);
        if (arrow > 0 && from && to)
          replaces.push({
            from,
            to,
            line,
            ...(version ? { version } : {}),
            ...(toVersion ? { toVersion } : {}),
          });
      }
    }
  }
  return { ...found, requires, replaces };
}

function unquote(word: string): string {
  return word.replace(/^["`]|["`]$/g, '');
}
