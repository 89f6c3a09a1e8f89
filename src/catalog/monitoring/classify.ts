import type { ConfigText } from './types.ts';

export type TextKind =
  | 'prometheus'
  | 'promtail'
  | 'loki'
  | 'rules'
  | 'loki-rules'
  | 'grafana-rules'
  | 'prometheus-rule'
  | 'alertmanager'
  | 'alertmanager-config'
  | 'grafana-provider'
  | 'dashboard'
  | 'otel-collector'
  | 'log-shipper'
  | 'gatus'
  | 'objectives';

const shapes: readonly {
  readonly kind: TextKind;
  readonly all: readonly RegExp[];
  readonly none?: RegExp;
}[] = [
  { kind: 'promtail', all: [/^scrape_configs:/m, /^clients?:/m] },
  { kind: 'prometheus', all: [/^scrape_configs:/m], none: /^tests:/m },
  { kind: 'prometheus', all: [/^rule_files:/m, /^(global|alerting):/m], none: /^tests:/m },
  { kind: 'grafana-rules', all: [/^groups:/m, /^apiVersion:\s*1\b/m, /\bcondition:/] },
  {
    kind: 'loki-rules',
    all: [/^groups:/m, /^\s*(-\s+)?(alert|record):/m, /\|[=~]\s*["'`]|\blogfmt\b|\|\s*json\b/],
  },
  { kind: 'rules', all: [/^groups:/m, /^\s*(-\s+)?(alert|record):/m, /\bexpr:/] },
  { kind: 'prometheus-rule', all: [/^kind:\s*PrometheusRule\b/m] },
  { kind: 'objectives', all: [/^kind:\s*(ServiceLevelObjective|SLO|PrometheusServiceLevel)\b/m] },
  { kind: 'objectives', all: [/^version:\s*["']?prometheus\/v1/m, /^slos:/m] },
  { kind: 'alertmanager-config', all: [/^kind:\s*AlertmanagerConfig\b/m] },
  { kind: 'alertmanager', all: [/^route:/m, /^receivers:/m], none: /^kind:/m },
  { kind: 'grafana-provider', all: [/^providers:/m, /\bpath:/], none: /^kind:/m },
  { kind: 'loki', all: [/^schema_config:/m] },
  { kind: 'otel-collector', all: [/^exporters:/m, /^service:/m, /\bpipelines:/] },
  { kind: 'gatus', all: [/^endpoints:/m, /\bconditions:/] },
];

/** What a configuration text is, from its surface: most are none of these and are never parsed. */
export function classify({ id, text }: ConfigText): TextKind | undefined {
  if (id.endsWith('.json')) {
    const isDashboard =
      /"(panels|rows)"\s*:/.test(text) && /"(schemaVersion|targets|datasource)"\s*:/.test(text);
    return isDashboard ? 'dashboard' : undefined;
  }
  if (/\.(conf|toml|alloy)$|(^|\/)vector\.ya?ml$/.test(id)) return 'log-shipper';
  return shapes.find(({ all, none }) => all.every((shape) => shape.test(text)) && !none?.test(text))?.kind;
}
