import type { Call } from './source/calls.ts';
import { argumentsOf, optionsOf } from './source/options.ts';
import { valueOf } from './source/values.ts';

export type MetricKind = 'counter' | 'gauge' | 'histogram' | 'summary' | 'unknown';

/** A place that registers a metric; `name` is undefined when it is put together at run time. */
export interface Registration {
  readonly kind: MetricKind;
  readonly name?: string;
}

const kinds: readonly (readonly [RegExp, MetricKind])[] = [
  [/counter/i, 'counter'],
  [/gauge/i, 'gauge'],
  [/histogram|timer|timed|distribution/i, 'histogram'],
  [/summary/i, 'summary'],
];

/** What one call registers, by the libraries of its language; undefined when it registers nothing. */
export function registrationOf(call: Call): Registration | undefined {
  const reader = readers[call.file.language];
  const found = reader?.(call);
  if (!found) return undefined;
  const kind = kinds.find(([shape]) => shape.test(call.last) || shape.test(call.name))?.[1] ?? 'unknown';
  return found.name === undefined ? { kind } : { kind, name: found.name };
}

type Reader = (call: Call) => { readonly name?: string } | undefined;

const readers: Readonly<Record<string, Reader>> = {
  typescript: readJavascript,
  tsx: readJavascript,
  javascript: readJavascript,
  python: readPython,
  go: readGo,
  java: readJava,
  ruby: readRuby,
  php: readPhp,
};

function readJavascript(call: Call) {
  if (!/prom-client|nestjs-prometheus/.test(call.file.text)) return undefined;
  const provider = /^make(Counter|Gauge|Histogram|Summary)Provider$/.test(call.last);
  if (!provider && !(call.creates && /^(Counter|Gauge|Histogram|Summary)$/.test(call.last))) return undefined;
  return named([option(call, 'name')]);
}

function readPython(call: Call) {
  if (!/^(Counter|Gauge|Histogram|Summary|Info|Enum)$/.test(call.last)) return undefined;
  if (!/prometheus_client/.test(call.file.text) || call.on.startsWith('collections')) return undefined;
  const first = argumentsOf(call)[0];
  const name = first ? valueOf(first, call.file) : option(call, 'name');
  return named([option(call, 'namespace') ?? '', option(call, 'subsystem') ?? '', name]);
}

function readGo(call: Call) {
  if (!/^(Counter|Gauge|Histogram|Summary)(Vec)?Opts$/.test(call.last)) return undefined;
  return named([option(call, 'Namespace') ?? '', option(call, 'Subsystem') ?? '', option(call, 'Name')]);
}

function readJava(call: Call) {
  const text = call.file.text;
  const first = argumentsOf(call)[0];
  const builds = /^(builder|build|counter|gauge|timer|summary|register)$/.test(call.last);
  const holder = /(Counter|Gauge|Timer|DistributionSummary|Summary|Histogram|[rR]egistry|[mM]etrics)$/.test(
    call.on,
  );
  const isAnnotation = /^@?(Timed|Counted)$/.test(call.last);
  if (!/io\.micrometer|io\.prometheus/.test(text) || !(isAnnotation || (builds && holder)) || !first)
    return undefined;
  const name = valueOf(first, call.file);
  // Micrometer writes dots, Prometheus shows underscores.
  return named([typeof name === 'string' ? name.replaceAll(/[.-]/g, '_') : name]);
}

function readRuby(call: Call) {
  if (!/Prometheus|Yabeda|yabeda/.test(call.file.text)) return undefined;
  const creates =
    call.last === 'new' && /Prometheus::Client::(Counter|Gauge|Histogram|Summary)$/.test(call.on);
  const registers = /^(counter|gauge|histogram|summary)$/.test(call.last);
  const first = argumentsOf(call)[0];
  return (creates || registers) && first ? named([valueOf(first, call.file)]) : undefined;
}

function readPhp(call: Call) {
  if (!/^(getOrRegister|register)(Counter|Gauge|Histogram|Summary)$/.test(call.last)) return undefined;
  const [namespace, name] = argumentsOf(call);
  return named([namespace ? valueOf(namespace, call.file) : '', name ? valueOf(name, call.file) : undefined]);
}

function option(call: Call, key: string): string | number | boolean | undefined {
  const node = optionsOf(call).named.get(key);
  return node ? valueOf(node, call.file) : undefined;
}

/** Parts joined by underscores; one that is not a plain word makes the whole name unknown. */
function named(parts: readonly (string | number | boolean | undefined)[]): { readonly name?: string } {
  const texts = parts.map((part) => (part === undefined ? '<code>' : String(part)));
  if (texts.some((text) => text !== '' && !/^[A-Za-z_:][\w:]*$/.test(text))) return {};
  return { name: texts.filter((text) => text !== '').join('_') };
}
