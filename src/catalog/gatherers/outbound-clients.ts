import type { Call } from '../source/calls.ts';
import outboundClients from '../evidence/outbound-clients.ts';
import {
  call,
  defineSetUpGatherer,
  go,
  isCall,
  java,
  javascript,
  php,
  python,
  ruby,
  type SetUpSearch,
} from '../source/gather-set-ups.ts';
import { optionsOf } from '../source/options.ts';
import { both, given, importedFrom, says } from '../source/reads.ts';
import type { Setting } from '../source/settings.ts';

/** Code that runs in a browser waits with its user. */
const server =
  /^(?!.*(?:^|\/)(frontend|client|web|webapp|ui|dashboard|public|static|assets|components|pages|views|hooks|composables|stores?|app\/javascript)\/)/;
const js = javascript.filter((language) => language !== 'tsx');

/** `timeout`: set, none, default (the library has one), elsewhere. */
export const search: SetUpSearch = {
  mentions:
    /\bfetch\(|axios|\bgot\b|undici|superagent|opossum|cockatiel|p-retry|requests\.|httpx|aiohttp|urlopen|tenacity|pybreaker|backoff|http\.(Get|Post|Head|Client)|resty|retryablehttp|gobreaker|RestTemplate|WebClient|HttpClient|OkHttp|Retry|CircuitBreaker|Net::HTTP|Faraday|HTTParty|RestClient|Guzzle|Http::|curl_/,
  rules: [
    call(js, 'fetch', 'call', /^(globalThis\.)?fetch$/, {
      path: server,
      read: given(['signal', 'timeout'], 'timeout'),
    }),
    call(js, 'axios', 'call', /^axios(\.(get|post|put|patch|delete|request|head))?$/, {
      path: server,
      where: /['"]axios['"]/,
      read: given(['timeout', 'signal'], 'timeout'),
    }),
    call(js, 'axios', 'create', /^axios\.create$/, {
      path: server,
      keep: 'timeout',
      read: given(['timeout'], 'timeout'),
    }),
    call(js, 'got', 'call', /^got(\.\w+)?$/, {
      path: server,
      where: /['"]got['"]/,
      keep: 'retry.limit',
      read: given(['timeout', 'timeout.request'], 'timeout'),
    }),
    call(js, 'undici', 'create', /^(undici\.)?(Agent|Pool|Client|request)$/, {
      where: /['"]undici['"]/,
      keep: 'headersTimeout bodyTimeout connectTimeout',
      read: given(['headersTimeout', 'bodyTimeout', 'signal'], 'timeout', 'default'),
    }),
    call(js, 'retry', 'retry', /^[\w$]+$/, {
      where: /['"](p-retry|axios-retry|async-retry|retry|exponential-backoff)['"]/,
      keep: 'retries factor minTimeout maxTimeout randomize',
      read: importedFrom(/^(p-retry|axios-retry|async-retry|exponential-backoff)$/),
    }),
    call(js, 'breaker', 'break', /^(CircuitBreaker|circuitBreaker|cockatiel\.\w+)$/, {
      where: /['"](opossum|cockatiel|mollitia)['"]/,
      keep: 'timeout errorThresholdPercentage resetTimeout',
    }),
    call(python, 'requests', 'call', /^requests\.(get|post|put|patch|delete|head|request)$/, {
      read: given(['timeout'], 'timeout'),
    }),
    call(python, 'httpx', 'create', /^httpx\.(AsyncClient|Client|get|post|put|patch|delete|request)$/, {
      read: given(['timeout'], 'timeout', 'default'),
    }),
    call(python, 'aiohttp', 'create', /^(aiohttp\.)?ClientSession$/, {
      where: /aiohttp/,
      read: given(['timeout'], 'timeout', 'default'),
    }),
    call(python, 'urllib', 'call', /(^|\.)urlopen$/, { read: given(['timeout'], 'timeout') }),
    call(python, 'tenacity', 'retry', /^(tenacity\.)?retry$/, {
      where: /tenacity/,
      keep: 'stop wait reraise',
    }),
    call(python, 'backoff', 'retry', /^backoff\.on_(exception|predicate)$/, {
      keep: 'max_tries max_time jitter',
    }),
    call(python, 'pybreaker', 'break', /(^|\.)CircuitBreaker$/, { keep: 'fail_max reset_timeout' }),
    call(go, 'net/http', 'call', /^http\.(Get|Post|PostForm|Head)$/, { read: says({ timeout: 'none' }) }),
    call(go, 'net/http', 'create', /^http\.Client$/, {
      read: given(['Timeout'], 'timeout'),
    }),
    call(go, 'resty', 'create', /^resty\.New$/),
    call(go, 'retry', 'retry', /^(retryablehttp\.NewClient|retry\.Do|backoff\.Retry(Notify)?)$/),
    call(go, 'gobreaker', 'break', /^gobreaker\.NewCircuitBreaker(\[.*)?$/),
    call(java, 'RestTemplate', 'create', /^RestTemplate$/, { read: says({ timeout: 'elsewhere' }) }),
    call(
      java,
      'HTTP client',
      'configure',
      /\.?(setConnectTimeout|setReadTimeout|connectTimeout|readTimeout|responseTimeout|callTimeout)$/,
      { read: says({ timeout: 'set' }) },
    ),
    call(
      java,
      'HTTP client',
      'create',
      /^(WebClient\.(create|builder)|HttpClient\.(newHttpClient|newBuilder|create)|OkHttpClient(\.Builder)?|RestClient\.(create|builder))$/,
      { read: says({ timeout: 'elsewhere' }) },
    ),
    call(java, 'Resilience4j or Spring Retry', 'retry', /^@(Retry|Retryable)$/, { keep: 'name maxAttempts' }),
    call(java, 'Resilience4j', 'break', /^@(CircuitBreaker|TimeLimiter|Bulkhead)$/, { keep: 'name' }),
    call(ruby, 'Net::HTTP', 'call', /^Net::HTTP\.(get|get_response|post|post_form|start|new)$/, {
      read: given(['read_timeout', 'open_timeout'], 'timeout', 'default'),
    }),
    call(ruby, 'Faraday', 'create', /^Faraday\.new$/, {
      read: given(['request.timeout', 'request', 'timeout'], 'timeout'),
    }),
    call(
      ruby,
      'HTTParty or RestClient',
      'call',
      /^(HTTParty|RestClient|HTTP)(::Request)?\.(get|post|put|delete|execute)$/,
      { read: given(['timeout', 'read_timeout'], 'timeout') },
    ),
    call(php, 'Guzzle', 'create', /^(\\?GuzzleHttp\\)?Client$/, {
      where: /Guzzle/,
      keep: 'connect_timeout',
      read: given(['timeout'], 'timeout'),
    }),
    call(php, 'Laravel', 'call', /^Http::(.*->)?(get|post|put|patch|delete)$/, {
      read: both(laravelTimeout),
    }),
    call(php, 'Laravel', 'retry', /^Http::(.*->)?retry$/),
    call(php, 'curl', 'create', /^curl_init$/, {
      read: (at) => ({ timeout: /CURLOPT_(TIMEOUT|CONNECTTIMEOUT)/.test(at.file.text) ? 'set' : 'none' }),
    }),
  ],
};

export default defineSetUpGatherer(outboundClients, search);

/** Laravel gives every request 30 seconds unless told otherwise. */
function laravelTimeout(at: Call | Setting) {
  if (!isCall(at)) return undefined;
  const chained = /(timeout|connectTimeout)\(/.test(at.name);
  return { timeout: chained || optionsOf(at).named.has('timeout') ? 'set' : 'default' };
}
