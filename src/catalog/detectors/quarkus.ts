import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Quarkus',
  counts: 'service',
  packages: { Maven: ['io.quarkus:*', 'io.quarkus.platform:*', 'io.quarkus'] },
});
