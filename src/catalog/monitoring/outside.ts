import { at, itemsOf, textOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import type { ConfigText, Monitoring } from './types.ts';

/** Files by name that describe watchers in another place than the service. */
export const watcherFiles: readonly { readonly named: RegExp; readonly kind: string }[] = [
  { named: /(^|\/)\.upptimerc\.yml$/, kind: 'Upptime' },
  { named: /(^|\/)checkly\.config\.[cm]?[jt]s$/, kind: 'Checkly' },
  { named: /(^|\/)\.?gatus\.ya?ml$/, kind: 'Gatus' },
];

const watcherResource =
  /^\s*resource\s+"(statuscake_\w*uptime\w*|uptimerobot_monitor|checkly_check|pingdom_check|betteruptime_monitor|betterstack_monitor|datadog_synthetics_test|google_monitoring_uptime_check_config|aws_route53_health_check|grafana_synthetic_monitoring_check|newrelic_synthetics_\w+|azurerm_application_insights_(standard_)?web_test|healthchecksio_check)"/;
const objectiveResource =
  /^\s*resource\s+"(datadog_service_level_objective|google_monitoring_slo|newrelic_service_level|grafana_slo|nobl9_slo|aws_applicationsignals_service_level_objective)"\s+"([\w-]+)"/;

export function readGatus(root: Tree, text: ConfigText): Monitoring['outsideProbes'] {
  return itemsOf(at(root, 'endpoints')).map((endpoint) => ({
    file: text.file,
    line: endpoint.line + text.offset,
    kind: 'Gatus',
    note: textOf(at(endpoint, 'name')) ?? 'an endpoint',
  }));
}

/** Uptime checks and objectives that Terraform creates at a provider. */
export function readTerraformWatchers(
  file: string,
  text: string,
): Pick<Monitoring, 'outsideProbes' | 'objectives'> {
  const outsideProbes: Monitoring['outsideProbes'] = [];
  const objectives: Monitoring['objectives'] = [];
  for (const [index, content] of text.split('\n').entries()) {
    const watcher = watcherResource.exec(content)?.[1];
    if (watcher !== undefined)
      outsideProbes.push({ file, line: index + 1, kind: 'Terraform', note: watcher });
    const objective = objectiveResource.exec(content);
    if (objective?.[1] && objective[2])
      objectives.push({ file, line: index + 1, kind: objective[1], name: objective[2] });
  }
  return { outsideProbes, objectives };
}

/** Sloth, OpenSLO and Pyrra files. */
export function readObjectives(documents: readonly Tree[], text: ConfigText): Monitoring['objectives'] {
  return documents.flatMap((document) => {
    const many = itemsOf(at(document, 'slos') ?? at(document, 'spec', 'slos'));
    const trees = many.length > 0 ? many : [document];
    return trees.flatMap((tree) => {
      const name = textOf(at(tree, 'name') ?? at(tree, 'metadata', 'name'));
      const target = textOf(
        at(tree, 'objective') ??
          at(tree, 'spec', 'target') ??
          at(itemsOf(at(tree, 'spec', 'objectives'))[0], 'target'),
      );
      if (name === undefined) return [];
      return [
        {
          file: text.file,
          line: Math.max(1, tree.line) + text.offset,
          kind: textOf(at(document, 'kind')) ?? 'Sloth',
          name,
          ...(target === undefined ? {} : { target }),
        },
      ];
    });
  });
}
