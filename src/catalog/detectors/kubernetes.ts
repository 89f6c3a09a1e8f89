import { defineDetector } from '../../kit/detector.ts';
import kubernetes from '../evidence/kubernetes.ts';
import { byFolder } from '../technology-places.ts';

/** Groups of Kubernetes itself. Other programs borrow its form for files of their own. */
const ownGroup =
  /^(v1|apps\/v\w+|batch\/v\w+|autoscaling\/v\w+|policy\/v\w+|extensions\/v\w+|[\w.-]+\.k8s\.io\/v\w+)$/;

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
