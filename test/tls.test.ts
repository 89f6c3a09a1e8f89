import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createServer } from 'node:https';
import { meetOverTls } from '../src/drivers/tls.ts';

const signal = new AbortController().signal;
const openssl = spawnSync('openssl', ['version']).status === 0;

describe('meeting a service over TLS', () => {
  it(
    'sees a certificate that nobody trusts, with its end and names, and no old protocol',
    { skip: !openssl && 'needs openssl to make a certificate' },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'seaworthy-tls-'));
      const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
      const subject = ['-subj', '/CN=orders.invalid', '-addext', 'subjectAltName=DNS:orders.invalid'];
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:P-256',
          '-nodes',
          '-days',
          '3',
          ...subject,
        ].concat(['-keyout', key ?? '', '-out', cert ?? '']),
        { stdio: 'ignore' },
      );
      const server = createServer({
        key: readFileSync(key ?? ''),
        cert: readFileSync(cert ?? ''),
        minVersion: 'TLSv1.2',
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      // A listening TCP server has an address with a port.
      const { port } = server.address() as AddressInfo;

      const [met] = await meetOverTls(`https://127.0.0.1:${port}`, signal);
      server.close();
      rmSync(folder, { recursive: true });

      assert.match(met?.error ?? '', /self.signed/i);
      assert.deepEqual(
        [met?.handshake?.protocol, met?.handshake?.names, met?.oldProtocols],
        ['TLSv1.3', ['orders.invalid'], []],
      );
      const days = (Date.parse(met?.handshake?.validTo ?? '') - Date.now()) / 86_400_000;
      assert.ok(days > 1 && days < 4, String(days));
    },
  );

  it('says why there was no handshake', async () => {
    const [met] = await meetOverTls('https://127.0.0.1:1', signal);

    assert.deepEqual([met?.handshake, /ECONNREFUSED/.test(met?.error ?? '')], [undefined, true]);
  });

  it('leaves plain HTTP on this machine alone', async () => {
    await assert.rejects(meetOverTls('http://127.0.0.1:1', signal), { name: 'CannotLook' });
  });
});
