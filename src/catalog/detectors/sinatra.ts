import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Sinatra',
  counts: 'service',
  packages: { RubyGems: ['sinatra'] },
});
