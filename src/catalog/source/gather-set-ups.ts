import type { RepoDriver, ScanReport, SourceDriver, SourceFile, SourceLanguage } from '../../kit/drivers.ts';
import type { Evidence } from '../../kit/evidence.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { callsIn, type Call } from './calls.ts';
import type { Option, SetUp, SetUps } from './facts.ts';
import { describeLook } from './look.ts';
import { optionsOf } from './options.ts';
import { settingsIn, type Setting } from './settings.ts';
import { springProperties, type Property } from './spring-properties.ts';
import { valueOf } from './values.ts';

export const python = ['python'] as const satisfies readonly SourceLanguage[];
export const go = ['go'] as const satisfies readonly SourceLanguage[];
export const java = ['java'] as const satisfies readonly SourceLanguage[];
export const ruby = ['ruby'] as const satisfies readonly SourceLanguage[];
export const php = ['php'] as const satisfies readonly SourceLanguage[];
export const javascript = ['typescript', 'tsx', 'javascript'] as const satisfies readonly SourceLanguage[];
export const everyLanguage: readonly SourceLanguage[] = [
  ...javascript,
  ...(['python', 'go', 'java', 'ruby', 'php'] as const),
];

type Found = Readonly<Record<string, Option>>;

/** One way in which a library is told what to do. A rule has `call` or `setting`. */
export interface SetUpRule {
  readonly languages: readonly SourceLanguage[];
  readonly library: string;
  readonly does: string;
  /** What the text of the file must mention besides: an import of the library. */
  readonly where?: RegExp;
  /** Which files, by path. */
  readonly path?: RegExp;
  /** Matched against the name of a call. */
  readonly call?: RegExp;
  /** Matched against the name of a setting. */
  readonly setting?: RegExp;
  /** Names of the options kept, with spaces between. Never one that may hold a secret. */
  readonly keep?: string;
  /** More facts from the place; undefined when it is none after all. */
  readonly read?: (at: Call | Setting) => Found | undefined;
}

type More = Pick<SetUpRule, 'where' | 'path' | 'keep' | 'read'>;
type Languages = SetUpRule['languages'];

export function call(
  languages: Languages,
  library: string,
  does: string,
  name: RegExp,
  more: More = {},
): SetUpRule {
  return { languages, library, does, call: name, ...more };
}

export function setting(
  languages: Languages,
  library: string,
  does: string,
  name: RegExp,
  more: More = {},
): SetUpRule {
  return { languages, library, does, setting: name, ...more };
}

/** The same for a property in application.yml or application.properties. */
export interface PropertyRule {
  readonly does: string;
  readonly name: RegExp;
  readonly read?: (value: Option) => Found | undefined;
}

export interface SetUpSearch {
  readonly mentions: RegExp;
  readonly rules: readonly SetUpRule[];
  readonly springProperties?: readonly PropertyRule[];
}

/** A gatherer that is nothing but a table of rules. */
export function defineSetUpGatherer(brings: Evidence<SetUps>, search: SetUpSearch) {
  return defineGatherer({
    brings,
    uses: ['repo', 'source'],
    limitMs: 60_000,
    gather: ({ drivers, signal }) => gatherSetUps(drivers, search, signal),
  });
}

/** Looks for set-ups by rules: a table of libraries in, facts with places out. */
async function gatherSetUps(
  drivers: { readonly repo: RepoDriver; readonly source: SourceDriver },
  { mentions, rules, springProperties: wanted }: SetUpSearch,
  signal: AbortSignal,
): Promise<SetUps> {
  const found: SetUp[] = [];
  const languages = [...new Set(rules.flatMap((rule) => rule.languages))];
  const report: ScanReport = await drivers.source.scan({ languages, mentions, signal }, (file) => {
    found.push(...setUpsIn(file, rules));
  });
  if (wanted) {
    for (const property of await springProperties(drivers.repo))
      found.push(...fromProperty(property, wanted));
  }
  found.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  return { found: found.slice(0, 2_000), looked: await describeLook(drivers.repo, report) };
}

export function setUpsIn(file: SourceFile, rules: readonly SetUpRule[]): readonly SetUp[] {
  const mine = rules.filter(
    (rule) =>
      rule.languages.includes(file.language) &&
      (rule.where?.test(file.text) ?? true) &&
      (rule.path?.test(file.path) ?? true),
  );
  if (mine.length === 0) return [];
  const byCall = mine.filter((rule) => rule.call);
  const bySetting = mine.filter((rule) => rule.setting);
  const calls = byCall.length === 0 ? [] : callsIn(file);
  const settings = bySetting.length === 0 ? [] : settingsIn(file);
  return [
    ...calls.flatMap((one) =>
      firstOf(byCall, (rule) => (rule.call?.test(one.name) ? fromCall(rule, one) : undefined)),
    ),
    ...settings.flatMap((one) =>
      firstOf(bySetting, (rule) => (rule.setting?.test(one.name) ? fromSetting(rule, one) : undefined)),
    ),
  ];
}

/** The first rule that makes something of the place. */
function firstOf(
  rules: readonly SetUpRule[],
  make: (rule: SetUpRule) => SetUp | undefined,
): readonly SetUp[] {
  for (const rule of rules) {
    const made = make(rule);
    if (made) return [made];
  }
  return [];
}

function fromCall(rule: SetUpRule, call: Call): SetUp | undefined {
  const read = rule.read ? rule.read(call) : {};
  if (!read) return undefined;
  const { named, complete } = optionsOf(call);
  const options: Record<string, Option> = {};
  for (const name of rule.keep?.split(' ') ?? []) {
    const node = named.get(name);
    if (node) options[name] = valueOf(node, call.file);
  }
  return setUp(rule, call, { ...options, ...read }, complete);
}

function fromSetting(rule: SetUpRule, setting: Setting): SetUp | undefined {
  const read = rule.read ? rule.read(setting) : { value: valueOf(setting.value, setting.file) };
  return read ? setUp(rule, setting, { setting: setting.name, ...read }, true) : undefined;
}

function fromProperty(property: Property, rules: readonly PropertyRule[]): readonly SetUp[] {
  const rule = rules.find((one) => one.name.test(property.name));
  const read = rule?.read ? rule.read(property.value) : { value: property.value };
  if (!rule || !read) return [];
  const { file, line, name } = property;
  const options = { setting: name, ...read };
  return [{ file, line, library: 'Spring', does: rule.does, options, complete: true }];
}

function setUp(rule: SetUpRule, at: Call | Setting, options: Found, complete: boolean): SetUp {
  return { file: at.file.path, line: at.line, library: rule.library, does: rule.does, options, complete };
}

export function isCall(at: Call | Setting): at is Call {
  return 'node' in at;
}
