import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Hibernate',
  counts: 'service',
  packages: {
    Maven: [
      'org.hibernate:hibernate-core',
      'org.hibernate.orm:hibernate-core',
      'org.springframework.boot:spring-boot-starter-data-jpa',
      'io.quarkus:quarkus-hibernate*',
    ],
  },
});
