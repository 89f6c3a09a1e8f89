import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Spring',
  counts: 'service',
  packages: {
    Maven: [
      'org.springframework.boot:spring-boot-starter*',
      'org.springframework:spring-web*',
      'org.springframework:spring-context',
      'org.springframework.boot',
    ],
  },
});
