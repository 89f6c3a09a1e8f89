import type { Manifest } from '../evidence/manifests.ts';

type Need = 'postgres' | 'redis' | 'mail';

const packagesByNeed: Readonly<Record<Need, RegExp>> = {
  postgres:
    /^(pg|pg-promise|postgres|pg-boss|@prisma\/adapter-pg|parse-server|postgraphile|psycopg(2(-binary)?)?|asyncpg|pg8000|github\.com\/lib\/pq|github\.com\/jackc\/pgx(\/v\d+)?|gorm\.io\/driver\/postgres|org\.postgresql:postgresql)$/i,
  redis:
    /^(redis|ioredis|@redis\/client|bull|bullmq|connect-redis|aioredis|celery|django-redis|github\.com\/(redis\/go-redis|go-redis\/redis)(\/v\d+)?|redis\.clients:jedis|io\.lettuce:lettuce-core)$/i,
  mail: /^(nodemailer|emailjs|fastapi-mail|aiosmtplib|flask-mail|gopkg\.in\/gomail\.v2)$/i,
};
const variablesByNeed: Readonly<Record<Need, RegExp>> = {
  postgres: /^(PG(HOST|DATABASE|USER)|POSTGRES(QL)?_|DATABASE_UR[LI]$|DB_HOST$)/,
  redis: /REDIS|VALKEY/,
  mail: /^(SMTP|MAIL|EMAIL)_/,
};

/** Which servers must stand beside the service: a client in its packages, or a variable it reads. */
export function neededBy(
  manifests: readonly Manifest[],
  folder: string,
  variables: readonly string[],
): Need[] {
  const near = manifests.filter(
    (one) =>
      !one.aside && (one.folder === folder || one.folder === '' || folder.startsWith(`${one.folder}/`)),
  );
  const packages = near.flatMap((one) =>
    one.dependencies.filter(({ scope }) => scope !== 'development').map(({ name }) => name),
  );
  const needs: readonly Need[] = ['postgres', 'redis', 'mail'];
  return needs.filter(
    (need) =>
      packages.some((name) => packagesByNeed[need].test(name)) ||
      (need !== 'postgres' && variables.some((name) => variablesByNeed[need].test(name))),
  );
}
