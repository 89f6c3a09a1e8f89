import type { Identity } from '../../kit/identities.ts';
import { answeredFor, isAccepted } from '../probing/probes.ts';
import { pageSize } from './answer-probes.ts';
import { validBody } from './bodies.ts';
import type { Desk } from './desk.ts';
import type { Operation } from './operations.ts';

const mostPerOperation = 2;
const keptBytes = 2_000_000;
const usualMost = 100;
/** A list that goes on elsewhere does not tell what it leaves out. */
const goesOn = /"(?:next\w*|has_?more|cursor|nextCursor|hasNext\w*)"\s*:\s*(?!null|false|""|\[\])\S/i;

/** Things of one person, asked for by another: read, and in the sandbox changed and deleted. */
export async function askForForeignThings(desk: Desk): Promise<void> {
  const lists = await readLists(desk);
  const named = desk.operations.filter(
    ({ route, method }) => route.includes('{') && /^(GET|PATCH|PUT|DELETE)$/.test(method),
  );
  for (const [owner, other] of pairsOf(desk)) {
    await desk.each(
      named.filter(({ method }) => desk.ours || method === 'GET'),
      (operation) => compare(desk, operation, owner, other, lists),
    );
  }
}

async function compare(
  desk: Desk,
  operation: Operation,
  owner: Identity,
  other: Identity,
  lists: Lists,
): Promise<void> {
  const name = operation.parameters.find((one) => one.in === 'path')?.name;
  if (name === undefined) return;
  const body = validBody(desk.document, operation);
  for (const id of idsOf(desk, operation, name, owner, other)) {
    const letter = {
      operation,
      values: { [name]: id },
      ...(body ? { body: body.text, headers: { 'content-type': body.type } } : {}),
      harm: operation.method === 'GET' ? 'probes' : 'loses-data',
    } as const;
    if (operation.method === 'GET') {
      const own = await desk.send({ ...letter, purpose: 'own-object', as: owner });
      if (!isAccepted(own.probe)) continue;
    }
    const { probe } = await desk.send({ ...letter, purpose: 'foreign-object', as: other, filed: false });
    // Much is meant to be seen by others. Only what the list of the one holds, and that of the other lacks, is private.
    const isPrivate = lists.showsOnly(operation, name, id, owner, other);
    if (!isAccepted(probe) || isPrivate) desk.file({ ...probe, note: `known to ${owner.name}` });
  }
}

interface Lists {
  showsOnly(operation: Operation, name: string, id: string, owner: Identity, other: Identity): boolean;
}

/** Every collection as each person sees it now, after all that was made. */
async function readLists(desk: Desk): Promise<Lists> {
  const bodies = new Map<string, string>();
  const collections = desk.operations.filter(({ method, route }) => method === 'GET' && !route.includes('{'));
  await desk.each(collections, async (operation) => {
    const size = operation.parameters.find(({ name }) => pageSize.test(name));
    const most = size && Math.min(Number(size.schema['maximum'] ?? usualMost), usualMost);
    for (const as of desk.identities) {
      const { probe, answer } = await desk.send({
        purpose: 'with-credentials',
        operation,
        as,
        ...(size ? { values: { [size.name]: String(most) } } : {}),
        keepBytes: keptBytes,
        filed: false,
        limitMs: 3_000,
      });
      if (isAccepted(probe) && answer.answered && answer.bodyBytes < keptBytes)
        bodies.set(`${as.name} ${operation.route}`, answer.body);
    }
  });
  return {
    showsOnly({ route }, name, id, owner, other) {
      const collection = route.slice(0, route.indexOf(`/{${name}}`));
      const [mine, theirs] = [owner, other].map((who) => bodies.get(`${who.name} ${collection}`));
      if (mine === undefined || theirs === undefined) return false;
      return mine.includes(`"${id}"`) && !theirs.includes(`"${id}"`) && !goesOn.test(theirs);
    },
  };
}

/** Ids that answers showed to the owner, those that nobody else saw first. */
function idsOf(
  desk: Desk,
  { route }: Operation,
  name: string,
  owner: Identity,
  other: Identity,
): readonly string[] {
  const shared = new Set(['anonymous', other.name].flatMap((who) => desk.ids.seenBy(route, name, who)));
  const ids = desk.ids.seenBy(route, name, owner.name).filter((id) => !shared.has(id));
  // What was made last is the surest to be private.
  return ids.toReversed().slice(0, mostPerOperation);
}

/** Both must be known to the service, or a refusal says nothing; the other may do nothing that the owner may not: moderators see the things of others by right. */
function pairsOf(desk: Desk): (readonly [owner: Identity, other: Identity])[] {
  const rights = (who: Identity) =>
    Object.entries(desk.service.auth.restricted)
      .filter(([, roles]) => roles.includes(who.role))
      .map(([name]) => name);
  const known = desk.identities.filter(({ name }) =>
    answeredFor(desk.sent, 'with-credentials').some((one) => one.as === name && isAccepted(one)),
  );
  return known.flatMap((owner) =>
    known
      .filter((other) => other !== owner && !/admin|support|staff|moderat|service|system/i.test(other.role))
      .filter(
        (other) => other.role === owner.role || rights(other).every((one) => rights(owner).includes(one)),
      )
      .map((other) => [owner, other] as const),
  );
}
