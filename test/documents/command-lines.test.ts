import assert from 'node:assert/strict';
import { it } from 'node:test';
import { commandsIn } from '../../src/catalog/documents/command-lines.ts';
import { subjectOf } from '../../src/catalog/documents/subjects.ts';

function words(language: string, ...lines: readonly string[]): string[] {
  const block = {
    line: 1,
    language,
    under: [],
    lines: lines.map((text, index) => ({ line: index + 2, text })),
  };
  return commandsIn(block).map((command) => command.words.join(' '));
}

it('the answer that curl -v shows is no command', () => {
  const seen = words(
    'bash',
    'curl -v http://localhost/login',
    '* Connected to localhost',
    '< HTTP/1.1 200 OK',
    '< Content-Type: application/json',
  );

  assert.deepEqual(seen, ['curl -v http://localhost/login']);
});

it('a folder of decisions describes no architecture', () => {
  assert.notEqual(subjectOf('docs/adr/README.md', 'Architecture Decision Records'), 'architecture');
});
