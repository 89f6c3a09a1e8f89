export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped';
  readonly labels: string[];
  readonly total: number;
}

const types = ['counter', 'gauge', 'histogram', 'summary'] as const;
const mostLines = 50_000;
const sample =
  /^([a-zA-Z_:][\w:]*)(?:\{([^}]*)\})?[ \t]+(-?[\d.eE+-]+|[+-]?Inf|NaN)(?:[ \t]+-?[\d.]+)?(?:[ \t]*#.*)?$/;

/**
 * Families of the Prometheus text format and of OpenMetrics, or undefined for a text that is neither. Of histograms
 * and summaries the count of observations is the total.
 */
export function readMetrics(text: string): Family[] | undefined {
  const kinds = new Map<string, Family['type']>();
  const families = new Map<string, { labels: Set<string>; total: number }>();
  for (const line of text.split('\n', mostLines)) {
    const declared = /^# TYPE ([\w:]+) (\w+)/.exec(line);
    if (declared?.[1] !== undefined) {
      kinds.set(declared[1], types.find((one) => one === declared[2]) ?? 'untyped');
      continue;
    }
    if (line.startsWith('#') || line.trim() === '') continue;
    const [, name = '', labels = '', value = ''] = sample.exec(line.trimEnd()) ?? [];
    if (name === '') return undefined;
    const family = familyOf(name, kinds);
    const known = families.get(family) ?? { labels: new Set<string>(), total: 0 };
    for (const [, label = ''] of labels.matchAll(/([a-zA-Z_]\w*)="/g))
      if (label !== 'le' && label !== 'quantile') known.labels.add(label);
    const counts = ['histogram', 'summary'].includes(kinds.get(family) ?? '');
    if ((!counts || name === `${family}_count`) && Number.isFinite(Number(value)))
      known.total += Number(value);
    families.set(family, known);
  }
  if (families.size === 0) return undefined;
  return [...families].map(([name, { labels, total }]) => ({
    name,
    type: kinds.get(name) ?? kinds.get(name.replace(/_total$/, '')) ?? 'untyped',
    labels: [...labels].sort(),
    total,
  }));
}

function familyOf(name: string, kinds: ReadonlyMap<string, string>): string {
  const base = name.replace(/_(bucket|sum|count)$/, '');
  return base !== name && ['histogram', 'summary'].includes(kinds.get(base) ?? '') ? base : name;
}
