// Demo data, written as the owner of the tables. A database that already has people is left as it is.
import pg from 'pg';

export const DEMO_PEOPLE = [
  { email: 'admin@contests.test', name: 'Ada Admin', role: 'admin' },
  { email: 'second-admin@contests.test', name: 'Abel Admin', role: 'admin' },
  { email: 'sponsor@contests.test', name: 'Sam Sponsor', role: 'sponsor' },
  { email: 'judge@contests.test', name: 'Juno Judge', role: 'user' },
  { email: 'person@contests.test', name: 'Pia Person', role: 'user' },
] as const;

export async function seed(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM people LIMIT 1');
    if (rowCount !== 0) return;
    await client.query('BEGIN');
    for (const { email, name, role } of DEMO_PEOPLE) {
      await client.query('INSERT INTO people (email, name, role) VALUES ($1, $2, $3)', [email, name, role]);
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
