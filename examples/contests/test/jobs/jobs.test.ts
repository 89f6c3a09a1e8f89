import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startJobs } from '../../src/jobs/jobs.ts';
import { newContest } from '../support/contests.ts';
import { createDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { startService, type TestService } from '../support/service.ts';

let service: TestService;
before(async () => {
  service = await startService();
});
after(() => service.stop());

test('an approved contest whose time has come is started by the queue, without anybody asking again', async () => {
  const [sponsor, admin] = await Promise.all([service.person('sponsor'), service.person('admin')]);
  const { body } = await sponsor.call('POST', '/v1/contests', newContest());
  await sponsor.call('POST', `/v1/contests/${body.id}/submit`, {});
  await admin.call('POST', `/v1/contests/${body.id}/approve`, {});

  await eventually(
    async () => (await service.call('GET', `/v1/contests/${body.id}`)).body.status === 'active',
  );
});

test('every job has its schedule', async () => {
  const rows = await service.database.owner('SELECT name FROM pgboss.schedule ORDER BY name');

  assert.deepEqual(
    rows.map(({ name }) => name),
    ['channel-recheck', 'contest-clock', 'prize-deadlines', 'retention'],
  );
});

test('a job that fails is logged, counted and reported, and a queue that is gone costs the caller nothing', async () => {
  const reported: string[] = [];
  const fails = async () => {
    throw new Error('planted');
  };
  const { config, log, metrics } = service.service;
  // A queue of its own: the service's workers would take the jobs away.
  const database = await createDatabase();
  const jobs = await startJobs(
    { ...config, databaseUrl: database.appUrl },
    log,
    { 'contest-clock': fails, 'channel-recheck': fails, 'prize-deadlines': fails, retention: fails },
    { metrics, reportError: (_error, { route }) => reported.push(route) },
  );

  try {
    await jobs.soon('retention');
    await eventually(() => reported.includes('retention'));
  } finally {
    await jobs.stop();
  }
  await jobs.soon('retention');
  await database.drop();

  assert.match(
    await metrics.registry.metrics(),
    /job_duration_seconds_count\{outcome="failed",name="retention"\}|job_duration_seconds_count\{name="retention",outcome="failed"\}/,
  );
  assert.ok(service.logLines().some(({ message }) => message === 'a job could not be queued'));
});
