import type { Tree } from '../yaml-tree.ts';
import { readProgram } from './program.ts';
import type { PlatformFacts } from './types.ts';

/** railway.json and railway.toml. */
export function readRailway(root: Tree): PlatformFacts {
  const program = readProgram('railway', root.line || 1, root, {
    health: [['deploy', 'healthcheckPath']],
    start: [['deploy', 'startCommand']],
    build: [['build', 'buildCommand']],
    release: [['deploy', 'preDeployCommand']],
    instances: [['deploy', 'numReplicas']],
    restart: [['deploy', 'restartPolicyType']],
    schedule: [['deploy', 'cronSchedule']],
  });
  return { programs: [program], stores: [], edge: [] };
}

/** nixpacks.toml only says how to build and start. */
export function readNixpacks(root: Tree): PlatformFacts {
  const program = readProgram('nixpacks', root.line || 1, root, { start: [['start', 'cmd']] });
  return { programs: [program], stores: [], edge: [] };
}
