import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Remix and React Router framework',
  counts: 'service',
  packages: {
    npm: [
      '@remix-run/node',
      '@remix-run/express',
      '@remix-run/serve',
      '@react-router/node',
      '@react-router/serve',
    ],
  },
});
