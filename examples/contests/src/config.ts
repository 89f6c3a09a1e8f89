// Every setting of the service. `.env.example` documents each variable read here and no other.

const MINIMUM_SECRET_BYTES = 32;
const PLACEHOLDERS = /change.?me|secret|password|default|example|placeholder|insecure|^(.)\1+$/i;

export type Config = ReturnType<typeof readConfig>;

export function readConfig(env: NodeJS.ProcessEnv) {
  const mode = oneOf('NODE_ENV', env.NODE_ENV, ['development', 'test', 'production']) ?? 'development';
  const live = mode === 'production';
  const wrong: string[] = [];

  const config = {
    mode,
    live,
    host: env.HOST ?? (live ? '0.0.0.0' : '127.0.0.1'),
    port: number('PORT', env.PORT, 3000, 0, 65_535),
    publicUrl: neededLive('PUBLIC_URL', env.PUBLIC_URL) ?? 'http://localhost:3000',
    commit: env.GIT_COMMIT ?? 'unknown',
    builtAt: env.BUILD_TIME ?? 'unknown',
    logLevel: oneOf('LOG_LEVEL', env.LOG_LEVEL, ['debug', 'info', 'warn', 'error', 'silent']) ?? 'info',

    databaseUrl: neededLive('DATABASE_URL', env.DATABASE_URL),
    databasePoolSize: number('DATABASE_POOL_SIZE', env.DATABASE_POOL_SIZE, 10, 1, 200),
    statementTimeoutMs: number('STATEMENT_TIMEOUT_MS', env.STATEMENT_TIMEOUT_MS, 3_000, 100, 60_000),
    redisUrl: env.REDIS_URL,

    tokenSecret: secret('TOKEN_SECRET', env.TOKEN_SECRET),
    tokenSecretPrevious: env.TOKEN_SECRET_PREVIOUS
      ? secret('TOKEN_SECRET_PREVIOUS', env.TOKEN_SECRET_PREVIOUS)
      : undefined,
    sealingSecret: secret('SEALING_SECRET', env.SEALING_SECRET),
    metricsToken: secret('METRICS_TOKEN', env.METRICS_TOKEN),

    trustedProxies: list(env.TRUSTED_PROXIES),
    corsOrigins: list(env.CORS_ORIGINS),
    rateLimits: {
      authPerMinute: number('RATE_LIMIT_AUTH_PER_MINUTE', env.RATE_LIMIT_AUTH_PER_MINUTE, 5, 1, 1_000_000),
      adminPerMinute: number(
        'RATE_LIMIT_ADMIN_PER_MINUTE',
        env.RATE_LIMIT_ADMIN_PER_MINUTE,
        10,
        1,
        1_000_000,
      ),
      apiPerMinute: number('RATE_LIMIT_API_PER_MINUTE', env.RATE_LIMIT_API_PER_MINUTE, 100, 1, 1_000_000),
      uploadsPerHour: number(
        'RATE_LIMIT_UPLOADS_PER_HOUR',
        env.RATE_LIMIT_UPLOADS_PER_HOUR,
        20,
        1,
        1_000_000,
      ),
    },
    maxEventLoopDelayMs: number('MAX_EVENT_LOOP_DELAY_MS', env.MAX_EVENT_LOOP_DELAY_MS, 1_000, 0, 60_000),
    stopDelayMs: number('STOP_DELAY_MS', env.STOP_DELAY_MS, live ? 3_000 : 0, 0, 60_000),
    stopLimitMs: number('STOP_LIMIT_MS', env.STOP_LIMIT_MS, 25_000, 1_000, 120_000),

    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM ?? 'Contests <contests@localhost>',
    smsUrl: env.SMS_URL,
    smsToken: env.SMS_TOKEN,
    captchaCost: number('CAPTCHA_COST', env.CAPTCHA_COST, 50_000, 100, 10_000_000),
    channelApiUrl: env.CHANNEL_API_URL,
    channelApiToken: env.CHANNEL_API_TOKEN,
    channelLimitMs: number('CHANNEL_LIMIT_MS', env.CHANNEL_LIMIT_MS, 800, 50, 30_000),

    sentryDsn: env.SENTRY_DSN,
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
  };

  if (live && config.smtpUrl === undefined && config.smsUrl === undefined) {
    wrong.push('SMTP_URL or SMS_URL is missing: without a sender nobody can sign in');
  }
  if (config.smsUrl !== undefined && config.smsToken === undefined) wrong.push('SMS_TOKEN is missing');
  if (wrong.length > 0) {
    throw new ConfigError(
      `The service cannot start:\n- ${wrong.join('\n- ')}\nSee .env.example for what each variable means.`,
    );
  }
  return config;

  function neededLive(name: string, value: string | undefined): string | undefined {
    if (value === undefined || value === '') {
      if (live) wrong.push(`${name} is missing`);
      return undefined;
    }
    return value;
  }

  // Outside production a missing secret is made up afresh at every start; there is no default to leak.
  function secret(name: string, value: string | undefined): string {
    const given = neededLive(name, value);
    if (given === undefined) return crypto.randomUUID() + crypto.randomUUID();
    if (Buffer.byteLength(given) < MINIMUM_SECRET_BYTES) {
      wrong.push(
        `${name} is too short: give at least ${MINIMUM_SECRET_BYTES} random bytes (openssl rand -base64 48)`,
      );
    } else if (PLACEHOLDERS.test(given)) {
      wrong.push(`${name} looks like a placeholder: give random bytes (openssl rand -base64 48)`);
    }
    return given;
  }

  function number(
    name: string,
    value: string | undefined,
    normal: number,
    least: number,
    most: number,
  ): number {
    if (value === undefined || value === '') return normal;
    const parsed = Number(value);
    if (Number.isInteger(parsed) && parsed >= least && parsed <= most) return parsed;
    wrong.push(`${name} must be a whole number from ${least} to ${most}`);
    return normal;
  }

  function oneOf<const T extends string>(
    name: string,
    value: string | undefined,
    allowed: readonly T[],
  ): T | undefined {
    if (value === undefined || value === '') return undefined;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) throw new ConfigError(`${name} must be one of ${allowed.join(', ')}`);
    return found;
  }
}

function list(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export class ConfigError extends Error {}
