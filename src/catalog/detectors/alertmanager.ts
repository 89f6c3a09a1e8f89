import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Alertmanager',
  counts: 'service',
  images: ['prom/alertmanager', 'bitnami/alertmanager'],
  files: /(^|\/)alertmanager([\w.-]*)\.ya?ml$/,
  filesAreFor: 'repository',
});
