import { defineDetector } from '../../kit/detector.ts';
import { folderOf } from '../aside.ts';
import dockerfiles from '../evidence/dockerfiles.ts';
import manifests from '../evidence/manifests.ts';
import { appFolder, byFolder } from '../technology-places.ts';

export default defineDetector({
  title: 'Docker image',
  needs: { dockerfiles, manifests },
  detect: (seen) =>
    byFolder(
      seen.dockerfiles.files
        .filter(({ role }) => role === 'service')
        .map(({ file }) => ({ folder: appFolder(seen, folderOf(file)), where: { file } })),
    ),
});
