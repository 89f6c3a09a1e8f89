import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Gin',
  counts: 'service',
  packages: { Go: ['github.com/gin-gonic/gin'] },
});
