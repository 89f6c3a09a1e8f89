import { z } from 'zod';
import type { Hazard } from '../evidence/migrations.ts';
import { lineFinder } from '../lines.ts';

/** The parts of PostgreSQL's own parse tree that tell which locks a statement takes. */
const relation = z.object({ relname: z.string().optional() }).optional();
const names = z.array(z.object({ String: z.object({ sval: z.string() }).optional() })).optional();
const constraint = z.object({
  contype: z.string().optional(),
  skip_validation: z.boolean().optional(),
  indexname: z.string().optional(),
  raw_expr: z.unknown().optional(),
  generated_when: z.string().optional(),
});
const column = z.object({
  colname: z.string().optional(),
  typeName: z.object({ names }).optional(),
  constraints: z.array(z.object({ Constraint: constraint.optional() })).optional(),
});
const command = z.object({
  AlterTableCmd: z.object({
    subtype: z.string().optional(),
    name: z.string().optional(),
    def: z.object({ ColumnDef: column.optional(), Constraint: constraint.optional() }).optional(),
  }),
});
const statement = z.object({
  CreateStmt: z.object({ relation }).optional(),
  CreateTableAsStmt: z.object({ into: z.object({ rel: relation }).optional() }).optional(),
  IndexStmt: z
    .object({ relation, concurrent: z.boolean().optional(), idxname: z.string().optional() })
    .optional(),
  AlterTableStmt: z
    .object({ relation, cmds: z.array(command).optional(), objtype: z.string().optional() })
    .optional(),
  LockStmt: z.object({ relations: z.array(z.object({ RangeVar: relation })).optional() }).optional(),
  ReindexStmt: z.object({ relation, params: z.array(z.unknown()).optional() }).optional(),
  ClusterStmt: z.object({ relation }).optional(),
  RefreshMatViewStmt: z.object({ relation, concurrent: z.boolean().optional() }).optional(),
  TransactionStmt: z.object({ kind: z.string().optional() }).optional(),
});
const parsed = z.object({
  stmts: z.array(z.object({ stmt: statement, stmt_location: z.number().optional() })).optional(),
});
type Statement = z.infer<typeof statement>;
type Command = z.infer<typeof command>['AlterTableCmd'];
type Constraint = z.infer<typeof constraint>;

/** Functions whose value differs from row to row: as a default they make PostgreSQL write every row. */
const volatile = /"(random|gen_random_uuid|uuid_generate_v\d+|clock_timestamp|timeofday|nextval|uuidv[47])"/;

type Found = Omit<Hazard, 'line'>;

