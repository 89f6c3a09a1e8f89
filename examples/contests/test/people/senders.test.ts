import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { test } from 'node:test';
import { readConfig } from '../../src/config.ts';
import { consoleSender } from '../../src/people/senders/console.ts';
import { senderFor } from '../../src/people/senders/sender.ts';
import { startService } from '../support/service.ts';

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

test('codes go out by SMTP', async () => {
  let heard = '';
  const mail = createServer((socket) => {
    let inData = false;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      const text = String(chunk);
      heard += text;
      if (inData && text.includes('\r\n.\r\n')) {
        inData = false;
        socket.write('250 kept\r\n');
      } else if (text.startsWith('DATA')) {
        inData = true;
        socket.write('354 go on\r\n');
      } else if (text.startsWith('QUIT')) socket.end('221 bye\r\n');
      else if (!inData) socket.write('250 ok\r\n');
    });
    socket.on('error', () => {});
  });
  const port = await listen(mail);
  const sender = await senderFor(readConfig({ SMTP_URL: `smtp://127.0.0.1:${port}` }));

  await sender.send({ email: 'pia@people.test' }, '123456');

  assert.deepEqual(sender.carries, ['email']);
  assert.match(heard, /RCPT TO:<pia@people\.test>/);
  assert.match(heard, /123456/);
  mail.close();
});

test('codes go out by the SMS provider, and its refusal is an error', async () => {
  const heard: string[] = [];
  let status = 200;
  const provider = createHttpServer((request, response) => {
    let body = '';
    request
      .on('data', (chunk) => (body += chunk))
      .on('end', () => {
        heard.push(`${request.headers.authorization} ${body}`);
        response.writeHead(status).end();
      });
  });
  const port = await listen(provider);
  const sender = await senderFor(
    readConfig({ SMS_URL: `http://127.0.0.1:${port}`, SMS_TOKEN: 'provider-token' }),
  );

  await sender.send({ phone: '+4915112345678' }, '654321');
  status = 500;
  await assert.rejects(sender.send({ phone: '+4915112345678' }, '654321'), /answered 500/);

  assert.match(heard[0] ?? '', /^Bearer provider-token .*\+4915112345678.*654321/);
  provider.close();
});

test('without a sender codes are printed, in development', async () => {
  const lines: string[] = [];
  const sender = consoleSender((line) => lines.push(line) > 0);

  await sender.send({ email: 'a@b.test' }, '111111');
  await sender.send({ phone: '+4915112345678' }, '222222');

  assert.deepEqual(lines, ['Code for a@b.test: 111111\n', 'Code for +4915112345678: 222222\n']);
});

test('a sender that fails is our matter: the answer stays the same, the log and the counter know', async () => {
  const service = await startService({ SMTP_URL: 'smtp://127.0.0.1:1' });
  const own = await senderFor(service.config);
  Object.assign(service.service.sender, { send: own.send });

  const answer = await service.call('POST', '/v1/sign-in/codes', { email: 'pia@people.test' });

  assert.equal(answer.status, 202);
  const metrics = await service.service.metrics.registry.metrics();
  assert.match(metrics, /sign_in_codes_sent_total\{by="email",outcome="failed"\} 1/);
  await service.stop();
});

test('an address that no sender can reach is refused', async () => {
  const service = await startService();
  Object.assign(service.service.sender, { carries: ['email'] });

  assert.equal((await service.call('POST', '/v1/sign-in/codes', { phone: '+4915112345678' })).status, 422);
  await service.stop();
});
