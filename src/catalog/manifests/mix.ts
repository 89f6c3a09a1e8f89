import { nothing, type Dependency, type ManifestFormat } from './parsed.ts';

const entry = /\{\s*:([a-z0-9_]+)\s*,\s*(?:"([^"]*)")?([^{}\n]*)/;

/** mix.exs is Elixir: dependencies are tuples, one to a line, which is what is read. */
export const mixFormat: ManifestFormat = {
  ecosystem: 'Hex',
  file: /(^|\/)mix\.exs$/,
  parse(text) {
    const dependencies: Dependency[] = [];
    let inside = false;
    for (const [index, raw] of text.split(/\r?\n/).entries()) {
      const content = raw.slice(0, 2_000).replace(/(^|\s)#(?!\{).*$/, '');
      if (/\bdefp?\s+deps\b/.test(content)) inside = true;
      else if (inside && /^\s{0,2}end\b/.test(content)) inside = false;
      const found = inside ? entry.exec(content) : null;
      if (!found?.[1]) continue;
      const options = found[3] ?? '';
      const only = /only:\s*(\[[^\]]*\]|:\w+)/.exec(options)?.[1];
      dependencies.push({
        name: found[1],
        ...(found[2] === undefined ? {} : { range: found[2] }),
        scope: only !== undefined && !only.includes(':prod') ? 'development' : 'runtime',
        ...(only === undefined ? {} : { group: only }),
        local: /\b(path|in_umbrella):/.test(options),
        line: index + 1,
      });
    }
    const name = /\bapp:\s*:(\w+)/.exec(text)?.[1];
    const rows = text.split('\n');
    const at = rows.findIndex((row) => /\belixir:\s*"/.test(row));
    const range = /\belixir:\s*"([^"]+)"/.exec(rows[at] ?? '')?.[1];
    return {
      ...nothing,
      ...(name === undefined ? {} : { name }),
      engines: range === undefined ? [] : [{ name: 'elixir', range, line: at + 1 }],
      dependencies,
    };
  },
};
