import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SecretsDriver } from '../kit/drivers.ts';
import { CannotLook } from '../kit/gatherer.ts';
import { mention } from './secret-shapes.ts';
import type { SecretHit, SecretsAnswer, SecretsQuestion } from './secrets-worker.ts';

const idleMs = 400;

type Asked = { settle(hits: readonly SecretHit[]): void; fail(error: Error): void };

/** Scans on a thread of its own, started with the first question, so that the rest of the inspection goes on beside it. */
export function secretsDriver(): SecretsDriver & { close(): Promise<void> } {
  let worker: Worker | undefined;
  let nextId = 0;
  const open = new Map<number, Asked>();

  function start(): Worker {
    // Compiled and run from source alike, the worker has the extension of this file.
    const created = new Worker(new URL(`./secrets-worker${extname(import.meta.filename)}`, import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 4 },
    });
    created.unref();
    created.on('message', (answer: SecretsAnswer) => {
      const asked = open.get(answer.id);
      open.delete(answer.id);
      if ('hits' in answer) asked?.settle(answer.hits);
      else asked?.fail(new CannotLook(`the secret scanner failed: ${answer.failed}`));
      if (open.size === 0) setTimeout(endWhenIdle, idleMs, created, nextId).unref();
    });
    created.on('error', (error) => failAll(open, String(error)));
    created.on('exit', () => {
      // One that was ended because it was idle has nothing open; what is open is its successor's.
      if (worker !== created) return;
      worker = undefined;
      failAll(open, 'it stopped');
    });
    return created;
  }

  /** Its memory is worth more to the rest of the run than a quick start for a late question. */
  function endWhenIdle(idle: Worker, asked: number): void {
    if (worker !== idle || nextId !== asked) return;
    worker = undefined;
    void idle.terminate();
  }

  return {
    mentions: mention,
    scan: (files) =>
      new Promise((settle, fail) => {
        worker ??= start();
        const id = nextId++;
        open.set(id, { settle, fail });
        worker.ref();
        worker.postMessage({ id, files } satisfies SecretsQuestion);
      }),
    close: async () => {
      await worker?.terminate();
    },
  };
}

function failAll(open: Map<number, Asked>, because: string): void {
  for (const asked of open.values()) asked.fail(new CannotLook(`the secret scanner failed: ${because}`));
  open.clear();
}
