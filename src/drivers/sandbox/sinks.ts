import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { listenLocally } from './ports.ts';

const maxKept = 1_000;
const maxMailBytes = 200_000;
const maxReportBytes = 400_000;
const trackerPath = /^\/api\/\d+\/(envelope|store)\//;

export interface Mail {
  readonly to: readonly string[];
  readonly text: string;
}

/** Takes every mail and delivers none. Speaks as much SMTP as senders need: no TLS, any login. */
export async function openMailSink() {
  const messages: Mail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    receive(socket, (mail) => {
      if (messages.length < maxKept) messages.push(mail);
    });
  });
  const port = await listenLocally(server);
  return {
    port,
    messages: (): readonly Mail[] => messages,
    close: () => closeAll(server, sockets),
  };
}

function receive(socket: Socket, keep: (mail: Mail) => void): void {
  let to: string[] = [];
  let text: string | undefined;
  let rest = '';
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 sink');
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n');
    rest = (lines.pop() ?? '').slice(-maxMailBytes);
    for (const line of lines) {
      if (text !== undefined) {
        if (line !== '.') {
          if (text.length < maxMailBytes) text += `${line}\n`;
          continue;
        }
        keep({ to, text });
        [to, text] = [[], undefined];
        say('250 kept');
        continue;
      }
      const [verb = ''] = line.toUpperCase().split(' ');
      if (verb === 'EHLO') socket.write('250-sink\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME\r\n');
      else if (verb === 'RCPT') {
        to.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
        say('250 ok');
      } else if (verb === 'DATA') {
        text = '';
        say('354 go on');
      } else if (verb === 'AUTH') say(line.split(' ').length > 2 ? '235 ok' : '334 ');
      else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say(verb === '' || (/^[A-Z0-9+/=]+$/.test(verb) && verb.length > 12) ? '235 ok' : '250 ok');
    }
  });
}

/**
 * Stands for every service outside: answers 503, so that nothing is mistaken for a real answer, and keeps who called.
 * Only an error tracker is played, for reports that the service sends to one.
 */
export async function openOutsideSink() {
  const calls: { method: string; url: string; report?: string }[] = [];
  const sockets = new Set<Socket>();
  const server = createHttpServer((request, response) => {
    const call: (typeof calls)[number] = {
      method: request.method ?? '',
      url: `${request.headers.host ?? ''}${request.url ?? ''}`.slice(0, 500),
    };
    if (calls.length < maxKept) calls.push(call);
    if (trackerPath.test(request.url ?? '')) {
      void readBody(request).then((report) => {
        call.report = report;
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
      return;
    }
    request.resume();
    response
      .writeHead(503, { 'content-type': 'application/json' })
      .end('{"error":"no outside in the sandbox"}');
  });
  // A target that uses it as its proxy asks with CONNECT for every https address: refused, and noted.
  server.on('connect', (request, socket) => {
    if (calls.length < maxKept) calls.push({ method: 'CONNECT', url: (request.url ?? '').slice(0, 500) });
    socket.end('HTTP/1.1 503 No outside in the sandbox\r\n\r\n');
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listenLocally(server);
  return { port, calls: () => calls, close: () => closeAll(server, sockets) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      const bytes: Buffer = chunk;
      size += bytes.length;
      if (size <= maxReportBytes) chunks.push(bytes);
    }
    const whole = Buffer.concat(chunks);
    const limit = { maxOutputLength: 10 * maxReportBytes };
    switch (request.headers['content-encoding']) {
      case 'gzip':
        return gunzipSync(whole, limit).toString('utf8');
      case 'br':
        return brotliDecompressSync(whole, limit).toString('utf8');
      default:
        return whole.toString('utf8');
    }
  } catch {
    return '';
  }
}

function closeAll(server: { close(done: () => void): unknown }, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((done) => {
    for (const socket of sockets) socket.destroy();
    server.close(() => done());
  });
}
