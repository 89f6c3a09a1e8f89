import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, baseName, folderOf } from '../aside.ts';
import ci from '../evidence/ci.ts';
import dockerfiles from '../evidence/dockerfiles.ts';
import manifests, { type Ecosystem, type Manifest } from '../evidence/manifests.ts';
import runtimes, { type RuntimePin } from '../evidence/runtimes.ts';
import { releaseLine } from '../release-line.ts';
import { ciRuntimes } from '../runtimes/ci-runtimes.ts';
import { runtimesOfImage } from '../runtimes/image-runtimes.ts';
import { readVersionFile, versionFile } from '../runtimes/version-files.ts';

type Place = Pick<RuntimePin, 'source' | 'stage' | 'file' | 'line'>;

/** A bare version in these manifests is the oldest that will do: the go directive, Java's source level. */
const lowerBound = new Set(['go', 'java', 'rust']);

export default defineGatherer({
  brings: runtimes,
  uses: ['repo'],
  needs: { seen: manifests, images: dockerfiles, pipelines: ci },
  limitMs: 15_000,
  async gather({ drivers: { repo }, given: { seen, images, pipelines } }) {
    const pins: RuntimePin[] = [];
    const skipped = images.skipped.map(({ file, because }) => ({ file, because }));
    for (const { path: file, kind } of await repo.list()) {
      if (kind !== 'file' || !versionFile.test(file)) continue;
      const read = await repo.read(file);
      if (!read.ok) skipped.push({ file, because: read.because });
      else {
        for (const { runtime, version, line } of readVersionFile(baseName(file), read.text))
          pins.push(pin(runtime, version, { source: 'version-file', file, line }));
      }
    }
    for (const { file, engines } of seen.manifests) {
      for (const { name, range, line } of engines) {
        const version =
          name === 'dotnet' ? frameworkVersion(range) : lowerBound.has(name) ? `>=${range}` : range;
        if (version === undefined || name === 'npm' || name === 'pnpm' || name === 'yarn') continue;
        pins.push({
          ...pin(name, version, { source: 'manifest', file, line }),
          form: formOfEngine(name, version),
        });
      }
    }
    for (const { file, role, stages } of images.files) {
      const aside = role === 'test' || role === 'example' || role === 'development';
      const final = baseOfLast(stages);
      for (const [index, { image, base, tag, line }] of stages.entries()) {
        if (base === 'stage' || base === 'scratch') continue;
        const stage = index === final ? 'final' : 'build';
        const full = tag === undefined || image.includes(`:${tag}`) ? image : `${image}:${tag}`;
        const found = base === 'unresolved' ? undefined : runtimesOfImage(full);
        // An image that is not known here stays as one pin, so that nobody takes its silence for support.
        for (const { runtime, version } of found ?? [{ runtime: 'image', version: full }])
          pins.push({ ...pin(runtime, version, { source: 'image', stage, file, line }), aside });
      }
    }
    for (const { runtime, version, file, line } of ciRuntimes(pipelines))
      pins.push(pin(runtime, version, { source: 'ci', file, line }));
    return { pins, needed: neededBy(seen.manifests), skipped };
  },
});

const runtimeByEcosystem: Partial<Readonly<Record<Ecosystem, string>>> = {
  npm: 'node',
  PyPI: 'python',
  Go: 'go',
  Maven: 'java',
  RubyGems: 'ruby',
  Packagist: 'php',
  NuGet: 'dotnet',
  Hex: 'elixir',
};

function neededBy(manifests: readonly Manifest[]): { runtime: string; file: string }[] {
  const needed = new Map<string, string>();
  for (const { ecosystem, file, aside, dependencies } of manifests) {
    const runtime = runtimeByEcosystem[ecosystem];
    const produces = dependencies.some(({ scope, group }) => scope === 'runtime' && group !== 'central');
    if (runtime !== undefined && !aside && produces && !needed.has(runtime)) needed.set(runtime, file);
  }
  return [...needed].map(([runtime, file]) => ({ runtime, file }));
}

function pin(runtime: string, version: string, place: Place): RuntimePin {
  return {
    runtime,
    version,
    form: formOf(runtime, version),
    ...place,
    folder: folderOf(place.file),
    aside: asideKind(place.file) !== undefined,
  };
}

/** The stage whose image runs in the end: the last one, or the one it is built upon. */
function baseOfLast(
  stages: readonly { readonly name?: string | undefined; image: string; base: string }[],
): number {
  let index = stages.length - 1;
  for (let steps = 0; steps < stages.length; steps += 1) {
    const stage = stages[index];
    if (stage?.base !== 'stage') return index;
    const named = stages.findIndex((one) => one.name?.toLowerCase() === stage.image.toLowerCase());
    if (named < 0) return index;
    index = named;
  }
  return index;
}

function formOf(runtime: string, version: string): RuntimePin['form'] {
  if (/^v?\d+(\.\d+)?\.x$/.test(version)) return formOf(runtime, version.replace(/\.x$/, ''));
  if (/[<>=^~*|,]|\bx\b|\s-\s/.test(version.replace(/^=+\s*/, ''))) return 'range';
  return releaseLine(runtime, version) === undefined ? 'moving' : 'release';
}

/** What a manifest asks for is mostly a lower bound: only exact Ruby versions and .NET targets pin. */
function formOfEngine(runtime: string, version: string): RuntimePin['form'] {
  if (runtime === 'ruby' || runtime === 'dotnet') return formOf(runtime, version);
  return 'range';
}

/** net8.0 and netcoreapp3.1; frameworks of other kinds are no runtime of a service. */
function frameworkVersion(framework: string): string | undefined {
  return /^net(?:coreapp)?(\d+\.\d+)(-\w+)?$/.exec(framework)?.[1];
}
