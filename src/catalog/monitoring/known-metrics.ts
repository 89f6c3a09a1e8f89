/** What a source of metrics surely shows, and the beginnings of names that only it shows. */
export interface Source {
  readonly shows: readonly string[];
  readonly prefix: RegExp;
}

const words = (text: string) => text.split(/\s+/);
const process =
  'process_cpu_seconds_total process_resident_memory_bytes process_virtual_memory_bytes process_open_fds process_max_fds process_start_time_seconds';

/** Exporters by the names that `programs.ts` gives them. */
export const exporters: Readonly<Record<string, Source>> = {
  'node-exporter': {
    shows: words(
      `node_memory_MemAvailable_bytes node_memory_MemTotal_bytes node_memory_MemFree_bytes node_memory_Buffers_bytes
       node_memory_Cached_bytes node_memory_SwapTotal_bytes node_memory_SwapFree_bytes node_filesystem_avail_bytes
       node_filesystem_size_bytes node_filesystem_free_bytes node_filesystem_files node_filesystem_files_free
       node_filesystem_readonly node_cpu_seconds_total node_load1 node_load5 node_load15 node_boot_time_seconds
       node_time_seconds node_disk_io_time_seconds_total node_disk_read_bytes_total node_disk_written_bytes_total
       node_network_receive_bytes_total node_network_transmit_bytes_total node_vmstat_oom_kill node_filefd_allocated
       node_filefd_maximum node_timex_offset_seconds node_uname_info node_textfile_scrape_error`,
    ),
    prefix: /^node_/,
  },
  cadvisor: {
    shows: words(
      `container_memory_usage_bytes container_memory_working_set_bytes container_memory_rss container_cpu_usage_seconds_total
       container_last_seen container_spec_memory_limit_bytes container_fs_usage_bytes container_fs_limit_bytes
       container_network_receive_bytes_total container_network_transmit_bytes_total container_start_time_seconds
       machine_memory_bytes machine_cpu_cores`,
    ),
    prefix: /^(container_|machine_|cadvisor_)/,
  },
  'blackbox-exporter': {
    shows: words(
      'probe_success probe_duration_seconds probe_http_status_code probe_ssl_earliest_cert_expiry probe_http_duration_seconds probe_dns_lookup_time_seconds probe_http_ssl',
    ),
    prefix: /^probe_/,
  },
  'postgres-exporter': {
    shows: words(
      `pg_up pg_stat_activity_count pg_settings_max_connections pg_database_size_bytes pg_stat_database_numbackends
       pg_stat_database_xact_commit pg_stat_database_xact_rollback pg_stat_database_deadlocks pg_locks_count
       pg_replication_lag_seconds pg_stat_database_blks_hit pg_stat_database_blks_read`,
    ),
    prefix: /^pg_/,
  },
  'mysqld-exporter': {
    shows: words(
      'mysql_up mysql_global_status_threads_connected mysql_global_variables_max_connections mysql_global_status_slow_queries',
    ),
    prefix: /^mysql_/,
  },
  'redis-exporter': {
    shows: words(
      'redis_up redis_memory_used_bytes redis_memory_max_bytes redis_connected_clients redis_evicted_keys_total redis_keyspace_hits_total redis_keyspace_misses_total',
    ),
    prefix: /^redis_/,
  },
  'mongodb-exporter': { shows: words('mongodb_up'), prefix: /^mongodb_/ },
  'nginx-exporter': {
    shows: words('nginx_up nginx_connections_active nginx_http_requests_total'),
    prefix: /^nginx_/,
  },
  'kube-state-metrics': {
    shows: words(
      'kube_pod_status_phase kube_pod_container_status_restarts_total kube_deployment_status_replicas_available kube_deployment_spec_replicas',
    ),
    prefix: /^kube_/,
  },
  alertmanager: {
    shows: words('alertmanager_notifications_failed_total alertmanager_notifications_total'),
    prefix: /^alertmanager_/,
  },
  grafana: { shows: [], prefix: /^grafana_/ },
  loki: { shows: [], prefix: /^loki_/ },
  prometheus: {
    shows: words(
      'prometheus_config_last_reload_successful prometheus_notifications_dropped_total prometheus_tsdb_head_series',
    ),
    prefix: /^prometheus_/,
  },
};

/** Exporters are Go programs, which tell about themselves as well. */
export const everyExporter: Source = {
  shows: words(`${process} go_goroutines go_threads go_memstats_alloc_bytes go_gc_duration_seconds go_info`),
  prefix: /^(go_|process_|promhttp_|\w+_exporter_)|_build_info$/,
};

/** Prometheus makes these for every target, and for its own alerts. */
export const ownMetrics = new Set(
  words('up scrape_duration_seconds scrape_samples_scraped ALERTS ALERTS_FOR_STATE'),
);

/** Libraries by the names that the gatherer of metric names gives them. Those not here may show anything. */
export const libraries: Readonly<Record<string, Source>> = {
  'prom-client default metrics': {
    shows: words(
      `${process} process_cpu_user_seconds_total process_cpu_system_seconds_total process_heap_bytes nodejs_eventloop_lag_seconds
       nodejs_eventloop_lag_p50_seconds nodejs_eventloop_lag_p90_seconds nodejs_eventloop_lag_p99_seconds nodejs_eventloop_lag_mean_seconds
       nodejs_eventloop_lag_max_seconds nodejs_active_handles nodejs_active_handles_total nodejs_active_requests nodejs_active_requests_total
       nodejs_heap_size_total_bytes nodejs_heap_size_used_bytes nodejs_external_memory_bytes nodejs_heap_space_size_used_bytes
       nodejs_heap_space_size_total_bytes nodejs_version_info nodejs_gc_duration_seconds`,
    ),
    prefix: /^(nodejs_|process_)/,
  },
  'prometheus_client collectors': {
    shows: words(`${process} python_info python_gc_collections_total`),
    prefix: /^(python_|process_)/,
  },
  'client_golang collectors': {
    shows: words(
      `${process} go_goroutines go_threads go_memstats_alloc_bytes go_memstats_heap_inuse_bytes go_gc_duration_seconds go_info promhttp_metric_handler_requests_total`,
    ),
    prefix: /^(go_|process_|promhttp_)/,
  },
};
