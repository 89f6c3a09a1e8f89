import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Solid Queue, GoodJob and Delayed Job',
  counts: 'service',
  packages: {
    RubyGems: ['solid_queue', 'good_job', 'delayed_job', 'delayed_job_active_record', 'que', 'resque'],
  },
});
