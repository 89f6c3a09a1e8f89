import { isIP } from 'node:net';
import { connect, type ConnectionOptions, type PeerCertificate, type SecureVersion } from 'node:tls';
import { CannotLook } from '../kit/gatherer.ts';
import type { TlsMeeting } from '../kit/service.ts';
import { askOver } from './http.ts';

const limitMs = 10_000;
const oldVersions: readonly SecureVersion[] = ['TLSv1', 'TLSv1.1'];

/** Meets the host of an address as a client that trusts nobody blindly, then as an old one, then without TLS. */
export async function meetOverTls(address: string, signal: AbortSignal): Promise<readonly TlsMeeting[]> {
  const url = new URL(address);
  if (/^(localhost|127\.|\[::1\])/.test(url.hostname) && url.protocol === 'http:')
    throw new CannotLook(
      'this address is on this machine, without TLS',
      'give the public one: --url https://…',
    );
  const plain = await askPlain(url, signal);
  if (url.protocol === 'http:') return [{ host: url.host, oldProtocols: [], ...(plain ? { plain } : {}) }];
  const met = await meet(url, {}, signal);
  const oldProtocols: string[] = [];
  for (const version of met.handshake ? oldVersions : []) {
    const old = await meet(
      url,
      { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' },
      signal,
    );
    if (old.handshake) oldProtocols.push(version);
  }
  return [{ host: url.host, ...met, oldProtocols, ...(plain ? { plain } : {}) }];
}

function meet(
  url: URL,
  more: ConnectionOptions,
  signal: AbortSignal,
): Promise<Pick<TlsMeeting, 'handshake' | 'error'>> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const name = isIP(host) === 0 ? { servername: host } : {};
  return new Promise((settle) => {
    const socket = connect({
      host,
      port: Number(url.port || 443),
      ...name,
      // The certificate is looked at whatever is wrong with it; nothing is sent over this connection.
      rejectUnauthorized: false,
      ...more,
    });
    const finish = (met: Pick<TlsMeeting, 'handshake' | 'error'>) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.destroy();
      settle(met);
    };
    const timer = setTimeout(() => finish({ error: `no handshake within ${limitMs} ms` }), limitMs);
    const stop = () => finish({ error: 'the run was stopped' });
    signal.addEventListener('abort', stop, { once: true });
    socket.on('error', (error) => finish({ error: error.message }));
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate();
      const wrong = socket.authorizationError;
      finish({
        handshake: {
          protocol: socket.getProtocol() ?? 'unknown',
          validTo: dayOf(certificate),
          names: namesOf(certificate),
          issuer:
            [certificate.issuer?.O, certificate.issuer?.CN].flat().find((one) => one !== undefined) ??
            'unknown',
        },
        ...(socket.authorized ? {} : { error: wrong instanceof Error ? wrong.message : String(wrong) }),
      });
    });
  });
}

function dayOf({ valid_to }: PeerCertificate): string {
  const time = Date.parse(valid_to);
  return Number.isNaN(time) ? valid_to : new Date(time).toISOString().slice(0, 10);
}

function namesOf({ subjectaltname = '', subject }: PeerCertificate): string[] {
  const names = subjectaltname.split(', ').flatMap((one) => /^DNS:(.+)$/.exec(one)?.[1] ?? []);
  const [common] = [subject?.CN ?? []].flat();
  return names.length > 0 ? names : common === undefined ? [] : [common];
}

/** The same host without TLS, at its usual port; undefined when nothing answers there. */
async function askPlain(url: URL, signal: AbortSignal): Promise<TlsMeeting['plain']> {
  const base = url.protocol === 'http:' ? url.origin : `http://${url.hostname}`;
  const answer = await askOver(base, { method: 'GET', path: '/', harm: 'none', limitMs }, signal);
  if (!answer.answered) return undefined;
  const location = answer.headers.find(([name]) => name === 'location')?.[1];
  return { status: answer.status, ...(location === undefined ? {} : { location }) };
}
