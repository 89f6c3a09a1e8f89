// Starts the service and stops it in order. Without DATABASE_URL, in development, it brings its own database and a demo.
import closeWithGrace from 'close-with-grace';
import { setTimeout as wait } from 'node:timers/promises';
import { buildApp } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { createLog } from './telemetry/log.ts';

try {
  const config = readConfig(process.env);
  if (config.databaseUrl === undefined) {
    const { startDemo } = await import('./demo/demo.ts');
    const demo = await startDemo(config);
    await serve(demo.config, demo.stop);
    process.stdout.write(demo.welcome);
  } else {
    await serve(config);
  }
} catch (error) {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else
    createLog({ logLevel: 'info', commit: 'unknown' }).fatal({ err: error }, 'the service could not start');
  process.exit(1);
}

async function serve(config: Config, afterwards: () => Promise<void> = async () => {}): Promise<void> {
  const log = createLog(config);
  const { app, stopping } = await buildApp(config, log);

  closeWithGrace({ delay: config.stopLimitMs, logger: false }, async ({ signal, err }) => {
    if (err !== undefined) log.fatal({ err }, 'stopping because of an unexpected error');
    else log.info({ signal }, 'stopping');
    stopping.begun = true;
    // The balancer sees "not ready" and sends its traffic elsewhere before the door closes.
    await wait(config.stopDelayMs);
    await app.close();
    await afterwards();
    log.info('stopped');
  });

  await app.listen({ host: config.host, port: config.port });
  log.info({ mode: config.mode }, 'ready');
}
