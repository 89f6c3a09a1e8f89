import type { Consent } from '../drivers/open.ts';
import type { Options } from './options.ts';

const tokenNames = ['GITHUB_TOKEN', 'GH_TOKEN'] as const;

/** What the user allows beyond looking at the folder. A token in the environment is no consent by itself. */
export function consentFrom(
  { forge, advisories }: Pick<Options, 'forge' | 'advisories'>,
  env: Readonly<Record<string, string | undefined>>,
): Consent {
  const token = tokenNames.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  if (forge && token === undefined) throw new Error(`--forge needs a token in ${tokenNames.join(' or ')}`);
  return {
    ...(forge && token !== undefined ? { forgeToken: token } : {}),
    ...(advisories === undefined ? {} : { advisories }),
  };
}
