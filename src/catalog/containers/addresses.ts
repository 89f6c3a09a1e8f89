import { fromEnvironment } from './interpolate.ts';

export interface Address {
  readonly host: string;
  readonly port?: number;
  readonly scheme?: string;
}

const maxLength = 2_000;
const hostWord = /^[a-z0-9](?:[a-z0-9_.-]{0,250}[a-z0-9])?$/i;
const namesHost =
  /(^|_|-|\.)(HOSTS?|HOSTNAME|SERVERS?|ADDR|ADDRESS|ADDRESSES|ENDPOINT|BROKERS?|NODES?|SEEDS?)$/i;
/** Switches in variables whose names end like those of hosts. */
const notHosts = /^(.|yes|no|true|false|on|off|none|null|auto|default|enabled?|disabled?)$/i;
/** `app.py:3000` is no host. */
const fileName =
  /\.(ya?ml|json|js|ts|py|rb|conf|toml|ini|sh|sql|txt|log|pem|crt|key|sock|html?|css|png|svg|xml|jar|go)$/i;

/** Hosts in a value: URLs, `host:port`, DSN words, and bare hosts where the variable's name says so. */
export function addressesIn(value: string, variable = ''): Address[] {
  const text = value.slice(0, maxLength);
  const found = [...urls(text), ...dsnHosts(text)];
  if (found.length === 0 && !text.includes('://')) found.push(...bareHosts(text, namesHost.test(variable)));
  const seen = new Set<string>();
  return found.filter((address) => {
    const key = `${address.scheme}|${address.host}|${address.port}`;
    const fresh = !seen.has(key) && !address.host.includes(fromEnvironment);
    seen.add(key);
    return fresh;
  });
}

function urls(text: string): Address[] {
  const found: Address[] = [];
  for (const match of text.matchAll(
    /([a-z][a-z0-9+.]{0,30}(?::[a-z0-9]{1,20})?):\/\/([^\s"'<>`,;)]{1,400})/gi,
  )) {
    const scheme = (match[1] ?? '').toLowerCase();
    const authority = (match[2] ?? '').split(/[/?#]/, 1)[0] ?? '';
    const place = authority.slice(authority.lastIndexOf('@') + 1);
    found.push(...hostAndPort(place).map((address) => ({ scheme, ...address })));
    // mongodb://a:1,b:2/x and amqp lists name more hosts after a comma.
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 400);
    if (/^(mongodb|redis|postgres(ql)?|amqp|kafka|nats)/.test(scheme) && !(match[2] ?? '').includes('/')) {
      for (const more of /^((?:,[\w.-]{1,100}:\d{2,5}){1,20})/.exec(rest)?.[1]?.split(',') ?? []) {
        found.push(...hostAndPort(more).map((address) => ({ scheme, ...address })));
      }
    }
  }
  return found;
}

function dsnHosts(text: string): Address[] {
  const found: Address[] = [];
  for (const match of text.matchAll(/(?:^|[\s;])(?:host|server|data source)=([\w.-]{1,200})/gi)) {
    found.push(...hostAndPort(match[1] ?? ''));
  }
  for (const match of text.matchAll(/@tcp\(([\w.-]{1,200}:\d{2,5})\)/gi))
    found.push(...hostAndPort(match[1] ?? ''));
  return found;
}

function bareHosts(text: string, mayBeWord: boolean): Address[] {
  return text.split(/[,\s]+/).flatMap((word) => {
    const [address] = hostAndPort(word);
    if (!address || fileName.test(address.host)) return [];
    const isWord = address.port === undefined;
    if (isWord && notHosts.test(address.host)) return [];
    if (isWord && !mayBeWord) return [];
    // `node:20` alone is an image with its tag rather than an address.
    return isWord || (address.port ?? 0) >= 80 ? [address] : [];
  });
}

function hostAndPort(place: string): { host: string; port?: number }[] {
  const match = /^([^:\s]{1,253})(?::(\d{1,5}))?$/.exec(place);
  const host = match?.[1];
  if (host === undefined || !hostWord.test(host) || /^\d+$/.test(host)) return [];
  const port = match?.[2] === undefined ? undefined : Number(match[2]);
  return port !== undefined && port > 65_535 ? [] : [{ host, ...(port === undefined ? {} : { port }) }];
}
