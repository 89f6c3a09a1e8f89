import { createHmac, randomBytes } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { hasGoodChecksum, isPlausible, mention, moreShapes } from './secret-shapes.ts';

export interface SecretsQuestion {
  readonly id: number;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

export interface SecretHit {
  readonly path: string;
  readonly line: number;
  readonly kind: string;
  readonly fingerprint: string;
  readonly verified: boolean;
}

export type SecretsAnswer =
  | { readonly id: number; readonly hits: readonly SecretHit[] }
  | { readonly id: number; readonly failed: string };

const salt = randomBytes(16);
const preset = '@secretlint/secretlint-rule-preset-recommend';

const rules = [{ id: preset, rule: creator }];

/** Comments in the target must not be able to switch the scanner off. Same length, so that places stay right. */
function withoutSwitches(text: string): string {
  return text.replace(/secretlint-(?=disable|enable)/g, 'secretlint_');
}

parentPort?.on('message', (question: SecretsQuestion) => {
  answer(question).then(
    (hits) => parentPort?.postMessage({ id: question.id, hits } satisfies SecretsAnswer),
    (error: unknown) =>
      parentPort?.postMessage({ id: question.id, failed: String(error) } satisfies SecretsAnswer),
  );
});

async function answer(question: SecretsQuestion): Promise<SecretHit[]> {
  const hits: SecretHit[] = [];
  for (const { path, text } of question.files) {
    if (mention.test(text)) hits.push(...(await scan(path, text)));
  }
  return hits;
}

async function scan(path: string, text: string): Promise<SecretHit[]> {
  const found: { start: number; end: number; kind: string }[] = [];
  for (const { kind, shape } of moreShapes) {
    for (const match of text.matchAll(shape)) {
      const value = match[1] ?? match[0];
      const start = match.index + match[0].lastIndexOf(value);
      found.push({ start, end: start + value.length, kind });
    }
  }
  // Not the real path: a name with a line break in it breaks the scanner's own profiling.
  const source = { content: withoutSwitches(text), filePath: 'file', ext: '', contentType: 'text' as const };
  const { messages } = await lintSource({ source, options: { config: { rules }, noPhysicFilePath: true } });
  for (const { range, messageId, ruleId } of messages) {
    found.push({ start: range[0], end: range[1], kind: kindOf(ruleId, messageId) });
  }
  return found.flatMap(({ start, end, kind }) => {
    const value = text.slice(start, end);
    const isKey = value.includes('PRIVATE KEY');
    if (!isKey && !isPlausible(value)) return [];
    if (hasGoodChecksum(value, (token) => crc32(token)) === false) return [];
    const fingerprint = createHmac('sha256', salt).update(value.trim()).digest('hex').slice(0, 12);
    const verified = isKey ? isRealKey(value) : true;
    return [{ path, line: countLines(text, start), kind, fingerprint, verified }];
  });
}

function kindOf(ruleId: string, messageId: string): string {
  const rule = ruleId.slice(ruleId.lastIndexOf('rule-') + 'rule-'.length);
  return `${rule} ${messageId.toLowerCase().replaceAll('_', ' ')}`;
}

/** An example key is a few lines; a real one has at least a hundred characters of base 64. */
function isRealKey(value: string): boolean {
  return value.replace(/-----[^-]+-----/g, '').replace(/[^A-Za-z0-9+/=]/g, '').length >= 100;
}

function countLines(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
