import { interpolate } from '../containers/interpolate.ts';
import { at, itemsOf, textOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import type { ComposeService } from './types.ts';

type Port = ComposeService['ports'][number];

/** `[host:]published:target[/protocol]` or the long form. */
export function readPorts(tree: Tree | undefined): Port[] {
  return itemsOf(tree).flatMap((item): Port[] => {
    const line = item.line;
    const written = textOf(item);
    if (written === undefined) {
      const target = textOf(at(item, 'target'));
      const published = textOf(at(item, 'published'));
      const hostIp = textOf(at(item, 'host_ip'));
      if (target === undefined) return [];
      return [{ line, target, ...(published ? { published } : {}), ...(hostIp ? { hostIp } : {}) }];
    }
    const parts = interpolate(written)
      .text.replace(/\/(tcp|udp)$/, '')
      .split(':');
    const target = parts.at(-1) ?? '';
    const published = parts.at(-2);
    const hostIp = parts.slice(0, -2).join(':');
    return [{ line, target, ...(published ? { published } : {}), ...(hostIp ? { hostIp } : {}) }];
  });
}
