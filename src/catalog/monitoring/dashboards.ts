import { at, itemsOf, textOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import { readPromql } from './promql.ts';
import type { Dashboard } from './types.ts';

const maxPanels = 300;

/** Panels of a Grafana dashboard with their PromQL; rows are looked into. */
export function readDashboard(root: Tree): Pick<Dashboard, 'title' | 'panels' | 'otherQueries'> | undefined {
  const dashboard = at(root, 'dashboard') ?? root;
  const trees = panelsOf(dashboard, 0).slice(0, maxPanels);
  if (at(dashboard, 'panels') === undefined && at(dashboard, 'rows') === undefined) return undefined;
  let otherQueries = 0;
  const panels = trees.map((panel) => ({
    title: textOf(at(panel, 'title')) ?? '',
    line: panel.line,
    queries: itemsOf(at(panel, 'targets')).flatMap((target) => {
      const expr = textOf(at(target, 'expr'));
      const filled = expr === undefined ? undefined : fillVariables(expr);
      const kind = textOf(at(target, 'datasource', 'type') ?? at(panel, 'datasource', 'type'));
      if (filled === undefined || (kind !== undefined && !/prometheus/i.test(kind))) {
        otherQueries += 1;
        return [];
      }
      return [{ line: target.line, expression: readPromql(filled) }];
    }),
  }));
  return { title: textOf(at(dashboard, 'title')) ?? '', panels, otherQueries };
}

function panelsOf(tree: Tree, depth: number): Tree[] {
  if (depth > 4) return [];
  const direct = itemsOf(at(tree, 'panels'));
  const rows = itemsOf(at(tree, 'rows')).flatMap((row) => panelsOf(row, depth + 1));
  return [...direct.flatMap((panel) => [panel, ...panelsOf(panel, depth + 1)]), ...rows];
}

/** Grafana puts values in before Prometheus sees the query. Undefined where a variable is part of a name. */
function fillVariables(expr: string): string | undefined {
  const text = expr
    .slice(0, 20_000)
    .replace(
      /\$__(rate_)?interval(_ms)?\b|\$\{__(rate_)?interval(_ms)?\}|\$__range(_s|_ms)?\b|\$\{__range(_s|_ms)?\}/g,
      '5m',
    )
    .replace(/\[\s*(\$\{?\w+\}?|\[\[\w+\]\])\s*([:\]])/g, '[5m$2')
    .replace(/"[^"\n]{0,2000}"|'[^'\n]{0,2000}'/g, (quoted) => quoted.replaceAll('$', '_'));
  if (/\w\$\{?\w|\$\{\w+(:\w+)?\}\w|\]\]\w|\w\[\[/.test(text)) return undefined;
  return text.replace(/\$\{\w+(:\w+)?\}|\$\w+|\[\[\w+\]\]/g, '1');
}
