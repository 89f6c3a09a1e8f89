import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Temporal',
  counts: 'service',
  packages: {
    npm: ['@temporalio/worker', '@temporalio/client'],
    PyPI: ['temporalio'],
    Go: ['go.temporal.io/sdk'],
    Maven: ['io.temporal:temporal-sdk'],
  },
  images: ['temporalio/auto-setup', 'temporalio/server'],
});
