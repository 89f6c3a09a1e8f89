/**
 * The part of a migration file that goes forward, with the rest blanked out so that lines keep their numbers; and
 * whether the tool runs it inside a transaction.
 */
export function forwardPart(text: string, tool: string): { sql: string; inTransaction: boolean } {
  const lines = text.split('\n');
  let forward = true;
  let marked = false;
  let noTransaction = false;
  const kept = lines.map((line) => {
    const marker =
      /^\s*--\s*(?:\+goose\s+(Up|Down)|\+migrate\s+(Up|Down)|migrate:(up|down)|(Up|Down) Migration)\b(.*)$/i.exec(
        line,
      );
    if (
      /--\s*\+goose\s+NO\s+TRANSACTION|--\s*\+migrate.*notransaction|--\s*migrate:up.*transaction:\s*false|pgm?-?migrate.*no-?transaction|--\s*executeInTransaction=false|--\s*disable-ddl-transaction/i.test(
        line,
      )
    )
      noTransaction = true;
    if (marker) {
      marked = true;
      forward = (marker[1] ?? marker[2] ?? marker[3] ?? marker[4] ?? '').toLowerCase() === 'up';
      return '';
    }
    return forward ? line : '';
  });
  const wraps = marked || tool === 'Flyway';
  return { sql: kept.join('\n'), inTransaction: wraps && !noTransaction };
}

/** What no PostgreSQL understands, or what only another database does. */
export function dialectOf(text: string): 'postgresql' | 'other' | 'unknown' {
  const code = text.replace(/--[^\n]*/g, '').replace(/'[^'\n]*'/g, "''");
  if (
    /`|\bENGINE\s*=|\bAUTO_INCREMENT\b|\bAUTOINCREMENT\b|\bPRAGMA\b|\bNVARCHAR\b|\bIDENTITY\s*\(|\bDATETIME2?\b|\bUNSIGNED\b|\bVARCHAR2\b|\bGO\s*$/im.test(
      code,
    )
  )
    return 'other';
  if (
    /\b(timestamptz|jsonb|uuid|bytea|bigserial|serial|text\[\]|gen_random_uuid|CONCURRENTLY|citext|tsvector|plpgsql|lock_timeout|inet|GENERATED\s+(ALWAYS|BY DEFAULT)\s+AS\s+IDENTITY|TIMESTAMP\(3\)|OWNER TO)\b|::\w/i.test(
      code,
    )
  )
    return 'postgresql';
  return 'unknown';
}
