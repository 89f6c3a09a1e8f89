import type { PlatformFacts, Program, Store } from './types.ts';

const database =
  /^(aws_db_instance|aws_rds_cluster|aws_docdb_cluster|aws_dynamodb_table|google_sql_database_instance|azurerm_(postgresql|mysql)(_flexible)?_server|azurerm_mssql_database|digitalocean_database_cluster|aws_elasticache_replication_group|google_redis_instance|mongodbatlas_cluster|scaleway_rdb_instance)$/;
const runner =
  /^(aws_ecs_service|google_cloud_run_v2_service|google_cloud_run_service|azurerm_container_app|azurerm_linux_web_app|aws_autoscaling_group|aws_appautoscaling_target|google_compute_region_instance_group_manager|google_compute_region_autoscaler)$/;
const edgeCache =
  /^(aws_cloudfront_distribution|google_compute_backend_bucket|azurerm_cdn_frontdoor_profile|azurerm_cdn_profile|cloudflare_page_rule|cloudflare_ruleset|fastly_service_vcl)$/;
const maxBlockLines = 400;

/** Terraform is looked at block by block, by its surface: modules, variables and conditions are not worked out. */
export function readTerraform(text: string): PlatformFacts {
  const programs: Program[] = [];
  const stores: Store[] = [];
  const edge: { line: number; value: string }[] = [];
  const lines = text.split('\n');
  for (const [index, content] of lines.entries()) {
    const match = /^\s*resource\s+"([a-z0-9_]{1,80})"\s+"([\w-]{1,100})"/.exec(content);
    const type = match?.[1];
    const name = match?.[2];
    if (type === undefined || name === undefined) continue;
    const block = lines.slice(index, index + blockLength(lines, index));
    if (database.test(type)) stores.push(readStore(type, name, index + 1, block));
    if (runner.test(type)) programs.push(readRunner(type, name, index + 1, block));
    if (edgeCache.test(type)) edge.push({ line: index + 1, value: type });
  }
  return { programs, stores, edge };
}

function blockLength(lines: readonly string[], start: number): number {
  let depth = 0;
  for (let length = 0; length < maxBlockLines && start + length < lines.length; length += 1) {
    const content = lines[start + length] ?? '';
    for (const sign of content) {
      if (sign === '{') depth += 1;
      if (sign === '}') depth -= 1;
    }
    if (depth === 0 && length > 0) return length + 1;
  }
  return maxBlockLines;
}

function readStore(type: string, name: string, line: number, block: readonly string[]): Store {
  const backups = find(
    block,
    line,
    /^\s*(backup_retention_period|backup_retention_days|point_in_time_recovery_enabled|enabled)\s*=/,
    /backup|point_in_time/,
  );
  const encryption = find(
    block,
    line,
    /^\s*(storage_encrypted|at_rest_encryption_enabled|kms_key_id|encryption_key_name|disk_encryption)\s*=/,
  );
  return {
    name: `${type}.${name}`,
    kind: type,
    line,
    ...(backups ? { backups } : {}),
    ...(encryption ? { encryption } : {}),
  };
}

function readRunner(type: string, name: string, line: number, block: readonly string[]): Program {
  const count = find(
    block,
    line,
    /^\s*(desired_count|min_size|min_capacity|min_instance_count|min_replicas)\s*=/,
  );
  const number = count === undefined ? Number.NaN : Number(count.value.split('=')[1]?.trim());
  const scaling = find(block, line, /^\s*(max_size|max_capacity|max_instance_count|max_replicas)\s*=/);
  return {
    name: `${type}.${name}`,
    line,
    ...(count && Number.isFinite(number) ? { instances: { line: count.line, count: number } } : {}),
    ...(scaling ? { autoscaling: scaling } : {}),
    volumes: [],
    environment: [],
    domains: [],
  };
}

/** `enabled = …` counts only within a block whose text so far names backups. */
function find(block: readonly string[], line: number, attribute: RegExp, context?: RegExp) {
  for (const [index, content] of block.entries()) {
    if (!attribute.test(content)) continue;
    const near = block.slice(Math.max(0, index - 3), index + 1).join(' ');
    if (context && !context.test(near)) continue;
    return { line: line + index, value: content.trim().replace(/\s+/g, ' ').slice(0, 120) };
  }
  return undefined;
}
