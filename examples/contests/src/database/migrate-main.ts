// npm run migrate [-- down [N]]
import { migrate } from './migrate.ts';

const { DATABASE_URL, DATABASE_OWNER_URL } = process.env;
const ownerUrl = DATABASE_OWNER_URL ?? DATABASE_URL;
const [direction = 'up', count = '1'] = process.argv.slice(2);

if (ownerUrl === undefined) {
  process.stderr.write('DATABASE_OWNER_URL is missing: give the URL of the role that owns the tables.\n');
  process.exit(1);
}
if (direction !== 'up' && direction !== 'down') {
  process.stderr.write(`"${direction}" is no direction: say up, or down and how many steps.\n`);
  process.exit(1);
}
const log = (line: string) => process.stdout.write(`${line}\n`);
const done = await migrate(
  { ownerUrl, appUrl: DATABASE_OWNER_URL === undefined ? undefined : DATABASE_URL, log },
  direction === 'up' ? { direction } : { direction, count: Number(count) },
);
log(done.length === 0 ? 'Nothing to migrate.' : `Migrated ${direction}: ${done.join(', ')}.`);
