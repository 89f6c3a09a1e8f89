// The channel service as this service uses it: configured or not, and asked again for entries it left unconfirmed.
import { sql } from 'kysely';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config.ts';
import type { Database } from '../database/connect.ts';
import { asSystem } from '../database/session.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { CHANNEL_DEFAULTS, channelClient, type ChannelClient } from './channel-client.ts';

const MOST_AT_ONCE = 200;

export function channelsFor(config: Config, log: FastifyBaseLogger, metrics: Metrics): ChannelClient {
  // Not configured means that nobody can be asked; entries stay unconfirmed and the sponsor decides.
  if (config.channelApiUrl === undefined) return { check: async () => 'unconfirmed', close: async () => {} };
  return channelClient(
    {
      ...CHANNEL_DEFAULTS,
      url: config.channelApiUrl,
      token: config.channelApiToken,
      attemptLimitMs: config.channelLimitMs,
    },
    {
      onAttempt: (outcome, durationMs) => metrics.channelAttempts.observe({ outcome }, durationMs / 1000),
      onFallback: (because) =>
        log.warn({ because }, 'the channel service gave no answer; the entry stays unconfirmed'),
      onCircuit: (state) => {
        metrics.channelCircuit.set(state === 'open' ? 1 : 0);
        log.warn({ state }, 'the circuit to the channel service changed');
      },
    },
  );
}

/** Asks again about unconfirmed entries of contests whose list is still open. Twice does no harm: answers overwrite. */
export async function recheckChannels(
  database: Database,
  channels: ChannelClient,
  metrics: Metrics,
): Promise<number> {
  const waiting = await asSystem(database, 'job:channel-recheck', (db) =>
    db
      .selectFrom('entries as e')
      .innerJoin('contests as c', 'c.id', 'e.contest_id')
      .leftJoin('draws as d', 'd.contest_id', 'c.id')
      .select(['e.id', 'e.person_id', 'c.channel'])
      .where('e.channel_check', '=', 'unconfirmed')
      .where('e.person_id', 'is not', null)
      .where('c.status', 'in', ['active', 'ended'])
      .where('d.id', 'is', null)
      .limit(MOST_AT_ONCE)
      .execute(),
  );
  let answered = 0;
  for (const { id, person_id: personId, channel } of waiting) {
    if (personId === null || channel === null) continue;
    const answer = await channels.check(channel, personId);
    metrics.channelChecks.inc({ outcome: answer });
    if (answer === 'unconfirmed') break; // It is down; the next run tries again.
    answered += 1;
    await asSystem(database, 'job:channel-recheck', (db) =>
      db
        .updateTable('entries')
        .set({
          channel_check: answer,
          ...(answer === 'not_subscribed'
            ? {
                disqualified_at: sql`clock_timestamp()`,
                disqualified_because: 'Not subscribed to the channel.',
              }
            : {}),
        })
        .where('id', '=', id)
        .where('channel_check', '=', 'unconfirmed')
        // The list may have been closed since it was read.
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('draws').select('draws.id').whereRef('draws.contest_id', '=', 'entries.contest_id'),
            ),
          ),
        )
        .execute(),
    );
  }
  return answered;
}
