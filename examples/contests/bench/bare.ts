// A Fastify route that returns fixed bytes and does nothing else, as a process of its own: the yardstick for listing.
import Fastify from 'fastify';
import { readFileSync } from 'node:fs';

const bytes = readFileSync(process.argv[2] ?? '');
const app = Fastify();
app.get('/', async (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes));
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${address}\n`);
