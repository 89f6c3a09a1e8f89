import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import gatherer from '../src/catalog/gatherers/unreferenced-modules.ts';
import { sourceDriver } from '../src/drivers/source.ts';
import { repoOf } from './parsed.ts';

describe('modules that nobody refers to', () => {
  it('are found; imported, named, entry and test files are not among them', async () => {
    const files = await look({
      'src/main.ts': "import { a } from './used.js';",
      'src/used.ts': 'export const a = 1;',
      'src/limits/rate.ts': 'export const limit = 1;',
      'src/worker-job.ts': 'run();',
      'package.json': '{"scripts":{"job":"node dist/worker-job.js"}}',
      'test/a.test.ts': "import '../src/main.js';",
      'app/core/limits.py': 'x = 1',
      'app/core/auth.py': 'x = 1',
      'app/run.py': 'from app.core import auth\nimport app.run',
    });

    assert.deepEqual(files, ['app/core/limits.py', 'app/run.py', 'src/limits/rate.ts']);
  });

  it('are not named where files are loaded by folder', async () => {
    const files = await look({
      'src/main.ts':
        "app.register(autoload, { dir: join(root, 'limits') }); import autoload from '@fastify/autoload';",
      'src/limits/rate.ts': 'export const limit = 1;',
    });

    assert.deepEqual(files, []);
  });
});

async function look(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const repo = repoOf(files);
  const drivers = { repo, source: sourceDriver(repo) };
  const found = await gatherer.gather({
    given: {},
    drivers,
    traits: [],
    signal: new AbortController().signal,
  });
  return [...found.files].sort();
}
