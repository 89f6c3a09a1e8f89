// Proof of delivery: a photo by whoever delivered, kept with the prize and shown to winner, sponsor and admins only.
import multipart from '@fastify/multipart';
import Type from 'typebox';
import { sql } from 'kysely';
import { notFound, Problem } from '../http/problems.ts';
import { answers, Id } from '../http/schemas.ts';
import { read, write } from '../http/work.ts';
import type { App, Service } from '../service.ts';
import { move } from './routes.ts';
import { checkUpload, UPLOAD_LIMIT_BYTES } from './upload-check.ts';
import { deliversIt, prizeOrNotFound, PrizeSchema, view } from './view.ts';

const tags = ['prizes'];
const params = Type.Object({ prizeId: Id });

export async function addDeliveryProofs(app: App, { database, metrics }: Service): Promise<void> {
  await app.register(multipart, {
    limits: { fileSize: UPLOAD_LIMIT_BYTES, files: 1, fields: 0, headerPairs: 20 },
  });

  app.put(
    '/v1/prizes/:prizeId/delivery-proof',
    {
      config: { access: { roles: ['sponsor', 'admin'], owner: deliversIt }, tier: 'uploads' },
      bodyLimit: UPLOAD_LIMIT_BYTES + 64 * 1024,
      schema: {
        summary: 'Upload a photo of the delivery; the prize is delivered with it',
        tags,
        consumes: ['multipart/form-data'],
        params,
        response: answers({ 200: PrizeSchema }),
      },
    },
    async (request, reply) => {
      const { prizeId } = request.params;
      // Whoever may not deliver this prize is refused before a byte of the file is taken.
      await read(database, request, (db) => prizeOrNotFound(db, prizeId));
      const file = await request.file();
      if (file === undefined) throw new Problem(400, 'Send the photo as a file of a multipart form.');
      const content = await file.toBuffer();
      const verdict = await checkUpload(content, file.mimetype);
      if (!verdict.ok) throw new Problem(verdict.status, verdict.says);

      const prize = await write(database, request, reply, async (db, caller) => {
        await move(db, prizeId, 'on_the_way', 'delivered', { delivered_at: sql<Date>`now()` });
        await db
          .insertInto('delivery_proofs')
          .values({
            prize_id: prizeId,
            media_type: verdict.type,
            sha256: verdict.sha256,
            content,
            uploaded_by: caller.personId,
          })
          .execute();
        return { status: 200, body: view(await prizeOrNotFound(db, prizeId)) };
      });
      metrics.prizes.inc({ status: 'delivered' });
      return prize;
    },
  );

  app.get(
    '/v1/prizes/:prizeId/delivery-proof',
    {
      config: { access: 'signed-in' },
      schema: { summary: 'The photo of the delivery', tags, params },
    },
    async (request, reply) => {
      const proof = await read(database, request, (db) =>
        db
          .selectFrom('delivery_proofs')
          .select(['media_type', 'content', 'sha256'])
          .where('prize_id', '=', request.params.prizeId)
          .executeTakeFirst(),
      );
      if (proof === undefined) throw notFound('delivery proof');
      return reply
        .type(proof.media_type)
        .header('content-disposition', 'attachment; filename="delivery-proof"')
        .header('etag', `"${proof.sha256}"`)
        .send(proof.content);
    },
  );
}
