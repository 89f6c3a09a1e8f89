import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.ts',
    "const app = Fastify({ logger: { level: 'info', redact: ['a'] }, genReqId });",
    [
      'Fastify configure logger=<code> logger.level=info logger.redact=<list of 1> genReqId=<code> format=json',
    ],
  ],
  ['a.ts', 'const app = fastify({ logger: false });', []],
  [
    'a.ts',
    "const log = pino({ level: 'info' });\nconst dev = pino({ transport: { target: 'pino-pretty' } });",
    ['pino configure level=info format=code', 'pino configure transport.target=pino-pretty format=text'],
  ],
  [
    'a.ts',
    "import { LoggerModule } from 'nestjs-pino';\n@Module({ imports: [LoggerModule.forRoot()] })\nclass A {}",
    ['nestjs-pino configure format=json'],
  ],
  [
    'a.js',
    "const winston = require('winston');\nwinston.createLogger({ format: winston.format.json() });\nbunyan.createLogger({ name: 'a' });\napp.use(morgan('combined'));",
    ['winston configure format=json', 'bunyan configure format=json', 'morgan configure format=text'],
  ],
  [
    'a.js',
    'console.log(1);\nconsole.error(2);\napp.use(expressRequestId());',
    ['console print', 'request id request id'],
  ],
  [
    'a.py',
    'structlog.configure(processors=[structlog.processors.JSONRenderer()])\nprint("x")\nprint("y")',
    ['structlog configure format=json', 'print print'],
  ],
  [
    'a.py',
    'logging.basicConfig(level=1)\napp.add_middleware(CorrelationIdMiddleware)',
    ['logging configure format=text', 'request id request id'],
  ],
  ['a.py', 'from loguru import logger\nlogger.add(sink, serialize=True)', ['loguru configure format=json']],
  [
    'settings.py',
    'LOGGING = {"formatters": {"json": {"class": "pythonjsonlogger.jsonlogger.JsonFormatter"}}}',
    ['Django configure setting=LOGGING format=json'],
  ],
  [
    'a.go',
    'package a\nfunc f() { zap.NewProduction(); zap.NewDevelopment(); slog.NewJSONHandler(w, nil); log.SetFormatter(&logrus.JSONFormatter{}); zerolog.New(w); log.Println("x"); r.Use(middleware.RequestID) ; middleware.RequestID() }',
    [
      'zap configure format=json',
      'zap configure format=text',
      'slog configure format=json',
      'logrus configure format=json',
      'zerolog configure format=json',
      'log print',
      'request id request id',
    ],
  ],
  [
    'A.java',
    'class A { void f() { System.out.println("x"); MDC.put("requestId", id); } }',
    ['System.out print', 'MDC request id'],
  ],
  [
    'config/environments/production.rb',
    'config.log_tags = [:request_id]\nconfig.lograge.formatter = Lograge::Formatters::Json.new\nRails.application.config.filter_parameters += [:password]\nRails.application.config.filter_parameters = [:token]',
    [
      'Rails request id setting=config.log_tags value=<list of 1>',
      'Rails configure setting=config.lograge.formatter format=json',
      'Rails hide setting=Rails.application.config.filter_parameters',
    ],
  ],
  ['app/models/a.rb', 'puts "x"', ['puts print']],
  [
    'config/logging.php',
    "<?php return ['channels' => ['stderr' => ['formatter' => JsonFormatter::class]]];\nerror_log('x');",
    ['PHP print', 'Laravel configure setting=logging.channels.stderr.formatter format=json'],
  ],
];

export default samples;
