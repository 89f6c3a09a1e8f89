import type monitoringEvidence from '../evidence/monitoring.ts';

export type Monitoring = ReturnType<(typeof monitoringEvidence)['schema']['parse']>;
export type PrometheusConfig = Monitoring['prometheus'][number];
export type RuleFile = Monitoring['rules'][number];
export type Rule = RuleFile['groups'][number]['rules'][number];
export type Expression = Rule['expression'];
export type AlertmanagerConfig = Monitoring['alertmanager'][number];
export type Dashboard = Monitoring['dashboards'][number];
export type Loaded = RuleFile['loaded'];

/** A configuration text: a file of the repository, or one entry of a ConfigMap inside a manifest. */
export interface ConfigText {
  /** The path; `manifest.yaml#map/key` for an entry of a ConfigMap. */
  readonly id: string;
  readonly file: string;
  /** Line of the file before the first line of the text. */
  readonly offset: number;
  readonly text: string;
}
