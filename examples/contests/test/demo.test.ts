import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seed } from '../src/demo/seed.ts';
import { startService } from './support/service.ts';

test('the demo shows contests in several states, and is sown once', async () => {
  const service = await startService();

  await seed(service.database.ownerUrl);
  await seed(service.database.ownerUrl);

  const { body } = await service.call('GET', '/v1/contests');
  assert.deepEqual(body.items.map((item: { status: string }) => item.status).sort(), [
    'active',
    'active',
    'ended',
    'ended',
    'upcoming',
  ]);
  assert.equal(
    body.items.reduce((sum: number, item: { entries: number }) => sum + item.entries, 0),
    71,
  );
  await service.stop();
});
