import { at, entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import type { AlertmanagerConfig } from './types.ts';

type Facts = Pick<AlertmanagerConfig, 'routed' | 'receivers' | 'problems'>;

const addressKeys =
  /^(to|url|url_file|api_url|api_url_file|webhook_url|webhook_url_file|service_key|service_key_file|routing_key|routing_key_file|api_key|api_key_file|channel|bot_token|bot_token_file|chat_id|token|token_file|user_key|user_key_file|room_id|topic_arn|corp_id)$/;
const blank =
  /example\.(com|org|net)|your[-_ ]|<[^>]*>|\bxxx+|\bchange[-_]?me\b|\bTODO\b|\bplaceholder\b|localhost|127\.0\.0\.1|T0{4,}|dummy|\bfake\b|\binsert\b/i;

/** Receivers, what they send to, and whether those are blanks; addresses themselves are not kept. */
export function readAlertmanager(root: Tree, offset: number): Facts {
  const receivers = itemsOf(at(root, 'receivers')).map((receiver) => ({
    name: textOf(at(receiver, 'name')) ?? '',
    line: receiver.line + offset,
    integrations: [...entriesOf(receiver)].flatMap(([key, { value }]) =>
      /(_c|C)onfigs$/.test(key)
        ? itemsOf(value).map((item) => ({
            kind: key.replace(/(_c|C)onfigs$/, ''),
            line: item.line + offset,
            placeholder: isBlank(item),
          }))
        : [],
    ),
  }));
  const routed = routesOf(at(root, 'route'), offset, 0);
  const names = new Set(receivers.map(({ name }) => name));
  const problems = routed
    .filter(({ receiver }) => !names.has(receiver))
    .map(({ receiver, line }) => ({
      line,
      says: `the route names the receiver ${receiver}, which is not defined`,
    }));
  return { routed, receivers, problems };
}

function routesOf(
  route: Tree | undefined,
  offset: number,
  depth: number,
): { receiver: string; line: number }[] {
  if (!route || depth > 10) return [];
  const entry = entriesOf(route).get('receiver');
  const receiver = textOf(entry?.value);
  const own = entry && receiver !== undefined ? [{ receiver, line: entry.line + offset }] : [];
  return [...own, ...itemsOf(at(route, 'routes')).flatMap((inner) => routesOf(inner, offset, depth + 1))];
}

function isBlank(item: Tree): boolean {
  const addresses = [...entriesOf(item)].filter(([key]) => addressKeys.test(key));
  return addresses.some(([key, { value }]) => !key.endsWith('_file') && blank.test(textOf(value) ?? ''));
}
