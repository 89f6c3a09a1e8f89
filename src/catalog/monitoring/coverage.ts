import type { Expression } from './types.ts';

export const coveredKinds = [
  'down',
  'errors',
  'latency',
  'memory',
  'disk',
  'pool',
  'certificate',
  'backup',
] as const;
export type CoveredKind = (typeof coveredKinds)[number];

export const kindNames: Readonly<Record<CoveredKind, string>> = {
  down: 'the service being down',
  errors: 'failing requests',
  latency: 'slow answers',
  memory: 'memory running out',
  disk: 'disks filling up',
  pool: 'database connections running out',
  certificate: 'an expiring certificate',
  backup: 'an old backup',
};

const shapes: Readonly<Record<CoveredKind, RegExp>> = {
  down: /^(up|probe_success|kube_deployment_status_replicas(_unavailable|_available)?|kube_statefulset_status_replicas_ready|kube_pod_status_(ready|phase)|haproxy_server_up|nginx_up|pg_up|redis_up|mysql_up)$|instance_up/,
  errors:
    /errors?(_|$|:)|_failed|_failures?|exceptions|_5xx|rejected|crash|restarts_total|probe_http_status_code/i,
  latency: /duration|latency|response_time|_seconds_bucket$|request_time/i,
  memory: /memory|_mem_|_rss|resident|heap|oom/i,
  disk: /filesystem|disk|volume_stats|inodes|storage_free|database_size/i,
  pool: /pool|pg_stat_activity|_connections|hikaricp|max_connections|pgbouncer|conns?_/i,
  certificate: /cert|ssl|tls/i,
  backup: /backup|_dump|snapshot|pgbackrest|restic|walg|wal_g|barman|velero|archiver/i,
};

/** What an alert watches, by the metrics of its expression and the statuses it selects. */
export function watchedBy({ metrics, matchers, functions, quantile }: Expression): CoveredKind[] {
  const found = new Set<CoveredKind>();
  for (const metric of metrics) {
    for (const kind of coveredKinds) if (shapes[kind].test(metric)) found.add(kind);
  }
  const selectsFailures = matchers.some(
    ({ label, operator, value }) =>
      /^(status|code|status_code|http_status|http_response_status_code|outcome|result|grpc_code|level|severity)$/i.test(
        label,
      ) &&
      /^(=|=~|!~)$/.test(operator) &&
      /5|error|fail|server_error|internal|critical|[23]\.\./i.test(value),
  );
  if (selectsFailures) found.add('errors');
  if (quantile !== undefined) found.add('latency');
  // A failing share of requests is counted by the duration's own _count: that is no watch on latency.
  if (selectsFailures && quantile === undefined && !functions.includes('histogram_quantile'))
    found.delete('latency');
  return [...found];
}
