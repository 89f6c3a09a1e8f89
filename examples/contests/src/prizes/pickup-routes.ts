import Type from 'typebox';
import { sql } from 'kysely';
import { answers, closed, Id, Latitude, Longitude } from '../http/schemas.ts';
import { write } from '../http/work.ts';
import type { Routes } from '../service.ts';

const EARTH_RADIUS_KM = 6_371;
const tags = ['prizes'];

const given = {
  name: Type.String({ minLength: 1, maxLength: 120 }),
  address: Type.String({ minLength: 1, maxLength: 300 }),
  latitude: Latitude,
  longitude: Longitude,
};
const PointSchema = Type.Object({ id: Id, ...given });
const NearPointSchema = Type.Object({ id: Id, ...given, distanceKm: Type.Number() });

export const pickupRoutes: Routes = (app, { database }) => {
  app.get(
    '/v1/pickup-points/nearest',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The pick-up points nearest to a place',
        tags,
        querystring: Type.Object(
          {
            latitude: Latitude,
            longitude: Longitude,
            limit: Type.Integer({ minimum: 1, maximum: 20, default: 3 }),
          },
          closed,
        ),
        response: answers({ 200: Type.Object({ items: Type.Array(NearPointSchema) }) }),
      },
    },
    async (request) => {
      const { latitude, longitude, limit } = request.query;
      // The index walks outwards from the place, so this reads as many rows as it returns.
      const here = sql`sphere_point(${latitude}, ${longitude})`;
      const rows = await database.query
        .selectFrom('pickup_points')
        .select(['id', 'name', 'address', 'latitude', 'longitude'])
        .select(sql<number>`position <-> ${here}`.as('chord'))
        .orderBy(sql`position <-> ${here}`)
        .limit(limit)
        .execute();
      return {
        items: rows.map(({ chord, ...point }) => ({ ...point, distanceKm: groundKm(chord) })),
      };
    },
  );

  app.post(
    '/v1/pickup-points',
    {
      config: { access: { roles: ['admin'] } },
      schema: {
        summary: 'Add a pick-up point',
        tags,
        body: Type.Object(given, closed),
        response: answers({ 201: PointSchema }),
      },
    },
    (request, reply) =>
      write(database, request, reply, async (db) => {
        const { id } = await db
          .insertInto('pickup_points')
          .values(request.body)
          .returning('id')
          .executeTakeFirstOrThrow();
        return { status: 201, body: { id, ...request.body } };
      }),
  );
};

/** From the straight line through the unit sphere to the way over ground, to ten metres. */
function groundKm(chord: number): number {
  return Math.round(2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, chord / 2)) * 100) / 100;
}
