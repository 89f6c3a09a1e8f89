import type { Consent } from '../drivers/open.ts';
import { harmLevels } from '../kit/gatherer.ts';
import type { Options } from './options.ts';

const tokenNames = ['GITHUB_TOKEN', 'GH_TOKEN'] as const;

/** What the user allows beyond looking at the folder. A token in the environment is no consent by itself. */
export function consentFrom(
  {
    forge,
    advisories,
    start,
    url,
    allow,
    wholeHistory,
  }: Pick<Options, 'forge' | 'advisories' | 'start' | 'url' | 'allow' | 'wholeHistory'>,
  env: Readonly<Record<string, string | undefined>>,
): Consent {
  const token = tokenNames.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  if (forge && token === undefined) throw new Error(`--forge needs a token in ${tokenNames.join(' or ')}`);
  if (start && url !== undefined)
    throw new Error('--start and --url exclude each other: a private copy, or the instance at the URL');
  if (allow !== undefined && url === undefined)
    throw new Error('--allow speaks of the instance at --url; in the sandbox everything is allowed');
  return {
    ...(start ? { start } : {}),
    ...(wholeHistory ? { wholeHistory } : {}),
    ...(url === undefined ? {} : { url: httpUrl(url) }),
    ...(allow === undefined ? {} : { allow: harmLevels.find((level) => level === allow) ?? 'none' }),
    ...(forge && token !== undefined ? { forgeToken: token, ...forgeUrl(env['GITHUB_API_URL']) } : {}),
    ...(advisories === undefined ? {} : { advisories }),
  };
}

/** GitHub Enterprise, and GitHub Actions itself, name the API in this variable. */
function forgeUrl(text: string | undefined): Pick<Consent, 'forgeUrl'> {
  if (text === undefined || text === '') return {};
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return { forgeUrl: url.href };
  throw new Error(`GITHUB_API_URL is "${text}", which is no http or https address`);
}

function httpUrl(text: string): string {
  const url = URL.parse(text);
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.href;
  throw new Error(
    `--url ${text} is no http or https address. For example: --url https://staging.example.org`,
  );
}
