import { programOf } from '../containers/image-name.ts';

interface Program {
  readonly name: string;
  readonly image: RegExp;
  /** The flag that names its configuration file, and the file it reads without one. */
  readonly flag?: RegExp;
  readonly usual?: string;
}

/** Programs of a monitoring stack by the last part of their image's name. */
const programs: readonly Program[] = [
  {
    name: 'prometheus',
    image: /^(prometheus|prom-prometheus|prometheus-distroless)$/,
    flag: /--?config\.file[= ]+["']?([^\s"',\]]+)/,
    usual: '/etc/prometheus/prometheus.yml',
  },
  { name: 'prometheus', image: /^vmagent$/, flag: /--?promscrape\.config[= ]+["']?([^\s"',\]]+)/ },
  { name: 'prometheus', image: /^victoria-metrics$/, flag: /--?promscrape\.config[= ]+["']?([^\s"',\]]+)/ },
  { name: 'vmalert', image: /^vmalert$/, flag: /--?rule[= ]+["']?([^\s"',\]]+)/ },
  {
    name: 'alertmanager',
    image: /^(prom-)?alertmanager$/,
    flag: /--?config\.file[= ]+["']?([^\s"',\]]+)/,
    usual: '/etc/alertmanager/alertmanager.yml',
  },
  { name: 'grafana', image: /^grafana(-oss|-enterprise)?$/, usual: '/etc/grafana/provisioning' },
  {
    name: 'loki',
    image: /^loki$/,
    flag: /--?config\.file[= ]+["']?([^\s"',\]]+)/,
    usual: '/etc/loki/local-config.yaml',
  },
  {
    name: 'promtail',
    image: /^promtail$/,
    flag: /--?config\.file[= ]+["']?([^\s"',\]]+)/,
    usual: '/etc/promtail/config.yml',
  },
  { name: 'alloy', image: /^(alloy|agent)$/ },
  { name: 'fluent-bit', image: /^fluent-bit$/, usual: '/fluent-bit/etc/fluent-bit.conf' },
  { name: 'fluentd', image: /^fluentd(-.*)?$/, usual: '/fluentd/etc/fluent.conf' },
  { name: 'vector', image: /^vector$/, usual: '/etc/vector/vector.yaml' },
  { name: 'filebeat', image: /^filebeat(-oss)?$/, usual: '/usr/share/filebeat/filebeat.yml' },
  {
    name: 'otel-collector',
    image: /^(opentelemetry-collector(-.*)?|otelcol(-.*)?)$/,
    flag: /--?config[= ]+["']?(?:file:)?([^\s"',\]]+)/,
  },
  { name: 'node-exporter', image: /^node[-_]?exporter$/ },
  { name: 'postgres-exporter', image: /^(postgres[-_]exporter|postgresql-exporter)$/ },
  { name: 'mysqld-exporter', image: /^mysqld[-_]exporter$/ },
  { name: 'redis-exporter', image: /^redis[-_]exporter$/ },
  { name: 'mongodb-exporter', image: /^mongodb[-_]exporter$/ },
  { name: 'nginx-exporter', image: /^nginx-prometheus-exporter$/ },
  { name: 'blackbox-exporter', image: /^blackbox[-_]exporter$/ },
  { name: 'cadvisor', image: /^cadvisor$/ },
  { name: 'kube-state-metrics', image: /^kube-state-metrics$/ },
  { name: 'pushgateway', image: /^(prom-)?pushgateway$/ },
  { name: 'statsd-exporter', image: /^statsd[-_]exporter$/ },
  { name: 'other-exporter', image: /exporter/ },
];

export interface KnownProgram {
  readonly name: string;
  /** Path inside the container. */
  readonly config?: string;
}

/** Which program of a monitoring stack an image is, and which file it will read. */
export function knownProgram(image: string, command: string): KnownProgram | undefined {
  const name = programOf(image);
  const program = programs.find((one) => one.image.test(name));
  if (!program) return undefined;
  const config = program.flag?.exec(command)?.[1] ?? program.usual;
  return { name: program.name, ...(config === undefined ? {} : { config }) };
}
