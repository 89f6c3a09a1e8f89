import { at, entriesOf, itemsOf, textOf, textsOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import type { PrometheusConfig } from './types.ts';

type Facts = Pick<PrometheusConfig, 'jobs' | 'alertmanagers'> & {
  readonly rulePatterns: readonly { readonly text: string; readonly line: number }[];
};

/** Scrape jobs, rule patterns and alert receivers of a prometheus.yml. Lines are moved by `offset`. */
export function readPrometheusConfig(root: Tree, offset: number): Facts {
  return {
    jobs: itemsOf(at(root, 'scrape_configs')).map((job) => ({
      name: textOf(at(job, 'job_name')) ?? '',
      line: job.line + offset,
      path: textOf(at(job, 'metrics_path')) ?? '/metrics',
      targets: [...targetsOf(job, offset), ...namesOf(job, offset)],
      discovery: [...entriesOf(job).keys()].filter((key) => key.endsWith('_sd_configs')),
    })),
    alertmanagers: itemsOf(at(root, 'alerting', 'alertmanagers')).flatMap((one) => targetsOf(one, offset)),
    rulePatterns: textsOf(at(root, 'rule_files')).map(({ text, line }) => ({ text, line: line + offset })),
  };
}

function targetsOf(tree: Tree, offset: number) {
  return itemsOf(at(tree, 'static_configs')).flatMap((config) =>
    textsOf(at(config, 'targets')).map(({ text, line }) => ({ address: text, line: line + offset })),
  );
}

/** Names that are asked from the resolver: in compose those of services. */
function namesOf(job: Tree, offset: number) {
  return itemsOf(at(job, 'dns_sd_configs')).flatMap((config) => {
    const port = textOf(at(config, 'port'));
    return textsOf(at(config, 'names')).map(({ text, line }) => ({
      address: port === undefined ? text : `${text}:${port}`,
      line: line + offset,
    }));
  });
}
