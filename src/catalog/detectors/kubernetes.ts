import { defineDetector } from '../../kit/detector.ts';
import kubernetes from '../evidence/kubernetes.ts';
import { ownGroup } from '../kubernetes/own-group.ts';
import { byFolder } from '../technology-places.ts';

export default defineDetector({
  title: 'Kubernetes',
  needs: { kubernetes },
  detect({ kubernetes: { documents, charts } }) {
    const ours = documents.filter(
      ({ role, apiVersion }) => role !== 'test' && role !== 'example' && ownGroup.test(apiVersion),
    );
    return byFolder([
      ...ours.map(({ file, line, kind }) => ({ folder: '', where: { file, line, note: kind } })),
      ...charts
        .filter(({ role }) => role !== 'test' && role !== 'example')
        .map(({ file }) => ({ folder: '', where: { file, note: 'Helm chart' } })),
    ]);
  },
});
