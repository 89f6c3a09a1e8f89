import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Drone and Woodpecker',
  counts: 'tooling',
  files: /^(\.drone\.ya?ml|\.woodpecker(\.ya?ml|\/[^/]+\.ya?ml))$/,
  filesAreFor: 'repository',
});
