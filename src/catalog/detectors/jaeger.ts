import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Jaeger, Tempo and Zipkin',
  counts: 'service',
  images: ['jaegertracing/*', 'grafana/tempo', 'openzipkin/zipkin'],
});
