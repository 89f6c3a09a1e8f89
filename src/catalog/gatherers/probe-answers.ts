import { defineGatherer } from '../../kit/gatherer.ts';
import probeAnswers from '../evidence/probe-answers.ts';
import routes from '../evidence/routes.ts';
import startPlan from '../evidence/start-plan.ts';
import { askForHugePages, repeatWrites, writeFromForeignPages } from '../probes/answer-probes.ts';
import { knockEverywhere, readEverything, tryLowerRoles } from '../probes/access-probes.ts';
import { openDesk } from '../probes/desk.ts';
import { findDocument, operationsToTry } from '../probes/document.ts';
import { sendBrokenInput } from '../probes/input-probes.ts';
import { askForForeignThings } from '../probes/object-probes.ts';
import { nameOf } from '../probes/operations.ts';
import { signInsOf } from '../probes/sign-ins.ts';
import { injectSqlIntoReads, injectSqlIntoWrites } from '../probes/sql-probes.ts';
import { forgeTokens } from '../probes/token-probes.ts';

export default defineGatherer({
  brings: probeAnswers,
  uses: ['service'],
  wants: { start: startPlan, known: routes },
  harm: 'probes',
  limitMs: 600_000,
  async gather({ given: { start, known }, drivers: { service }, signal }) {
    const probed = await service.openProbed(start?.plan, 'probes', signal);
    const served = await findDocument(probed, known?.routes ?? [], signal);
    const operations = operationsToTry(served, known?.routes ?? []);
    const desk = openDesk(probed, operations, served?.document ?? {}, signal);
    await readEverything(desk);
    await knockEverywhere(desk);
    await forgeTokens(desk);
    // What only looks comes first: lists must not change while answers are compared.
    await injectSqlIntoReads(desk);
    await askForHugePages(desk);
    await sendBrokenInput(desk);
    await injectSqlIntoWrites(desk);
    await repeatWrites(desk);
    await askForForeignThings(desk);
    await tryLowerRoles(desk);
    await writeFromForeignPages(desk);
    return {
      declaredPublic: operations.filter(desk.isPublic).map(nameOf),
      exchanges: [...signInsOf(desk), ...desk.sent],
    };
  },
});
