import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Renovate',
  counts: 'tooling',
  files: /^(\.github\/|\.gitlab\/)?(renovate\.json5?|\.renovaterc(\.json5?)?)$/,
  filesAreFor: 'repository',
});
