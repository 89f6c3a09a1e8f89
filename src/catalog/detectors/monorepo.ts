import { defineDetector } from '../../kit/detector.ts';
import files from '../evidence/files.ts';
import manifests from '../evidence/manifests.ts';
import { configurationFiles } from '../technology-places.ts';

const workspaceFile =
  /^(pnpm-workspace\.ya?ml|lerna\.json|nx\.json|turbo\.json|rush\.json|go\.work|settings\.gradle(\.kts)?)$/;

/** Several programs or packages in one repository: two or more folders below the root with a manifest of ours. */
export default defineDetector({
  title: 'Monorepo',
  needs: { files, manifests },
  detect(seen) {
    const ours = seen.manifests.manifests.filter((manifest) => !manifest.aside && manifest.folder !== '');
    const folders = new Set(ours.map((manifest) => manifest.folder));
    if (folders.size < 2) return [];
    const declared = seen.manifests.manifests
      .filter((manifest) => manifest.folder === '' && manifest.workspaces.length > 0)
      .map(({ file }) => ({ file, note: 'declares workspaces' }));
    const tools = configurationFiles(seen)
      .filter((path) => workspaceFile.test(path))
      .map((file) => ({ file }));
    const members = ours.slice(0, 3).map(({ file }) => ({ file }));
    return [{ folder: '', where: [...declared, ...tools, ...members].slice(0, 5) }];
  },
});
