import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Micronaut',
  counts: 'service',
  packages: { Maven: ['io.micronaut:*', 'io.micronaut.application'] },
});
