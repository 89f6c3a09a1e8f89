import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'BullMQ',
  counts: 'service',
  packages: { npm: ['bullmq', 'bull', '@nestjs/bullmq', '@nestjs/bull'] },
});
