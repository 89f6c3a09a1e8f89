import { defineGatherer } from '../../kit/gatherer.ts';
import routes, { type Route } from '../evidence/routes.ts';
import servedSpecification from '../evidence/served-specification.ts';
import startPlan from '../evidence/start-plan.ts';
import { readOpenApi } from '../openapi/document.ts';
import { validBody } from '../probes/bodies.ts';
import { openDesk, type Desk } from '../probes/desk.ts';
import { findDocument } from '../probes/document.ts';
import { fitter } from '../probes/fit.ts';
import { operationsOf, type Operation } from '../probes/operations.ts';

const keptBytes = 2_000_000;
const answerLimitMs = 5_000;
const missing = '/no-such-path-7f3a';
/** What makes comes before what needs it, and what deletes comes last. */
const order = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const operational =
  /^\/(health\w*|live\w*|ready\w*|ping|metrics|version|status|openapi[\w.]*|docs|swagger[\w-]*|api-docs|\.well-known|static|assets)(\/|$)|(openapi|swagger)[^/]*$|[*]/i;

export default defineGatherer({
  brings: servedSpecification,
  uses: ['service'],
  wants: { start: startPlan, known: routes },
  harm: 'probes',
  limitMs: 600_000,
  async gather({ given: { start, known }, drivers: { service }, signal }) {
    const probed = await service.openProbed(start?.plan, 'specification', signal);
    const found = known?.routes ?? [];
    const served = await findDocument(probed, found, signal);
    if (!served) return { documents: [], operations: [], undocumented: [] };
    const read = await readOpenApi(served.url, served.text);
    const operations = operationsOf(served.document);
    const document = {
      url: served.url,
      version: read?.version ?? 'unknown',
      operations: operations.length,
      problems: (read?.problems ?? []).map(({ says }) => says),
    };
    const desk = openDesk(probed, operations, served.document, signal);
    const asked = await askAll(desk);
    return { documents: [document], operations: asked, undocumented: await findUndocumented(desk, found) };
  },
});

async function askAll(desk: Desk) {
  const fit = fitter(desk.document);
  const asked: { method: string; path: string; status?: number; because?: string; differences: string[] }[] =
    [];
  const groups = order.flatMap((method) => {
    const mine = desk.operations.filter((one) => one.method === method);
    const [plain, named] = [
      mine.filter(({ route }) => !route.includes('{')),
      mine.filter(({ route }) => route.includes('{')),
    ];
    // Deleting what has a name first: what deletes the caller or their session has none.
    return method === 'DELETE' ? [named, ...plain.map((one) => [one])] : [plain, named];
  });
  for (const group of groups) {
    await desk.each(group, async (operation) => {
      const { method, route } = operation;
      if (method !== 'GET' && !desk.ours) {
        asked.push({ method, path: route, because: 'writes are sent to a sandbox only', differences: [] });
        return;
      }
      asked.push({ method, path: route, ...(await askOne(desk, operation, fit)) });
    });
  }
  return asked;
}

/** As the first who is let in; refusals are answers, too, when nobody is. */
async function askOne(desk: Desk, operation: Operation, fit: ReturnType<typeof fitter>) {
  const body = validBody(desk.document, operation);
  if (operation.body?.required === true && !body)
    return { because: `no ${operation.body.type} could be made up`, differences: [] };
  const callers = desk.isPublic(operation) ? [undefined] : [...desk.callersOf(operation), undefined];
  const differences = new Set<string>();
  let last: { status?: number; because?: string } = {};
  for (const as of callers) {
    const { answer } = await desk.send({
      purpose: 'with-credentials',
      operation,
      as,
      keepBytes: keptBytes,
      limitMs: answerLimitMs,
      harm: operation.method === 'GET' ? 'none' : 'loses-data',
      ...(body ? { body: body.text, headers: { 'content-type': body.type } } : {}),
    });
    if (!answer.answered) {
      if (last.status === undefined) last = { because: answer.because };
      continue;
    }
    // A refusal at the door tells less than what stands behind it.
    if (last.status === undefined || last.status === 401 || last.status === 403)
      last = { status: answer.status };
    if (answer.bodyBytes < keptBytes) for (const one of fit(operation, answer)) differences.add(one);
    if (answer.status < 300) desk.ids.learn(operation.route, answer.body, as?.name ?? 'anonymous');
    if (answer.status < 400) break;
  }
  return { ...last, differences: [...differences] };
}

/** Routes of the code that the document leaves out; asked, because code may never be reached. */
async function findUndocumented(desk: Desk, routes: readonly Route[]) {
  const documented = desk.operations.map(({ method, route }) => `${method} ${plain(route)}`);
  const left = routes.filter(({ method, path }) => {
    if (method === 'ANY' || operational.test(path) || !path.startsWith('/')) return false;
    // Other files may put a prefix before the path.
    return !documented.some((one) => one.startsWith(`${method} `) && one.endsWith(plain(path)));
  });
  const found: { method: string; path: string; status: number }[] = [];
  const statusOf = async (method: string, path: string) => {
    const { probe } = await desk.send({
      purpose: 'public',
      operation: { method, route: path, parameters: [] },
      harm: method === 'GET' ? 'none' : 'loses-data',
    });
    return probe.status;
  };
  const usual = await statusOf('GET', missing);
  await desk.each(
    left.filter(({ method }) => method === 'GET' || desk.ours),
    async ({ method, path }) => {
      const status = await statusOf(method, path);
      // A service that answers every address alike shows nothing by answering this one, and a socket, which OpenAPI
      // cannot describe, answers 400 or 426 to whoever does not upgrade.
      if (status !== undefined && ![400, 404, 405, 426, usual].includes(status))
        found.push({ method, path, status });
    },
  );
  return found;
}

function plain(route: string): string {
  return route.replace(/\{\w+\}/g, '{}');
}
