import { isDevelopmentGroup, nothing, type Dependency, type ManifestFormat, type Parsed } from './parsed.ts';

/** A Gemfile is Ruby: one `gem` call per line, inside `group … do` blocks, is what teams write and what is read. */
export const gemfileFormat: ManifestFormat = {
  ecosystem: 'RubyGems',
  file: /(^|\/)(Gemfile|gems\.rb)$/,
  parse(text) {
    const dependencies: Dependency[] = [];
    const engines: Parsed['engines'] = [];
    const unread: Parsed['unread'] = [];
    const blocks: (readonly string[])[] = [];
    const conditional = ['conditional'];
    for (const [index, raw] of text.split(/\r?\n/).entries()) {
      const line = index + 1;
      const content = raw.slice(0, 2_000).replace(/(^|\s)#(?!\{).*$/, '');
      const gem = /^\s*gem[\s(]+["']([\w.-]+)["'](.*)$/.exec(content);
      const ruby = /^\s*ruby[\s(]+["']([^"']+)["']/.exec(content)?.[1];
      if (ruby !== undefined) engines.push({ name: 'ruby', range: ruby, line });
      if (/^\s*(gemspec|eval_gemfile)\b/.test(content))
        unread.push({ line, because: 'it includes another file' });
      if (gem?.[1] !== undefined) {
        const options = gem[2] ?? '';
        const groups = [
          ...blocks.flat(),
          ...symbolsIn(/:?groups?(?::|\s*=>)\s*(.*)$/.exec(options)?.[1] ?? ''),
        ];
        const ranges = [
          ...(/^(?:\s*,\s*["'][^"']*["'])*/.exec(options)?.[0] ?? '').matchAll(/["']([^"']*)["']/g),
        ];
        const development = groups.length > 0 && groups.every((group) => isDevelopmentGroup(group));
        dependencies.push({
          name: gem[1],
          ...(ranges.length > 0 ? { range: ranges.map((range) => range[1]).join(', ') } : {}),
          scope: development ? 'development' : 'runtime',
          ...(blocks.includes(conditional) || /\s(if|unless)\s/.test(options)
            ? { group: 'conditional' }
            : groups.length > 0
              ? { group: groups.join(', ') }
              : {}),
          local: /\bpath(:|\s*=>)/.test(options),
          line,
        });
      }
      if (/\bdo\b\s*(\|[^|]*\|)?\s*$/.test(content)) {
        blocks.push(/^\s*group\b/.test(content) ? symbolsIn(content) : []);
      } else if (/^\s*(if|unless|case|begin)\b/.test(content)) blocks.push(conditional);
      else if (/^\s*end\b/.test(content)) blocks.pop();
    }
    return { ...nothing, dependencies, engines, unread };
  },
};

export const gemspecFormat: ManifestFormat = {
  ecosystem: 'RubyGems',
  file: /\.gemspec$/,
  parse(text) {
    const dependencies: Dependency[] = [];
    for (const [index, raw] of text.split(/\r?\n/).entries()) {
      const found =
        /\.add_(runtime_|development_)?dependency[\s(]+["']([\w.-]+)["'](?:\.freeze)?\s*(?:,\s*\[?["']([^"']+)["'])?/.exec(
          raw.slice(0, 2_000),
        );
      if (!found?.[2] || /^\s*#/.test(raw)) continue;
      dependencies.push({
        name: found[2],
        ...(found[3] === undefined ? {} : { range: found[3] }),
        scope: found[1] === 'development_' ? 'development' : 'runtime',
        local: false,
        line: index + 1,
      });
    }
    const name = /\.name\s*=\s*["']([\w.-]+)["']/.exec(text)?.[1];
    const index = text.split('\n').findIndex((line) => /required_ruby_version\s*=/.test(line));
    const range = /["']([^"']+)["']/.exec(text.split('\n')[index] ?? '')?.[1];
    return {
      ...nothing,
      ...(name === undefined ? {} : { name }),
      offers: ['library'],
      engines: range === undefined ? [] : [{ name: 'ruby', range, line: index + 1 }],
      dependencies,
    };
  },
};

function symbolsIn(text: string): string[] {
  return [...text.matchAll(/:(\w+)|["'](\w+)["']/g)].flatMap((match) => match[1] ?? match[2] ?? []);
}
