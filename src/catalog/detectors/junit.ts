import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'JUnit',
  counts: 'tooling',
  packages: {
    Maven: [
      'junit:junit',
      'org.junit.jupiter:*',
      'org.junit:*',
      'org.springframework.boot:spring-boot-starter-test',
      'org.junit.platform:*',
    ],
  },
});
