/** A PEP 508 requirement: `Flask[async]>=2,<4; python_version > "3.8"`. */
export interface Requirement {
  readonly name: string;
  readonly range?: string;
  readonly local: boolean;
}

export function parseRequirement(text: string): Requirement | undefined {
  const match = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*([^;#]*)/.exec(text);
  if (!match?.[1]) return undefined;
  const range =
    (match[2] ?? '')
      .trim()
      .replace(/^\(|\)$/g, '')
      .split(/\s+--/)[0]
      ?.trim() ?? '';
  if (range !== '' && !/^([<>=!~]|@)/.test(range)) return undefined;
  const local = /^@\s*(file:|\.)/.test(range);
  return { name: pypiName(match[1]), ...(range === '' ? {} : { range }), local };
}

/** PEP 503: case, dots, dashes and underscores do not matter. */
export function pypiName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
