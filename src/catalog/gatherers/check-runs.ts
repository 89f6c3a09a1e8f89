import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import checkRuns from '../evidence/check-runs.ts';
import settings from '../evidence/settings.ts';
import startPlan from '../evidence/start-plan.ts';

export default defineGatherer({
  brings: checkRuns,
  uses: ['sandbox', 'service'],
  needs: { said: settings, start: startPlan },
  limitMs: 900_000,
  async gather({ given: { said, start }, drivers: { sandbox, service }, signal }) {
    const checks = said.checks.filter((check) => check.sql !== undefined || check.command !== undefined);
    if (checks.length === 0) return { runs: [] };
    const { plan } = start;
    if (!plan)
      throw new CannotLook(start.because, 'say how to start the service under start: in seaworthy.yaml');
    const runs = [];
    for (const { id, sql, command } of checks) {
      if (command) {
        const line = { command: command.run, folder: '', limitMs: command.limitSeconds * 1_000 };
        const { exitCode, tail } = await sandbox.run(plan, line, signal);
        runs.push({
          id,
          tail,
          ...(exitCode === undefined ? { because: 'it was stopped at its time limit' } : { exitCode }),
        });
      }
      if (sql) runs.push({ id, ...(await ask(sql.query)) });
    }
    return { runs };

    async function ask(query: string): Promise<{ value?: string; because?: string }> {
      const { ours } = await service.open(plan, signal);
      if (!ours?.dependencies.postgres) return { because: 'the service has no PostgreSQL in the sandbox' };
      try {
        const [row] = await ours.dependencies.postgres.query(query);
        const first = row === undefined ? undefined : Object.values(row)[0];
        return first === undefined ? {} : { value: String(first) };
      } catch (error) {
        return { because: error instanceof Error ? error.message : String(error) };
      }
    }
  },
});
