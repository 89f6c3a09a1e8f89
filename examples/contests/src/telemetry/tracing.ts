// Traces by OpenTelemetry, loaded only when OTEL_EXPORTER_OTLP_ENDPOINT is set.
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';

export interface Tracing {
  stop(): Promise<void>;
}

export async function addTracing(app: FastifyInstance, config: Config): Promise<Tracing> {
  if (config.otlpEndpoint === undefined) return { stop: async () => {} };
  const [
    { BatchSpanProcessor, NodeTracerProvider },
    { OTLPTraceExporter },
    { resourceFromAttributes },
    { FastifyOtelInstrumentation },
  ] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@fastify/otel'),
  ]);
  const exporter = new OTLPTraceExporter({
    url: `${config.otlpEndpoint.replace(/\/$/, '')}/v1/traces`,
    timeoutMillis: 5_000,
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'contests', 'service.version': config.commit }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  const instrumentation = new FastifyOtelInstrumentation();
  instrumentation.setTracerProvider(provider);
  await app.register(instrumentation.plugin());
  return { stop: () => provider.shutdown() };
}
