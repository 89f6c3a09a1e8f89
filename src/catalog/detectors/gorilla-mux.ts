import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'gorilla/mux',
  counts: 'service',
  packages: { Go: ['github.com/gorilla/mux'] },
});
