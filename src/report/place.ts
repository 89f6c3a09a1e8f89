import type { Where } from '../kit/where.ts';
import type { Background } from './background.ts';

/** A place in words: `src/app.ts:14`, `table orders`, `https://…`. Undefined when it says nothing. */
export function describePlace(where: Where): string | undefined {
  const { file, line, url, table, commit, job, step, service } = where;
  if (file !== undefined) {
    const inside = [job && `job ${job}`, step && `step ${step}`, service && `service ${service}`].filter(
      Boolean,
    );
    const place = line === undefined ? file : `${file}:${line}`;
    return inside.length > 0 && line === undefined ? `${place} (${inside.join(', ')})` : place;
  }
  if (url !== undefined) return url;
  if (table !== undefined) return `table ${table}`;
  if (service !== undefined) return `service ${service}`;
  if (job !== undefined) return step === undefined ? `job ${job}` : `job ${job}, step ${step}`;
  if (commit !== undefined) return `commit ${commit.slice(0, 10)}`;
  return undefined;
}

const blobPath: Readonly<Record<string, string>> = { 'github.com': 'blob', 'gitlab.com': '-/blob' };

/** A link to the line as it was committed, on the hosts whose addresses we know. */
export function linkTo(
  where: Where,
  commit: string | undefined,
  origin: Background['origin'],
): string | undefined {
  const { file, line } = where;
  if (file === undefined || commit === undefined || origin === undefined) {
    return where.url !== undefined && /^https?:\/\//.test(where.url) ? where.url : undefined;
  }
  const blob = blobPath[origin.host];
  if (blob === undefined || !/^[\w.-]+(?:\/[\w.-]+)+$/.test(origin.slug)) return undefined;
  return `https://${origin.host}/${origin.slug}/${blob}/${commit}/${toAddress(file)}${line === undefined ? '' : `#L${line}`}`;
}

/** A path as part of an address, with nothing left in it that Markdown or HTML could read as its own. */
export function toAddress(file: string): string {
  return file
    .toWellFormed()
    .split('/')
    .map((part) => encodeURIComponent(part).replaceAll(/[!'()*]/g, percent))
    .join('/');
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
