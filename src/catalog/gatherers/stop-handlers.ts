import stopHandlers from '../evidence/stop-handlers.ts';
import {
  call,
  defineSetUpGatherer,
  go,
  java,
  javascript,
  php,
  python,
  ruby,
  setting,
  type SetUpSearch,
} from '../source/gather-set-ups.ts';
import { firstIs, someArgument, stringArgument } from '../source/reads.ts';

export const search: SetUpSearch = {
  mentions:
    /SIG(TERM|INT)|enableShutdownHooks|[tT]erminus|close-with-grace|lightship|http-terminator|shutdown|Shutdown|graceful|add_signal_handler|lifespan|atexit|PreDestroy|Interrupt|at_exit|trap\b/,
  rules: [
    call(javascript, 'Node.js', 'handle signal', /^process\.(on|once|addListener)$/, {
      read: stringArgument(0, /^SIG(TERM|INT|HUP|QUIT)$/, 'signal'),
    }),
    call(javascript, 'NestJS', 'handle signal', /\.enableShutdownHooks$/),
    call(
      javascript,
      'helper',
      'handle signal',
      /^(createTerminus|createLightship|closeWithGrace|gracefulShutdown|GracefulShutdown|createHttpTerminator|stoppable)$/,
    ),
    call(
      javascript,
      'server',
      'close server',
      /^(.*\.)?(server|app|fastify|httpServer|\w*[sS]erver)\.close$/,
    ),
    call(python, 'signal', 'handle signal', /^signal\.signal$|\.add_signal_handler$/, {
      read: someArgument(/SIG(TERM|INT)/),
    }),
    call(python, 'FastAPI', 'on shutdown', /\.(on_event|add_event_handler)$/, {
      read: stringArgument(0, /^shutdown$/, 'event'),
    }),
    call(python, 'FastAPI', 'on shutdown', /^(FastAPI|Starlette)$/, { read: someLifespan }),
    call(python, 'atexit', 'on shutdown', /^atexit\.register$/),
    setting(python, 'Gunicorn', 'configure', /^(graceful_timeout|timeout)$/, {
      path: /gunicorn[\w.-]*\.py$/,
    }),
    call(go, 'os/signal', 'handle signal', /^signal\.(Notify|NotifyContext)$/, {
      read: someArgument(/SIGTERM|SIGINT|os\.Interrupt/),
    }),
    call(go, 'net/http', 'close server', /\.(Shutdown|GracefulStop)$/),
    call(java, 'JVM', 'handle signal', /\.addShutdownHook$/),
    call(java, 'Spring', 'on shutdown', /^@PreDestroy$/),
    call(ruby, 'Ruby', 'handle signal', /^(Signal\.)?trap$/, { read: firstIs(/TERM|INT|QUIT/) }),
    call(
      ruby,
      'Ruby',
      'on shutdown',
      /^(at_exit|on_worker_shutdown|worker_shutdown_timeout|before_worker_shutdown)$/,
    ),
    call(php, 'pcntl', 'handle signal', /^pcntl_signal$/, { read: someArgument(/SIG(TERM|INT)/) }),
  ],
  springProperties: [
    {
      does: 'handle signal',
      name: /^server\.shutdown$/,
      read: (value) => (value === 'graceful' ? {} : undefined),
    },
  ],
};

export default defineSetUpGatherer(stopHandlers, search);

function someLifespan(at: Parameters<ReturnType<typeof someArgument>>[0]) {
  return /lifespan\s*=/.test(at.file.text) ? {} : undefined;
}
