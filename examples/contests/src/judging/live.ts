// Live standings over WebSocket. PostgreSQL tells every instance when a contest's stream has grown; each computes the
// standing once and sends it to whoever watches that contest.
import websocket from '@fastify/websocket';
import Type from 'typebox';
import type { WebSocket } from 'ws';
import { contestOrNotFound } from '../contests/find.ts';
import { busy, Problem } from '../http/problems.ts';
import { Id } from '../http/schemas.ts';
import type { App, Service } from '../service.ts';
import { standingFor } from './stream.ts';

const MOST_WATCHERS = 2_000;
const GATHER_MS = 100;
const HEARTBEAT_MS = 30_000;

export async function addLiveStandings(app: App, service: Service): Promise<void> {
  const { database, listener, log } = service;
  const watchers = new Map<string, Set<WebSocket>>();
  const due = new Map<string, NodeJS.Timeout>();
  await app.register(websocket, { options: { maxPayload: 1_024 } });

  async function send(contestId: string): Promise<void> {
    const sockets = watchers.get(contestId);
    if (sockets === undefined) return;
    try {
      const text = JSON.stringify(await standingFor(database.query, contestId));
      for (const socket of sockets) socket.send(text);
    } catch (error) {
      log.warn({ err: error, contestId }, 'a standing could not be sent');
    }
  }

  /** Many scores in a moment make one message. */
  function soon(contestId: string): void {
    if (due.has(contestId) || !watchers.has(contestId)) return;
    due.set(
      contestId,
      setTimeout(() => {
        due.delete(contestId);
        void send(contestId);
      }, GATHER_MS),
    );
  }

  listener.on('judging', soon);
  // Something may have happened while nobody listened.
  listener.onBegin(() => {
    for (const contestId of watchers.keys()) soon(contestId);
  });

  const heartbeat = setInterval(() => {
    for (const socket of [...watchers.values()].flatMap((sockets) => [...sockets])) socket.ping();
  }, HEARTBEAT_MS).unref();

  app.addHook('preClose', async () => {
    clearInterval(heartbeat);
    for (const timer of due.values()) clearTimeout(timer);
  });

  app.get(
    '/v1/contests/:contestId/standing/live',
    {
      websocket: true,
      config: { access: 'anyone' },
      schema: {
        summary: 'The standing over WebSocket: once now, then whenever it changes',
        tags: ['judging'],
        params: Type.Object({ contestId: Id }),
      },
      preValidation: async (request) => {
        if (!request.ws) throw new Problem(400, 'Connect with a WebSocket, or read /standing instead.');
        const count = [...watchers.values()].reduce((sum, sockets) => sum + sockets.size, 0);
        if (count >= MOST_WATCHERS) throw busy();
      },
      preHandler: async (request) => {
        await contestOrNotFound(database.query, request.params.contestId);
      },
    },
    (socket, request) => {
      const { contestId } = request.params;
      const sockets = watchers.get(contestId) ?? new Set();
      watchers.set(contestId, sockets.add(socket));
      socket.on('close', () => {
        sockets.delete(socket);
        if (sockets.size === 0) watchers.delete(contestId);
      });
      socket.on('error', () => socket.terminate());
      void send(contestId);
    },
  );
}
