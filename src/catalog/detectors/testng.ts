import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'TestNG',
  counts: 'tooling',
  packages: { Maven: ['org.testng:testng'] },
});
