import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.ts',
    "import { collectDefaultMetrics, Histogram, register } from 'prom-client';\ncollectDefaultMetrics();\nnew Histogram({ name: 'http_seconds' });\nawait register.metrics();",
    ['prom-client resource metrics', 'prom-client measure name=http_seconds', 'prom-client expose'],
  ],
  ['a.js', "const bundle = require('express-prom-bundle');\napp.use(bundle({}));", ['middleware expose']],
  [
    'a.ts',
    "import metrics from 'fastify-metrics';\napp.register(metrics, {});\n@Module({ imports: [PrometheusModule.register()] })\nclass A {}",
    ['fastify-metrics expose', 'NestJS expose'],
  ],
  [
    'a.py',
    'from prometheus_client import Counter, make_asgi_app\nc = Counter("a", "b")\nm = make_asgi_app()\nInstrumentator().instrument(app).expose(app)\nPrometheusMetrics(app)',
    [
      'prometheus_client measure',
      'prometheus_client expose',
      'instrumentator expose',
      'instrumentator expose',
      'prometheus_flask_exporter expose',
    ],
  ],
  ['urls.py', 'urlpatterns = [path("", include("django_prometheus.urls"))]', ['django-prometheus expose']],
  [
    'a.go',
    'package a\nfunc f() { http.Handle("/metrics", promhttp.Handler()); prometheus.NewCounterVec(o, l); e.Use(echoprometheus.NewMiddleware("a")) }',
    ['promhttp expose', 'client_golang measure', 'middleware expose'],
  ],
  [
    'A.java',
    'import io.micrometer.core.instrument.Counter;\nclass A { void f() { Counter.builder("a").register(r); } }',
    ['Micrometer measure'],
  ],
  [
    'a.rb',
    'use Prometheus::Middleware::Exporter\nYabeda.configure do\nend',
    ['prometheus expose', 'prometheus measure'],
  ],
  [
    'a.php',
    '<?php use Prometheus\\CollectorRegistry; $r = CollectorRegistry::getDefault();',
    ['promphp measure'],
  ],
];

export default samples;
