import { defineDetector } from '../../kit/detector.ts';
import { folderOf } from '../aside.ts';
import compose from '../evidence/compose.ts';
import manifests from '../evidence/manifests.ts';
import { appFolder, byFolder } from '../technology-places.ts';

export default defineDetector({
  title: 'Docker Compose',
  needs: { compose, manifests },
  detect: (seen) =>
    byFolder(
      seen.compose.files
        .filter(({ role }) => role !== 'test' && role !== 'example')
        .map(({ file, role }) => ({
          folder: appFolder(seen, folderOf(file)),
          where: { file, note: role === 'development' ? 'for development' : 'compose file' },
        })),
    ),
});
