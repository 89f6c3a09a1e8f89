export type JsonRecord = Readonly<Record<string, unknown>>;

const mostHops = 8;

export function recordOf(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a `$ref` within the document stands for; references that lead elsewhere or in circles stand for nothing. */
export function follow(document: JsonRecord, value: unknown): unknown {
  let here = value;
  for (let hop = 0; hop < mostHops; hop += 1) {
    const reference = recordOf(here)['$ref'];
    if (typeof reference !== 'string') return here;
    if (!reference.startsWith('#/')) return undefined;
    here = document;
    for (const key of reference.slice(2).split('/'))
      here = recordOf(here)[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return undefined;
}
