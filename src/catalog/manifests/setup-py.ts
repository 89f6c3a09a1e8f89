import { isDevelopmentGroup, nothing, type Dependency, type ManifestFormat } from './parsed.ts';
import { parseRequirement } from './requirement.ts';

/** setup.cfg is data: `[options] install_requires` and `[options.extras_require]`. */
export const setupCfgFormat: ManifestFormat = {
  ecosystem: 'PyPI',
  file: /(^|\/)setup\.cfg$/,
  parse(text) {
    const dependencies: Dependency[] = [];
    let section = '';
    let key = '';
    let name: string | undefined;
    let python: { range: string; line: number } | undefined;
    for (const [index, raw] of text.split(/\r?\n/).entries()) {
      const header = /^\[([^\]]+)\]/.exec(raw)?.[1];
      const setting = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(raw);
      if (header !== undefined) [section, key] = [header.trim(), ''];
      if (setting?.[1] !== undefined) key = setting[1];
      const value = (setting?.[2] ?? (header === undefined ? raw : '')).trim();
      if (section === 'metadata' && key === 'name' && value) name ??= value;
      if (section === 'options' && key === 'python_requires' && value)
        python ??= { range: value, line: index + 1 };
      const scope = scopeOf(section, key);
      const found = scope && value && !value.startsWith('#') ? parseRequirement(value) : undefined;
      if (scope && found) dependencies.push({ ...found, scope, group: key, line: index + 1 });
    }
    const engines = python ? [{ name: 'python', ...python }] : [];
    return {
      ...nothing,
      ...(name === undefined ? {} : { name }),
      offers: name ? ['library'] : [],
      engines,
      dependencies,
    };
  },
};

/** setup.py is a program: only literal strings in `install_requires=[…]` are facts. */
export const setupPyFormat: ManifestFormat = {
  ecosystem: 'PyPI',
  file: /(^|\/)setup\.py$/,
  parse(text) {
    const at = text.search(/install_requires\s*=/);
    if (!/\bsetup\s*\(/.test(text)) return nothing;
    if (at < 0) return { ...nothing, offers: ['library'] };
    const line = text.slice(0, at).split('\n').length;
    const list = /^install_requires\s*=\s*\[([^\]]*)\]/.exec(text.slice(at, at + 50_000))?.[1];
    if (list === undefined)
      return {
        ...nothing,
        offers: ['library'],
        unread: [{ line, because: 'setup.py computes its dependencies' }],
      };
    const dependencies: Dependency[] = [];
    for (const [offset, row] of list.split('\n').entries()) {
      for (const [, text] of row.replace(/#.*$/, '').matchAll(/["']([^"']+)["']/g)) {
        const found = parseRequirement(text ?? '');
        if (found)
          dependencies.push({ ...found, scope: 'runtime', group: 'install_requires', line: line + offset });
      }
    }
    return { ...nothing, offers: ['library'], dependencies };
  },
};

function scopeOf(section: string, key: string): Dependency['scope'] | undefined {
  if (section === 'options' && key === 'install_requires') return 'runtime';
  if (section === 'options' && key === 'tests_require') return 'development';
  if (section === 'options.extras_require') return isDevelopmentGroup(key) ? 'development' : 'optional';
  return undefined;
}
