import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Dramatiq, RQ and arq',
  counts: 'service',
  packages: { PyPI: ['dramatiq', 'rq', 'django-rq', 'arq', 'huey'] },
});
