import { deployRoleOf } from '../deploy-role.ts';
import { at, entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import type { TextKind } from './classify.ts';
import type { Wiring } from './loaded.ts';
import type { ConfigText, Monitoring } from './types.ts';

type Shipping = Monitoring['logShipping'];

/** Programs that carry log lines away, and to which hosts. */
export function readShipper(kind: TextKind, root: Tree, text: ConfigText, wiring: Wiring): Shipping {
  const base = { file: text.file, role: deployRoleOf(text.file), loaded: wiring.loadedOf('logs', text.id) };
  if (kind === 'promtail') {
    const clients = itemsOf(at(root, 'clients')).flatMap((client) => hostOf(textOf(at(client, 'url'))));
    return [{ ...base, line: text.offset + 1, kind: 'promtail', to: clients }];
  }
  if (kind === 'otel-collector') {
    const logs = [...entriesOf(at(root, 'service', 'pipelines'))].find(([name]) => /^logs(\/|$)/.test(name));
    if (!logs) return [];
    const to = itemsOf(at(logs[1].value, 'exporters')).flatMap((exporter) => textOf(exporter) ?? []);
    const real = to.filter((name) => !/^(debug|logging|nop)(\/|$)/.test(name));
    return real.length === 0
      ? []
      : [{ ...base, line: logs[1].line + text.offset, kind: 'otel-collector', to: real }];
  }
  if (kind !== 'log-shipper') return [];
  const name =
    /(fluent-bit|fluent|vector)\.\w+$/.exec(text.id)?.[1] ??
    (text.id.endsWith('.alloy') ? 'alloy' : undefined);
  const ships =
    name === 'alloy' ? /loki\.write/.test(text.text) : /\[OUTPUT\]|<match|\[sinks\.|^sinks:/m.test(text.text);
  return name === undefined || !ships ? [] : [{ ...base, line: 1, kind: name, to: [] }];
}

function hostOf(url: string | undefined): string[] {
  const host = /^https?:\/\/(?:[^@/]*@)?([^:/]+)/.exec(url ?? '')?.[1];
  return host === undefined ? [] : [host];
}
