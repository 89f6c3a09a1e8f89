import { at, entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import { readPromql } from './promql.ts';
import type { Rule, RuleFile } from './types.ts';

type Facts = Pick<RuleFile, 'groups' | 'problems'>;

const maxRules = 2_000;

/** Groups of alerting and recording rules, from a rule file or the spec of a PrometheusRule. */
export function readRules(spec: Tree | undefined, offset: number): Facts {
  const problems: { line: number; says: string }[] = [];
  let rules = 0;
  const groups = itemsOf(at(spec, 'groups')).map((group) => ({
    name: textOf(at(group, 'name')) ?? '',
    line: group.line + offset,
    rules: itemsOf(at(group, 'rules')).flatMap((tree) => {
      rules += 1;
      const rule = rules > maxRules ? undefined : readRule(tree, offset);
      if (!rule)
        problems.push({ line: tree.line + offset, says: 'a rule has no alert: or record: with an expr:' });
      else if (!rule.expression.valid) {
        problems.push({ line: rule.line, says: `the expression of ${rule.name} does not parse as PromQL` });
      }
      return rule ? [rule] : [];
    }),
  }));
  return { groups, problems };
}

function readRule(tree: Tree, offset: number): Rule | undefined {
  const alert = textOf(at(tree, 'alert'));
  const name = alert ?? textOf(at(tree, 'record'));
  const expr = textOf(at(tree, 'expr'));
  const wait = textOf(at(tree, 'for'));
  if (name === undefined || expr === undefined) return undefined;
  return {
    kind: alert === undefined ? 'record' : 'alert',
    name,
    line: tree.line + offset,
    expression: readPromql(expr),
    ...(wait === undefined ? {} : { for: wait }),
    labels: Object.fromEntries(
      [...entriesOf(at(tree, 'labels'))].map(([key, { value }]) => [key, textOf(value) ?? '']),
    ),
    annotations: [...entriesOf(at(tree, 'annotations'))].map(([key, { line, value }]) => ({
      name: key,
      text: (textOf(value) ?? '').slice(0, 1_000),
      line: line + offset,
    })),
  };
}

/** Alert rules that Grafana itself runs: `groups[].rules[].data[].model.expr`. */
export function readGrafanaRules(root: Tree, offset: number): Facts {
  const groups = itemsOf(at(root, 'groups')).map((group) => ({
    name: textOf(at(group, 'name')) ?? '',
    line: group.line + offset,
    rules: itemsOf(at(group, 'rules')).flatMap((tree): Rule[] => {
      const title = textOf(at(tree, 'title'));
      if (title === undefined) return [];
      const queries = itemsOf(at(tree, 'data')).flatMap((query) => textOf(at(query, 'model', 'expr')) ?? []);
      return [
        {
          kind: 'alert',
          name: title,
          line: tree.line + offset,
          expression: readPromql(queries[0] ?? ''),
          labels: {},
          annotations: [...entriesOf(at(tree, 'annotations'))].map(([key, { line, value }]) => ({
            name: key,
            text: (textOf(value) ?? '').slice(0, 1_000),
            line: line + offset,
          })),
        },
      ];
    }),
  }));
  return { groups, problems: [] };
}
