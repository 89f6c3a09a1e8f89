import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Vercel',
  counts: 'service',
  files: /(^|\/)(vercel|now)\.json$/,
});
