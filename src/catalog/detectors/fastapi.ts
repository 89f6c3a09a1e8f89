import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'FastAPI',
  counts: 'service',
  packages: { PyPI: ['fastapi'] },
});
