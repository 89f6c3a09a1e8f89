import picomatch from 'picomatch';
import { posix } from 'node:path';
import type { ContainerView, Layer } from './container-view.ts';
import type { ConfigText } from './types.ts';

export type Found =
  | { readonly state: 'yes'; readonly text: ConfigText; readonly layer: Layer }
  /** `absent`: the path is covered by files of this repository and is not among them. */
  | { readonly state: 'absent'; readonly layer: Layer }
  | { readonly state: 'unknown' };

/** Which text a path inside a container is. */
export function fileAt(view: ContainerView, path: string, texts: readonly ConfigText[]): Found {
  const layer = covering(view, path);
  if (!layer?.source) return { state: 'unknown' };
  const rest = posix.relative(clean(layer.target), clean(path));
  const text = texts.find((one) => one.id === idUnder(layer, rest) || isMapEntry(layer, rest, one));
  return text ? { state: 'yes', text, layer } : { state: 'absent', layer };
}

/** The texts that a glob inside a container matches; `known` is false when some of that folder comes from elsewhere. */
export function filesMatching(view: ContainerView, glob: string, texts: readonly ConfigText[]) {
  const matches = picomatch(clean(glob), { dot: true });
  const found = texts.filter((text) => pathsOf(view, text).some((path) => matches(path)));
  const folder = clean(glob)
    .split('/')
    .filter((part, index, all) => index < all.length - 1 && !/[*?[{]/.test(part))
    .join('/');
  const layer = covering(view, folder === '' ? '/' : folder);
  const elsewhere = view.layers.some(
    (one) => !one.source && clean(one.target).startsWith(folder === '' ? '/' : folder),
  );
  return { found, known: layer?.source !== undefined && !elsewhere };
}

/** Every path under which a container sees a text. */
function pathsOf(view: ContainerView, text: ConfigText): string[] {
  return view.layers.flatMap((layer) => {
    if (!layer.source) return [];
    const target = clean(layer.target);
    if ('map' in layer.source) {
      const key = mapKey(layer.source.map, text);
      return key === undefined ? [] : [posix.join(target, key)];
    }
    const source = layer.source.path;
    if (text.id === source) return [target];
    if (source === '' || text.id.startsWith(`${source}/`)) {
      return [posix.join(target, source === '' ? text.id : text.id.slice(source.length + 1))];
    }
    return [];
  });
}

function covering(view: ContainerView, path: string): Layer | undefined {
  const wanted = clean(path);
  let best: Layer | undefined;
  for (const layer of view.layers) {
    const target = clean(layer.target);
    const covers = wanted === target || wanted.startsWith(target === '/' ? '/' : `${target}/`);
    if (covers && (best === undefined || target.length >= clean(best.target).length)) best = layer;
  }
  return best;
}

function idUnder(layer: Layer, rest: string): string | undefined {
  if (!layer.source || 'map' in layer.source) return undefined;
  return rest === '' ? layer.source.path : posix.join(layer.source.path, rest);
}

function isMapEntry(layer: Layer, rest: string, text: ConfigText): boolean {
  return layer.source !== undefined && 'map' in layer.source && mapKey(layer.source.map, text) === rest;
}

function mapKey(map: string, text: ConfigText): string | undefined {
  const mark = text.id.indexOf(`#${map}/`);
  return mark < 0 ? undefined : text.id.slice(mark + map.length + 2);
}

function clean(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 ? normal.replace(/\/$/, '') : normal;
}
