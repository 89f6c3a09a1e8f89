import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'k6, Artillery, Locust and Gatling',
  counts: 'tooling',
  packages: {
    npm: ['artillery', 'autocannon', '@types/k6'],
    PyPI: ['locust'],
    Maven: ['io.gatling:*', 'io.gatling.highcharts:*', 'io.gatling.gradle'],
    NuGet: ['NBomber'],
  },
  images: ['grafana/k6', 'loadimpact/k6'],
  scripts: /\b(k6 run|artillery run|autocannon|locust)\b/,
});
