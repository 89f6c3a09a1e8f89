import { defineGatherer } from '../../kit/gatherer.ts';
import type { Trait } from '../../kit/where.ts';
import frozenInstalls from '../evidence/frozen-installs.ts';
import lockState from '../evidence/lock-state.ts';
import lockfiles from '../evidence/lockfiles.ts';
import manifests, { type Manifest } from '../evidence/manifests.ts';
import { unlockedManifests } from '../lockfiles/unlocked.ts';

export default defineGatherer({
  brings: lockState,
  uses: [],
  needs: { seen: manifests, locks: lockfiles },
  wants: { run: frozenInstalls },
  limitMs: 5_000,
  gather({ given: { seen, locks, run }, traits }) {
    const ours = seen.manifests.filter((manifest) => !manifest.aside);
    const foreign = seen.foreign
      .filter((one) => !one.aside)
      .map(({ file }) => ({ file, because: 'its ecosystem is not understood' }));
    return Promise.resolve({
      locks: locks.lockfiles
        .filter((lock) => !lock.aside)
        .map(({ file, folder, ecosystem, tool, tracked, packages, agreement }) => ({
          file,
          folder,
          ecosystem,
          tool,
          tracked,
          packages: packages.length,
          state: agreement.state,
          ...(agreement.because === undefined ? {} : { because: agreement.because }),
          differences: agreement.differences,
        })),
      unlocked: unlockedManifests(ours, locks.lockfiles).map((manifest) => ({
        manifest: manifest.file,
        ecosystem: manifest.ecosystem,
        line: manifest.dependencies.find((one) => one.scope === 'runtime')?.line ?? 1,
        serves: isDeployed(manifest, traits),
        exact: isExact(manifest),
      })),
      manifests: ours.length,
      unread: [...[...seen.skipped, ...locks.skipped].filter((one) => !one.aside), ...foreign].map(
        ({ file, because }) => ({ file, because }),
      ),
      ...run,
    });
  },
});

function isDeployed({ folder, private: hidden, offers }: Manifest, traits: readonly Trait[]): boolean {
  const services = traits.filter((trait) => trait.name === 'service' || trait.name === 'frontend');
  if (services.some((trait) => trait.folder === folder)) return true;
  return hidden === true && offers.includes('application');
}

function isExact({ dependencies }: Manifest): boolean {
  return dependencies.every(
    ({ range, scope, local }) => local || scope === 'development' || /^={2,3}\s*[\w.!+-]+$/.test(range ?? ''),
  );
}