/** Reads forward SQL with PostgreSQL's parser. `fresh` holds tables that did not exist before, and grows. */
export async function hazardsIn(
  sql: string,
  inTransaction: boolean,
  fresh: Set<string>,
): Promise<{ statements: number; hazards: Hazard[] }> {
  const { parse } = await import('libpg-query');
  const tree = parsed.parse(await parse(sql));
  const bytes = Buffer.from(sql, 'utf8');
  const lineAt = lineFinder(sql);
  const validated = new Set<string>();
  let within = inTransaction;
  const hazards = (tree.stmts ?? []).flatMap(({ stmt, stmt_location: offset = 0 }): Hazard[] => {
    if (/BEGIN|START/.test(stmt.TransactionStmt?.kind ?? '')) within = true;
    if (/COMMIT/.test(stmt.TransactionStmt?.kind ?? '')) within = inTransaction;
    const made = stmt.CreateStmt?.relation?.relname ?? stmt.CreateTableAsStmt?.into?.rel?.relname;
    if (made !== undefined) fresh.add(made);
    const alters = stmt.AlterTableStmt;
    if (alters?.cmds?.some((one) => one.AlterTableCmd.subtype === 'AT_ValidateConstraint'))
      validated.add(alters.relation?.relname ?? '');
    const start = bytes.subarray(0, offset).toString('utf8').length;
    const blank = /^(\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*/.exec(sql.slice(start))?.[0].length ?? 0;
    return (
      hazardsOf(stmt, within)
        .filter((one) => one.table === undefined || !fresh.has(one.table))
        // With a validated check that says the same, SET NOT NULL has nothing to read.
        .filter((one) => one.kind !== 'scans-table' || !validated.has(one.table ?? ''))
        .map((one) => ({ line: lineAt(start + blank), ...one }))
    );
  });
  return { statements: tree.stmts?.length ?? 0, hazards };
}

function hazardsOf(stmt: Statement, within: boolean): readonly Found[] {
  const index = stmt.IndexStmt;
  if (index) {
    const table = index.relation?.relname ?? 'a table';
    if (!index.concurrent)
      return [
        {
          kind: 'index-not-concurrent',
          table,
          says: `CREATE INDEX without CONCURRENTLY stops writes to ${table} until it is built`,
        },
      ];
    return within
      ? [
          {
            kind: 'concurrent-in-transaction',
            table,
            says: `CREATE INDEX CONCURRENTLY on ${table} fails inside a transaction`,
          },
        ]
      : [];
  }
  const alter = stmt.AlterTableStmt;
  if (alter && alter.objtype !== 'OBJECT_VIEW' && alter.objtype !== 'OBJECT_INDEX') {
    const table = alter.relation?.relname ?? 'a table';
    return (alter.cmds ?? []).flatMap(({ AlterTableCmd: one }) => changeHazards(one, table));
  }
  const locked = stmt.LockStmt?.relations?.[0]?.RangeVar?.relname ?? stmt.ClusterStmt?.relation?.relname;
  if (locked !== undefined)
    return [
      {
        kind: 'locks-table',
        table: locked,
        says: `${stmt.LockStmt ? 'LOCK TABLE' : 'CLUSTER'} stops all work on ${locked}`,
      },
    ];
  const reindexed = stmt.ReindexStmt?.relation?.relname;
  if (reindexed !== undefined && !JSON.stringify(stmt.ReindexStmt?.params ?? []).includes('concurrently'))
    return [
      {
        kind: 'locks-table',
        table: reindexed,
        says: `REINDEX without CONCURRENTLY stops writes to ${reindexed}`,
      },
    ];
  const view = stmt.RefreshMatViewStmt;
  if (view && !view.concurrent)
    return [
      {
        kind: 'locks-table',
        table: view.relation?.relname ?? 'a view',
        says: `REFRESH MATERIALIZED VIEW without CONCURRENTLY stops reads of ${view.relation?.relname ?? 'it'}`,
      },
    ];
  return [];
}

function changeHazards({ subtype, name, def }: Command, table: string): readonly Found[] {
  switch (subtype) {
    case 'AT_AddColumn':
      return def?.ColumnDef ? columnHazards(def.ColumnDef, table) : [];
    case 'AT_AlterColumnType':
      return isOnlyWider(def?.ColumnDef)
        ? []
        : [
            {
              kind: 'rewrites-table',
              table,
              says: `changing the type of ${table}.${name ?? 'a column'} writes every row again under an exclusive lock`,
            },
          ];
    case 'AT_SetNotNull':
      return [
        {
          kind: 'scans-table',
          table,
          says: `SET NOT NULL on ${table}.${name ?? 'a column'} reads the whole table under an exclusive lock`,
        },
      ];
    case 'AT_AddConstraint':
      return def?.Constraint ? constraintHazards(def.Constraint, table) : [];
    case 'AT_SetTableSpace':
    case 'AT_SetLogged':
    case 'AT_SetUnLogged':
      return [{ kind: 'rewrites-table', table, says: `${table} is written again under an exclusive lock` }];
    default:
      return [];
  }
}

function columnHazards(
  { colname, typeName, constraints }: z.infer<typeof column>,
  table: string,
): readonly Found[] {
  const rules = (constraints ?? []).flatMap((one) => one.Constraint ?? []);
  const byDefault = rules.find((rule) => rule.contype === 'CONSTR_DEFAULT');
  const name = `${table}.${colname ?? 'a column'}`;
  const serial = typeName?.names?.some((part) => /^(small|big)?serial\d?$/.test(part.String?.sval ?? ''));
  const made = rules.some(
    (rule) => rule.contype === 'CONSTR_GENERATED' || rule.contype === 'CONSTR_IDENTITY',
  );
  const changing = byDefault && volatile.test(JSON.stringify(byDefault.raw_expr ?? null));
  const found: Found[] = [];
  if (serial || made || changing)
    found.push({
      kind: 'rewrites-table',
      table,
      says: `adding ${name} with a value of its own for each row writes the whole table again under an exclusive lock`,
    });
  else if (!byDefault && rules.some((rule) => rule.contype === 'CONSTR_NOTNULL'))
    found.push({
      kind: 'not-null-without-default',
      table,
      says: `adding ${name} as NOT NULL without a default fails when the table has rows`,
    });
  return [
    ...found,
    ...rules
      .filter((rule) => /^CONSTR_(UNIQUE|PRIMARY)$/.test(rule.contype ?? ''))
      .flatMap((rule) => constraintHazards(rule, table)),
  ];
}

function constraintHazards(
  { contype, skip_validation: notValid, indexname }: Constraint,
  table: string,
): readonly Found[] {
  if ((contype === 'CONSTR_FOREIGN' || contype === 'CONSTR_CHECK') && !notValid) {
    const what = contype === 'CONSTR_FOREIGN' ? 'a foreign key' : 'a check';
    return [
      {
        kind: 'scans-table',
        table,
        says: `adding ${what} to ${table} without NOT VALID reads the whole table while writes wait`,
      },
    ];
  }
  if ((contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY') && indexname === undefined) {
    return [
      {
        kind: 'index-not-concurrent',
        table,
        says: `adding a ${contype === 'CONSTR_UNIQUE' ? 'unique' : 'primary key'} constraint to ${table} builds its index under an exclusive lock`,
      },
    ];
  }
  return [];
}

/** To text without a limit nothing needs to be written again. */
function isOnlyWider(def: z.infer<typeof column> | undefined): boolean {
  return def?.typeName?.names?.some((part) => part.String?.sval === 'text') ?? false;
}
