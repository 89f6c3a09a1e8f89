import type { Where } from '../kit/where.ts';
import { folderOf } from './aside.ts';
import { appFolder, matches, type Seen } from './technology-places.ts';

/** Places where compose, Kubernetes or the last stage of a Dockerfile runs one of these images. */
export function imagesIn(seen: Seen, patterns: readonly string[]): { folder: string; where: Where }[] {
  const wanted = (image: string) => patterns.some((pattern) => matches(pattern, plainName(image)));
  const found: { file: string; line: number; note: string }[] = [];
  for (const { file, role, services } of seen.compose.files) {
    if (role === 'test' || role === 'example') continue;
    for (const { name, image } of services) {
      if (image && wanted(image.name))
        found.push({ file, line: image.line, note: `image ${image.text} of ${name}` });
    }
  }
  for (const { file, line, role, containers } of seen.kubernetes.workloads) {
    if (role === 'test' || role === 'example') continue;
    for (const container of containers) {
      if (container.image !== undefined && wanted(container.image))
        found.push({ file, line: container.line || line, note: `image ${container.image}` });
    }
  }
  for (const { file, role, stages } of seen.dockerfiles.files) {
    const last = stages.at(-1);
    if (role === 'test' || role === 'example' || last?.base !== 'image' || !wanted(last.image)) continue;
    found.push({ file, line: last.line, note: `base image ${last.image}` });
  }
  return found.map(({ file, line, note }) => ({
    folder: appFolder(seen, folderOf(file)),
    where: { file, line, note },
  }));
}

/** Without registry, `library/`, tag and digest: `docker.io/library/postgres:16` is `postgres`. */
export function plainName(image: string): string {
  const [name = ''] = image.split('@');
  const parts = name.split('/');
  const first = parts[0] ?? '';
  const registry = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost');
  const path = (registry ? parts.slice(1) : parts).join('/').replace(/^library\//, '');
  return path.replace(/:[^/:]*$/, '');
}
