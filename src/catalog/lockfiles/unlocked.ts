import type { Lockfile } from '../evidence/lockfiles.ts';
import type { Manifest } from '../evidence/manifests.ts';

/** Manifests of ours that ask for packages, with no lock file of their ecosystem in their folder or above it. */
export function unlockedManifests(
  manifests: readonly Manifest[],
  lockfiles: readonly Lockfile[],
): Manifest[] {
  return manifests.filter((manifest) => {
    if (manifest.aside || !asksForPackages(manifest)) return false;
    if (manifests.some((other) => other !== manifest && pinsAll(other, manifest))) return false;
    return !lockfiles.some(
      (lock) => !lock.aside && lock.ecosystem === manifest.ecosystem && covers(lock, manifest),
    );
  });
}

function asksForPackages({ dependencies }: Manifest): boolean {
  return dependencies.some(
    ({ local, scope, group }) =>
      !local &&
      (scope === 'runtime' || scope === 'optional') &&
      group !== 'sdk' &&
      group !== 'central' &&
      group !== 'parent',
  );
}

/** base_requirements.txt names what is wanted, requirements.txt beside it pins every one of them. */
function pinsAll(other: Manifest, manifest: Manifest): boolean {
  if (other.ecosystem !== 'PyPI' || other.folder !== manifest.folder || !other.file.endsWith('.txt'))
    return false;
  const pinned = new Map(other.dependencies.map(({ name, range }) => [name, /^={2,3}/.test(range ?? '')]));
  return manifest.dependencies.every(({ name, scope }) => scope !== 'runtime' || pinned.get(name) === true);
}

function covers(lock: Lockfile, manifest: Manifest): boolean {
  if (lock.file === manifest.file) return true;
  // A compiled requirements file locks its own folder, not the project around it.
  if (lock.tool === 'pip')
    return lock.folder === manifest.folder && lock.agreement.manifests.includes(manifest.file);
  if (lock.agreement.manifests.length > 0)
    return lock.agreement.manifests.includes(manifest.file) || isAbove(lock, manifest);
  return isAbove(lock, manifest);
}

function isAbove({ folder }: Lockfile, manifest: Manifest): boolean {
  return folder === '' || folder === manifest.folder || manifest.folder.startsWith(`${folder}/`);
}
