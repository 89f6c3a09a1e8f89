import { defineGatherer } from '../../kit/gatherer.ts';
import manifests from '../evidence/manifests.ts';
import metricNames from '../evidence/metric-names.ts';
import { registrationOf } from '../metrics-registered.ts';
import { callsIn } from '../source/calls.ts';
import { everyLanguage } from '../source/gather-set-ups.ts';
import { describeLook } from '../source/look.ts';

const mentions =
  /prom-client|nestjs-prometheus|prometheus_client|client_golang|io\.micrometer|io\.prometheus|Prometheus::Client|[Yy]abeda|PrometheusExporter|Prometheus\\|opentelemetry|collectDefaultMetrics/;

/** Names in code that bring metrics of their own. */
const automaticCalls: readonly { readonly called: RegExp; readonly library: string }[] = [
  { called: /^collectDefaultMetrics$/, library: 'prom-client default metrics' },
  { called: /^(promBundle|expressPromBundle)$/, library: 'express-prom-bundle' },
  {
    called:
      /^create(Counter|Histogram|UpDownCounter|Observable\w+)$|^create_(counter|histogram|up_down_counter|observable_\w+)$/,
    library: 'OpenTelemetry',
  },
  { called: /^Instrumentator$/, library: 'prometheus-fastapi-instrumentator' },
  {
    called: /^(PrometheusMetrics|PrometheusMiddleware|make_asgi_app|make_wsgi_app|start_http_server)$/,
    library: 'prometheus_client collectors',
  },
  {
    called: /^(Handler|HandlerFor|InstrumentMetricHandler|NewGoCollector|NewProcessCollector)$/,
    library: 'client_golang collectors',
  },
  { called: /^(NewDesc|BuildFQName)$/, library: 'metrics of a collector' },
];

/** Dependencies that register metrics without a line of code. */
const automaticPackages =
  /(^|[/:])(micrometer-registry-prometheus|fastify-metrics|express-prom-bundle|express-prometheus-middleware|swagger-stats|prometheus-api-metrics|@willsoto\/nestjs-prometheus|prometheus-fastapi-instrumentator|django-prometheus|starlette-exporter|prometheus-flask-exporter|prometheus_exporter|yabeda-prometheus|yabeda-rails|prometheus-net(\.AspNetCore)?|axum-prometheus|metrics-exporter-prometheus|opentelemetry-exporter-prometheus|@opentelemetry\/exporter-prometheus|ginmetrics|go-gin-prometheus|echo-prometheus|echo-contrib|laravel-prometheus|laravel-prometheus-exporter)$/;

export default defineGatherer({
  brings: metricNames,
  uses: ['repo', 'source'],
  needs: { seen: manifests },
  limitMs: 60_000,
  async gather({ given: { seen }, drivers: { repo, source }, signal }) {
    const metrics: {
      name: string;
      kind: 'counter' | 'gauge' | 'histogram' | 'summary' | 'unknown';
      file: string;
      line: number;
    }[] = [];
    const computed: { file: string; line: number; note: string }[] = [];
    const automatic: { file: string; line: number; library: string }[] = [];
    // Asked for before the other is awaited, so that both share one pass over the files.
    const textfiles = source.scan({ languages: ['bash'], mentions: /\.prom\b/, signal }, ({ path, text }) => {
      metrics.push(...textfileMetrics(path, text));
    });
    const report = await source.scan({ languages: everyLanguage, mentions, signal }, (file) => {
      for (const call of callsIn(file)) {
        const place = { file: file.path, line: call.line };
        const library = automaticCalls.find(({ called }) => called.test(call.last))?.library;
        if (library !== undefined) automatic.push({ ...place, library });
        const found = registrationOf(call);
        if (found?.name !== undefined) metrics.push({ ...place, name: found.name, kind: found.kind });
        else if (found)
          computed.push({ ...place, note: `the name of a ${found.kind} is put together at run time` });
      }
    });
    await textfiles;
    for (const { file, aside, dependencies } of seen.manifests) {
      for (const { name, scope, line } of aside ? [] : dependencies) {
        if (scope === 'runtime' && automaticPackages.test(name))
          automatic.push({ file, line, library: name });
      }
    }
    const { files, skipped, notUnderstood } = await describeLook(repo, report);
    return {
      metrics,
      computed,
      automatic,
      notUnderstood: notUnderstood.map(({ language }) => language),
      files,
      skipped,
    };
  },
});

/** A script writes `name value` into a .prom file, which node-exporter shows. */
function textfileMetrics(file: string, text: string) {
  return text.split('\n').flatMap((content, index) => {
    const name = /\b(?:echo|printf)\s+["']?([a-z]{2,40}_[a-z0-9_:]{2,100})(?:\{[^}]{0,200}\})?\s/.exec(
      content.slice(0, 600),
    )?.[1];
    return name === undefined ? [] : [{ file, line: index + 1, name, kind: 'unknown' as const }];
  });
}
