import type { Given } from '../kit/evidence.ts';
import type { Where } from '../kit/where.ts';
import manifests from './evidence/manifests.ts';

const most = 6;

/** Dependencies of front ends whose name matches, with their lines. */
export function packagesThat({ manifests: all }: Given<{ m: typeof manifests }>['m'], name: RegExp): Where[] {
  return all
    .filter(({ aside }) => !aside)
    .flatMap(({ file, dependencies }) =>
      dependencies
        .filter((dependency) => name.test(dependency.name))
        .map((dependency) => ({ file, line: dependency.line, note: dependency.name })),
    )
    .slice(0, most);
}
