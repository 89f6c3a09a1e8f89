import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Heroku',
  counts: 'service',
  files: /(^|\/)(Procfile|heroku\.yml)$/,
});
