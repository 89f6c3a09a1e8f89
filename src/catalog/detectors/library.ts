import { defineDetector } from '../../kit/detector.ts';
import type { Manifest } from '../evidence/manifests.ts';
import { byFolder, technologyNeeds } from '../technology-places.ts';
import service from './service.ts';

export default defineDetector({
  title: 'Library for other programs',
  needs: technologyNeeds,
  detect(seen) {
    const services = new Set(service.detect(seen).map(({ folder }) => folder));
    return byFolder(
      seen.manifests.manifests
        .filter((manifest) => !manifest.aside && !services.has(manifest.folder) && isPublished(manifest))
        .map(({ file, folder }) => ({ folder, where: { file, note: 'published for others' } })),
    );
  },
});

function isPublished({ ecosystem, file, folder, private: hidden, name, version, offers }: Manifest): boolean {
  if (hidden === true || name === undefined || !offers.includes('library')) return false;
  if (file.endsWith('.gemspec')) return true;
  if (offers.length > 1) return false;
  if (ecosystem === 'npm') return version !== undefined;
  // A crate inside a workspace is mostly a part of the program.
  return ecosystem === 'Packagist' || (ecosystem === 'crates.io' && folder === '');
}
