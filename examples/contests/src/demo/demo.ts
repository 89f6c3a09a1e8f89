// What `npm start` shows when nothing is configured: an own PostgreSQL, a few people, contests in every state.
import type { Config } from '../config.ts';
import { startEmbedded } from '../database/embedded.ts';
import { migrate } from '../database/migrate.ts';
import { DEMO_PEOPLE, seed } from './seed.ts';

/** In the demo one person plays everybody, and signs in more often than one person would. */
const SIGN_INS_PER_MINUTE = 60;

export interface Demo {
  readonly config: Config;
  readonly welcome: string;
  stop(): Promise<void>;
}

export async function startDemo(config: Config): Promise<Demo> {
  const database = await startEmbedded();
  try {
    await migrate(database);
    await seed(database.ownerUrl);
  } catch (error) {
    await database.stop();
    throw error;
  }
  const people = DEMO_PEOPLE.map(({ email, role }) => `  ${email.padEnd(24)} ${role}\n`).join('');
  return {
    config: {
      ...config,
      databaseUrl: database.appUrl,
      rateLimits: { ...config.rateLimits, authPerMinute: SIGN_INS_PER_MINUTE },
    },
    welcome: `\nThe demo runs at http://${config.host}:${config.port}/\nSign in as one of\n${people}and read the code here.\n\n`,
    stop: database.stop,
  };
}
