import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Hangfire and Quartz.NET',
  counts: 'service',
  packages: { NuGet: ['Hangfire', 'Hangfire.*', 'Quartz', 'Quartz.*'] },
});
