import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.ts',
    "process.on('SIGTERM', stop);\nprocess.on('exit', f);\nawait server.close();",
    ['Node.js handle signal signal=sigterm', 'server close server'],
  ],
  [
    'a.ts',
    'app.enableShutdownHooks();\ncreateTerminus(server, o);',
    ['NestJS handle signal', 'helper handle signal'],
  ],
  [
    'a.py',
    'signal.signal(signal.SIGTERM, stop)\nloop.add_signal_handler(signal.SIGINT, stop)\natexit.register(f)',
    ['signal handle signal', 'signal handle signal', 'atexit on shutdown'],
  ],
  ['a.py', '@app.on_event("shutdown")\ndef f(): ...', ['FastAPI on shutdown event=shutdown']],
  ['a.py', 'app = FastAPI(lifespan=lifespan)', ['FastAPI on shutdown']],
  ['gunicorn.conf.py', 'graceful_timeout = 30', ['Gunicorn configure setting=graceful_timeout value=30']],
  [
    'a.go',
    'package a\nfunc f() { signal.Notify(c, syscall.SIGTERM); srv.Shutdown(ctx) }',
    ['os/signal handle signal', 'net/http close server'],
  ],
  [
    'A.java',
    'class A { void f() { Runtime.getRuntime().addShutdownHook(t); } @PreDestroy void g() {} }',
    ['JVM handle signal', 'Spring on shutdown'],
  ],
  ['a.rb', "Signal.trap('TERM') { stop }\nat_exit { f }", ['Ruby handle signal', 'Ruby on shutdown']],
  ['a.php', '<?php pcntl_signal(SIGTERM, $f);', ['pcntl handle signal']],
];

export default samples;
