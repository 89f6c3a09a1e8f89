// What the routes and jobs work with, made once at the start (app.ts) and handed to each noun's folder.
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from './config.ts';
import type { Database } from './database/connect.ts';
import type { Listener } from './database/listen.ts';
import type { ChannelClient } from './entries/channel-client.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Sender } from './people/senders/sender.ts';
import type { ReportError } from './telemetry/errors.ts';
import type { Metrics } from './telemetry/metrics.ts';

export interface Service {
  readonly config: Config;
  readonly log: FastifyBaseLogger;
  readonly database: Database;
  readonly listener: Listener;
  readonly metrics: Metrics;
  readonly jobs: Jobs;
  readonly channels: ChannelClient;
  readonly sender: Sender;
  readonly reportError: ReportError;
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export type Routes = (app: App, service: Service) => void;
