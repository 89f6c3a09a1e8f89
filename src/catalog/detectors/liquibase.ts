import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Liquibase',
  counts: 'tooling',
  packages: { Maven: ['org.liquibase:*', 'org.liquibase.gradle'] },
  images: ['liquibase/liquibase'],
});
