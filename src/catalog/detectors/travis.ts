import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Travis CI',
  counts: 'tooling',
  files: /^\.travis\.yml$/,
  filesAreFor: 'repository',
});
