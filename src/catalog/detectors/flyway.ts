import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Flyway',
  counts: 'tooling',
  packages: { Maven: ['org.flywaydb:*', 'org.flywaydb.flyway'], npm: ['node-flywaydb'] },
  images: ['flyway/flyway'],
});
