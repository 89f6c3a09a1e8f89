import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Echo',
  counts: 'service',
  packages: { Go: ['github.com/labstack/echo*'] },
});
