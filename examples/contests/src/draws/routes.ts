import { Readable } from 'node:stream';
import Type from 'typebox';
import { ownsContest } from '../contests/find.ts';
import { AnnouncementSchema, ProofSchema } from '../draw/proof.ts';
import { answers, closed, Id, Reason } from '../http/schemas.ts';
import { write } from '../http/work.ts';
import { keyFor } from '../people/keys.ts';
import type { Routes } from '../service.ts';
import { announceDraw, drawOrNotFound, redraw, revealDraw, type DrawRow } from './draw.ts';
import { closedList, wholeList } from './list.ts';
import { createVerdicts } from './verdicts.ts';

const tags = ['draws'];
const params = Type.Object({ contestId: Id });
const PublicText = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000-\\u001f\\u007f]+$' });

const DrawSchema = Type.Object({
  announcement: AnnouncementSchema,
  announcementDigest: Type.String(),
  proof: Type.Optional(ProofSchema),
});
const VerdictSchema = Type.Object({
  ok: Type.Boolean(),
  step: Type.Optional(Type.String()),
  says: Type.String(),
});

export const drawRoutes: Routes = (app, { config, database, metrics }) => {
  const key = keyFor('draw secrets', config.sealingSecret);
  const verdictOn = createVerdicts();
  const access = { roles: ['sponsor', 'admin'], owner: ownsContest } as const;

  app.post(
    '/v1/contests/:contestId/draw',
    {
      config: { access },
      schema: {
        summary: 'Close the list and announce the draw',
        description:
          'Publishes the digest of the list, a commitment to a secret, and which public value, not known yet, will be mixed in.',
        tags,
        params,
        body: Type.Object({ publicInputSource: PublicText }, closed),
        response: answers({ 201: DrawSchema }),
      },
    },
    async (request, reply) => {
      const { contestId } = request.params;
      const draw = await write(database, request, reply, async (db) => ({
        status: 201,
        body: view(await announceDraw(db, contestId, request.body.publicInputSource, key)),
        headers: { location: `/v1/contests/${contestId}/draw` },
      }));
      metrics.draws.inc({ step: 'announced' });
      return draw;
    },
  );

  app.post(
    '/v1/contests/:contestId/draw/reveal',
    {
      config: { access },
      schema: {
        summary: 'Draw the winners with the public value that was named in advance',
        tags,
        params,
        body: Type.Object({ publicInput: PublicText }, closed),
        response: answers({ 200: DrawSchema }),
      },
    },
    async (request, reply) => {
      const draw = await write(database, request, reply, async (db) => ({
        status: 200,
        body: view(await revealDraw(db, request.params.contestId, request.body.publicInput, key)),
      }));
      metrics.draws.inc({ step: 'drawn' });
      metrics.transitions.inc({ to: 'complete' });
      return draw;
    },
  );

  app.post(
    '/v1/contests/:contestId/draw/redraw',
    {
      config: { access },
      schema: {
        summary: 'Replace a winner who turned out not to be entitled',
        description:
          'The replacement follows from the same secret and value; reason and time become part of the proof.',
        tags,
        params,
        body: Type.Object({ entryId: Id, reason: Reason }, closed),
        response: answers({ 200: DrawSchema }),
      },
    },
    async (request, reply) => {
      const draw = await write(database, request, reply, async (db) => ({
        status: 200,
        body: view(await redraw(db, request.params.contestId, request.body.entryId, request.body.reason)),
      }));
      metrics.draws.inc({ step: 'redrawn' });
      return draw;
    },
  );

  app.get(
    '/v1/contests/:contestId/draw',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The announcement and, once drawn, the proof',
        tags,
        params,
        response: answers({ 200: DrawSchema }),
      },
    },
    async (request) => view(await drawOrNotFound(database.query, request.params.contestId)),
  );

  app.get(
    '/v1/contests/:contestId/draw/entries',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The closed list, one entry id a line, in the order that was drawn from',
        tags,
        params,
      },
    },
    async (request, reply) => {
      await drawOrNotFound(database.query, request.params.contestId);
      const lines = async function* () {
        for await (const ids of closedList(database.query, request.params.contestId))
          yield `${ids.join('\n')}\n`;
      };
      return reply.type('text/plain; charset=utf-8').send(Readable.from(lines()));
    },
  );

  app.get(
    '/v1/contests/:contestId/draw/verification',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Whether the published proof holds for the list',
        description:
          'Worked out once for each published proof. Whoever does not trust this service runs public/verify-draw.mjs on their own machine.',
        tags,
        params,
        response: answers({ 200: VerdictSchema }),
      },
    },
    async (request) => {
      const { contestId } = request.params;
      const draw = await drawOrNotFound(database.query, contestId);
      if (draw.proof === null) return { ok: false, says: 'The draw has not taken place yet.' };
      const verdict = await verdictOn({ proof: draw.proof, digest: draw.announcement_digest }, () =>
        wholeList(database.query, contestId),
      );
      if (!verdict.ok) return verdict;
      return {
        ok: true,
        says: `${draw.proof.winners.length} winners of ${draw.announcement.entryCount} entries follow from the proof.`,
      };
    },
  );
};

function view(draw: DrawRow) {
  const { announcement, announcement_digest: announcementDigest, proof } = draw;
  return { announcement, announcementDigest, ...(proof === null ? {} : { proof }) };
}
