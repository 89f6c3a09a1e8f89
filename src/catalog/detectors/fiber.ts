import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Fiber',
  counts: 'service',
  packages: { Go: ['github.com/gofiber/fiber*'] },
});
