import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'chi',
  counts: 'service',
  packages: { Go: ['github.com/go-chi/chi*'] },
});
