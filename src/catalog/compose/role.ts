import { programOf } from '../containers/image-name.ts';
import { deployRoleOf, type DeployRole } from '../deploy-role.ts';
import type { ComposeService } from './types.ts';

/** Programs that stand in for real ones on a developer's machine. */
const standIn =
  /^(mailhog|mailpit|maildev|mailcatcher|localstack|azurite|fake-gcs-server|smtp4dev|greenmail|stripe-mock|mockserver|wiremock)$/;
/** Programs that a team's own code needs; a file of these alone is a developer's set of dependencies. */
const dependency =
  /^(postgres|postgresql|postgis|pgvector|timescaledb|mysql|mariadb|percona|mongo|mongodb|redis|valkey|keydb|redis-stack|memcached|rabbitmq|kafka|zookeeper|cp-kafka|cp-zookeeper|nats|elasticsearch|opensearch|minio|cassandra|dynamodb-local|adminer|phpmyadmin|pgadmin4|mssql|clickhouse-server|clickhouse|sqlserver)$/;
const devServer =
  /(--reload\b|\bnodemon\b|\bts-node-dev\b|\b(npm|yarn|pnpm|bun)( run)? (dev|start:dev|watch|develop)\b|\brunserver\b|\bflask\b.{0,60}\brun\b|\bnext dev\b|\bvite( |$)|\bwebpack-dev-server\b|\brails s(erver)?\b.{0,80}development|\bbin\/dev\b|\bair( |$)|\bdlv\b|\bdebugpy\b|\bfastapi dev\b|spring-boot:run|\bdotnet watch\b|tail -[fF] \/dev\/null|sleep infinity)/;

/** The role of a compose file: its name where that tells, else what its services show. */
export function composeRole(
  file: string,
  services: readonly ComposeService[],
): { role: DeployRole; roleBecause?: string } {
  const role = deployRoleOf(file);
  if (role !== 'service') return { role };
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (/[._-]build[._-]/.test(name))
    return { role: 'development', roleBecause: 'it is there to build images' };
  if (/(^|[^a-z])(prod|production|live|swarm|stack)([^a-z]|$)/i.test(file)) return { role };
  for (const service of services) {
    const because = developmentSign(service);
    if (because !== undefined) return { role: 'development', roleBecause: `${service.name} ${because}` };
  }
  const images = services.map((service) =>
    service.build ? undefined : service.image && programOf(service.image.name),
  );
  if (images.length > 0 && images.every((image) => image !== undefined && dependency.test(image))) {
    return { role: 'development', roleBecause: 'it starts only what the code depends on, not the code' };
  }
  return { role };
}

function developmentSign(service: ComposeService): string | undefined {
  if (service.image && standIn.test(programOf(service.image.name))) return 'stands in for a real service';
  if (/^(dev|develop|development|debug|local|test)$/.test(service.build?.target ?? ''))
    return 'builds a development target';
  if (devServer.test(`${service.entrypoint?.text ?? ''} ${service.command?.text ?? ''}`))
    return 'runs a development server';
  const context = service.build?.context;
  const mountsSource = service.mounts.some(
    (mount) =>
      mount.kind === 'bind' &&
      !mount.readOnly &&
      !/^\/(etc|config|data|var\/lib)(\/|$)/.test(mount.target) &&
      mount.source !== undefined &&
      context !== undefined &&
      (mount.source === context || mount.source === `${context === '' ? '' : `${context}/`}src`),
  );
  return mountsSource ? 'mounts its source code into the container' : undefined;
}
