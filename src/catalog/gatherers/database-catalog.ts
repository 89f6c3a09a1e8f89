import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import databaseCatalog from '../evidence/database-catalog.ts';
import startPlan from '../evidence/start-plan.ts';
import { sayHow } from '../probing/launch.ts';

/** Libraries keep their own tables in schemas of their own: theirs to shape, not the team's. */
const ofLibraries = `'pgboss', 'graphile_worker', 'drizzle', 'hdb_catalog', 'cron', 'pgagent', 'auth', 'storage'`;
const ours = `n.nspname not in ('pg_catalog', 'information_schema', ${ofLibraries}) and n.nspname not like 'pg\\_toast%' and n.nspname not like 'pg\\_temp%'`;
/** Tables of extensions belong to the extension, and a partition has the key of its parent. */
const ofExtension = `exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;

const tables = `
  select n.nspname || '.' || c.relname as name,
         exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary) as "primaryKey"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and ${ours} and not ${ofExtension}
  order by 1`;

const foreignKeys = `
  select k.conname as name, n.nspname || '.' || c.relname as table, k.convalidated as validated,
         array(select a.attname::text from unnest(k.conkey) with ordinality u(num, at)
               join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num order by u.at) as columns,
         exists (select from pg_index i
                 where i.indrelid = c.oid and i.indisvalid
                   and (i.indkey::int2[])[0:array_length(k.conkey, 1) - 1] @> k.conkey) as indexed
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where k.contype = 'f' and k.conparentid = 0 and ${ours}
  order by 2, 1`;

const invalidIndexes = `
  select n.nspname || '.' || c.relname as table, x.relname as name
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
  join pg_namespace n on n.oid = c.relnamespace
  where not i.indisvalid and ${ours} order by 1, 2`;

const roles = `
  select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as "bypassesRowSecurity", r.rolcreaterole as "createsRoles",
         (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relowner = r.oid and c.relkind in ('r', 'p') and ${ours}) as "ownsTables",
         (select count(*)::int from pg_stat_activity s where s.usesysid = r.oid and s.datname = current_database()) as sessions
  from pg_roles r
  where exists (select from pg_stat_activity s where s.usesysid = r.oid and s.datname = current_database() and s.pid <> pg_backend_pid())
    and r.rolname <> current_user
  order by 1`;

export default defineGatherer({
  brings: databaseCatalog,
  uses: ['service'],
  needs: { start: startPlan },
  limitMs: 600_000,
  async gather({ given: { start }, drivers: { service }, signal }) {
    const opened = await service.open(start.plan, signal);
    const database = opened.ours?.dependencies.postgres;
    if (!database) throw new CannotLook('there is no scratch PostgreSQL beside the service', sayHow);
    // Pools open their first connection with the first query: the health route usually asks one.
    await service.ask({ method: 'GET', path: '/health/ready', harm: 'none' }, signal);
    const [version] = await database.query('show server_version');
    const recipes = Object.values(start.plan?.environment ?? {});
    return databaseCatalog.schema.parse({
      version: String(version?.['server_version'] ?? ''),
      tables: await database.query(tables),
      foreignKeys: await database.query(foreignKeys),
      invalidIndexes: await database.query(invalidIndexes),
      roles: await database.query(roles),
      rolesAreSeparate: recipes.some((recipe) => recipe.kind === 'postgres' && recipe.as === 'service'),
    });
  },
});
