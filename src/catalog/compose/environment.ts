import { addressesIn } from '../containers/addresses.ts';
import { isDefaultPassword } from '../containers/default-password.ts';
import { interpolate } from '../containers/interpolate.ts';
import { entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import type { ComposeService } from './types.ts';

type Variable = ComposeService['environment'][number];

/** Names and facts of the variables; their values stay where they are. */
export function readEnvironment(tree: Tree | undefined): Variable[] {
  const listed = itemsOf(tree).flatMap((item) => {
    const text = textOf(item);
    if (text === undefined) return [];
    const sign = text.indexOf('=');
    return [
      sign < 0
        ? describe(text, item.line, undefined, false)
        : describe(text.slice(0, sign), item.line, text.slice(sign + 1), true),
    ];
  });
  const mapped = [...entriesOf(tree)].map(([name, { line, value }]) =>
    describe(name, line, textOf(value), value.kind === 'scalar' && value.value === ''),
  );
  return [...listed, ...mapped];
}

function describe(name: string, line: number, written: string | undefined, isSet: boolean): Variable {
  if (written === undefined || written === '') {
    return { name, line, value: isSet ? 'empty' : 'from-shell', defaultPassword: false, hosts: [] };
  }
  const { text, variables, defaults } = interpolate(written);
  const value = variables === 0 ? 'literal' : variables === defaults ? 'variable-with-default' : 'variable';
  return {
    name,
    line,
    value,
    defaultPassword: isDefaultPassword(name, text),
    hosts: addressesIn(text, name),
  };
}
