import type { Option } from './facts.ts';
import type { Call } from './calls.ts';
import { isCall } from './gather-set-ups.ts';
import { localNames } from './local-names.ts';
import { argumentsOf, optionsOf } from './options.ts';
import type { Setting } from './settings.ts';
import { stringOf, valueOf } from './values.ts';

/** Small makers of `read` functions for set-up rules. */
type Found = Readonly<Record<string, Option>>;
type Read = (at: Call | Setting) => Found | undefined;

/** Always these facts. */
export function says(facts: Found): Read {
  return () => facts;
}

/** Only when the text of the first argument matches. */
export function firstIs(pattern: RegExp, facts: Found = {}): Read {
  return (at) => {
    if (!isCall(at)) return undefined;
    const first = argumentsOf(at)[0];
    return first && pattern.test(first.text().slice(0, 200)) ? facts : undefined;
  };
}

/** Only when some argument's text matches. */
export function someArgument(pattern: RegExp, facts: Found = {}): Read {
  return (at) =>
    isCall(at) && argumentsOf(at).some((node) => pattern.test(node.text().slice(0, 4_000)))
      ? facts
      : undefined;
}

/** Only when the first argument (as in `app.register(plugin)`) was imported from the module. */
export function registers(module: RegExp, facts: Found = {}): Read {
  return (at) => {
    if (!isCall(at)) return undefined;
    const first = argumentsOf(at)[0]?.text().slice(0, 200) ?? '';
    if (localNames(at.file, module).has(first)) return facts;
    const inline = /(?:require|import)\(\s*['"]([^'"]+)['"]\s*\)/.exec(first);
    return inline?.[1] !== undefined && module.test(inline[1]) ? facts : undefined;
  };
}

/** Only when the callee itself was imported from the module, under whatever name. */
export function importedFrom(module: RegExp, facts: Found = {}): Read {
  return (at) => {
    if (!isCall(at)) return undefined;
    const names = localNames(at.file, module);
    return names.has(at.name) || names.has(at.name.split('.')[0] ?? '') ? facts : undefined;
  };
}

/** The value of an argument by place, or nothing when it is not there. */
export function argument(index: number, name: string): Read {
  return (at) => {
    const node = isCall(at) ? argumentsOf(at)[index] : undefined;
    return node ? { [name]: valueOf(node, at.file) } : undefined;
  };
}

/** Only when a string argument by place matches; it is kept under the name. */
export function stringArgument(index: number, pattern: RegExp, name: string): Read {
  return (at) => {
    const text = isCall(at) ? stringOf(argumentsOf(at)[index], at.file) : undefined;
    return text !== undefined && pattern.test(text) ? { [name]: text.toLowerCase() } : undefined;
  };
}

/** `set` when one of the options is given, `elsewhere` when options come from another place, `none` otherwise. */
export function given(names: readonly string[], fact: string, otherwise = 'none'): Read {
  return (at) => {
    if (!isCall(at)) return undefined;
    const { named, complete } = optionsOf(at);
    const has = names.some((name) => named.has(name));
    return { [fact]: has ? 'set' : complete ? otherwise : 'elsewhere' };
  };
}

/** All of the reads must find something; their facts are put together. */
export function both(...reads: readonly Read[]): Read {
  return (at) => {
    let facts: Found = {};
    for (const read of reads) {
      const found = read(at);
      if (!found) return undefined;
      facts = { ...facts, ...found };
    }
    return facts;
  };
}
