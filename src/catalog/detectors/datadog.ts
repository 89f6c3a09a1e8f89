import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Datadog and New Relic',
  counts: 'service',
  packages: {
    npm: ['dd-trace', 'newrelic'],
    PyPI: ['ddtrace', 'datadog', 'newrelic'],
    Go: ['gopkg.in/DataDog/dd-trace-go*', 'github.com/newrelic/go-agent*'],
    Maven: ['com.datadoghq:*', 'com.newrelic.agent.java:*'],
    RubyGems: ['datadog', 'ddtrace', 'newrelic_rpm'],
    NuGet: ['Datadog.Trace*', 'NewRelic.Agent*'],
  },
  images: ['datadog/agent', 'datadoghq/agent', 'newrelic/*'],
});
