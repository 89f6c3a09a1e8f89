import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Ktor',
  counts: 'service',
  packages: { Maven: ['io.ktor:ktor-server*', 'io.ktor.plugin'] },
});
