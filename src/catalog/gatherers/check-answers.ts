import { defineGatherer } from '../../kit/gatherer.ts';
import checkAnswers from '../evidence/check-answers.ts';
import settings from '../evidence/settings.ts';
import startPlan from '../evidence/start-plan.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

export default defineGatherer({
  brings: checkAnswers,
  uses: ['service'],
  needs: { said: settings },
  wants: { start: startPlan },
  harm: 'probes',
  limitMs: 180_000,
  async gather({ given: { said, start }, drivers: { service }, signal }) {
    const checks = said.checks.flatMap((check) => (check.http ? [{ id: check.id, http: check.http }] : []));
    if (checks.length > 0) await service.open(start?.plan, signal);
    const answers = [];
    for (const { id, http } of checks) {
      const harm = reading.has(http.method) ? 'none' : 'probes';
      const question = {
        method: http.method,
        path: http.path,
        headers: http.headers,
        harm,
        ...(http.body === undefined ? {} : { body: http.body }),
      } as const;
      const answer = await service.ask(question, signal);
      const request = `${http.method} ${http.path}`;
      if (!answer.answered) {
        answers.push({ id, request, lackingHeaders: [], because: answer.because });
        continue;
      }
      const lackingHeaders = Object.entries(http.expect.headers).flatMap(([name, text]) => {
        const held = answer.headers.some(
          ([key, value]) => key === name.toLowerCase() && value.toLowerCase().includes(text.toLowerCase()),
        );
        return held ? [] : [name];
      });
      const { body } = http.expect;
      answers.push({
        id,
        request,
        status: answer.status,
        lackingHeaders,
        ...(body === undefined ? {} : { bodyHasText: answer.body.includes(body) }),
      });
    }
    return { answers };
  },
});
