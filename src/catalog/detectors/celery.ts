import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Celery',
  counts: 'service',
  packages: { PyPI: ['celery', 'django-celery-beat', 'django-celery-results'] },
});
