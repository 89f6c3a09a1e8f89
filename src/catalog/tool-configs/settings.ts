import type { ToolConfig } from '../evidence/tool-configs.ts';
import { entriesOf, textsOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';

export type Setting = ToolConfig['settings'][number];

const most = 400;
const longest = 200;

/** Every scalar below a tree by its dotted path; a list of texts becomes one text. */
export function settingsOf(tree: Tree | undefined): Setting[] {
  const found: Setting[] = [];
  const queue: [string, number, Tree][] = tree ? [['', tree.line, tree]] : [];
  for (let next = queue.shift(); next !== undefined && found.length < most; next = queue.shift()) {
    const [path, line, value] = next;
    if (value.kind === 'scalar' && value.value !== undefined && path !== '')
      found.push({ key: path, value: short(value.value), line: value.line || line });
    if (value.kind === 'list') {
      const texts = textsOf(value).map((one) => one.text);
      if (texts.length > 0)
        found.push({ key: path, value: short(texts.join(', ')), line: value.line || line });
      // ESLint writes a rule as [severity, options], mypy a module's overrides as tables in a list.
      const inner = value.items.flatMap((item, index): [string, number, Tree][] =>
        item.kind === 'map' ? [[`${path}.${index}`, item.line, item]] : [],
      );
      queue.push(...inner.slice(0, most));
    }
    for (const [key, entry] of entriesOf(value))
      queue.push([path === '' ? key : `${path}.${key}`, entry.line, entry.value]);
  }
  return found;
}

export function valueOf(settings: readonly Setting[], key: string): Setting | undefined {
  return settings.find((setting) => setting.key === key);
}

function short(value: string | number | boolean): string | number | boolean {
  // YAML's .inf and .nan have no form in JSON.
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? value.slice(0, longest) : value;
}
