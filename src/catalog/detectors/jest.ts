import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Jest',
  counts: 'tooling',
  packages: { npm: ['jest', 'ts-jest', '@jest/core'] },
  files: /(^|\/)jest\.config\.([cm]?[jt]s|json)$/,
});
