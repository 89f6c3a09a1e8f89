import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Husky, lefthook and simple-git-hooks',
  counts: 'tooling',
  packages: { npm: ['husky', 'lefthook', 'simple-git-hooks'], RubyGems: ['lefthook', 'overcommit'] },
  files: /(^|\/)(\.husky\/(pre-commit|pre-push|commit-msg)|\.?lefthook\.ya?ml|\.overcommit\.yml)$/,
  filesAreFor: 'repository',
});
