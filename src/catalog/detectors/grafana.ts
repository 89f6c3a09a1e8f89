import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Grafana',
  counts: 'service',
  images: ['grafana/grafana*', 'bitnami/grafana'],
  files: /(^|\/)(grafana\.ini|grafana\/(.+\/)?(dashboards?|provisioning|datasources?)\/[^/]+\.(json|ya?ml))$/,
  filesAreFor: 'repository',
});
