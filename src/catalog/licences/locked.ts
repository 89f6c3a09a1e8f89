import { z } from 'zod';
import { lineOf } from '../lines.ts';

export interface LockedPackage {
  readonly name: string;
  readonly expression: string | undefined;
  readonly development: boolean;
}

const npmLock = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      license: z.union([z.string(), z.looseObject({ type: z.string() })]).optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});
const composerPackage = z.looseObject({ name: z.string(), license: z.array(z.string()).optional() });
const composerLock = z.object({
  packages: z.array(composerPackage),
  'packages-dev': z.array(composerPackage).optional(),
});

/** Packages of a lock file that states licences (npm from version 2 on, Composer); undefined for any other. */
export function lockedPackages(path: string, text: string): LockedPackage[] | undefined {
  const json = parse(text);
  if (path.endsWith('composer.lock')) {
    const lock = composerLock.safeParse(json);
    if (!lock.success) return undefined;
    const { packages, 'packages-dev': forDevelopment = [] } = lock.data;
    return [
      ...packages.map((one) => composed(one, false)),
      ...forDevelopment.map((one) => composed(one, true)),
    ];
  }
  const lock = npmLock.safeParse(json);
  if (!lock.success) return undefined;
  return Object.entries(lock.data.packages).flatMap(([place, one]) => {
    const at = place.lastIndexOf('node_modules/');
    if (at < 0 || one.link) return [];
    const expression = typeof one.license === 'string' ? one.license : one.license?.type;
    return [
      {
        name: place.slice(at + 'node_modules/'.length),
        expression,
        development: one.dev === true || one.devOptional === true,
      },
    ];
  });
}

export function lineOfPackage(path: string, text: string, name: string): number {
  return lineOf(text, path.endsWith('composer.lock') ? `"name": "${name}"` : `node_modules/${name}"`);
}

/** Composer lists alternatives: any of them may be chosen. */
function composed({ name, license }: z.infer<typeof composerPackage>, development: boolean): LockedPackage {
  return { name, expression: license && license.length > 0 ? license.join(' OR ') : undefined, development };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
