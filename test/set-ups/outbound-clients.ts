import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.ts',
    'await fetch(url, { signal: AbortSignal.timeout(5) });\nawait fetch(url, { method: "POST" });\nawait fetch(url, options);',
    ['fetch call timeout=set', 'fetch call timeout=none', 'fetch call timeout=elsewhere'],
  ],
  ['frontend/a.ts', 'await fetch(url);', []],
  [
    'a.js',
    "const axios = require('axios');\naxios.get(url, { timeout: 5 });\nconst c = axios.create({ baseURL });",
    ['axios call timeout=set', 'axios create timeout=none'],
  ],
  [
    'a.ts',
    "import got from 'got';\ngot.post(url, { timeout: { request: 5 }, retry: { limit: 2 } });",
    ['got call retry.limit=2 timeout=set'],
  ],
  [
    'a.ts',
    "import { Agent } from 'undici';\nnew Agent({ headersTimeout: 5 });",
    ['undici create headersTimeout=5 timeout=set'],
  ],
  ['a.ts', "import pRetry from 'p-retry';\npRetry(f, { retries: 3 });", ['retry retry retries=3']],
  [
    'a.ts',
    "import CircuitBreaker from 'opossum';\nnew CircuitBreaker(f, { timeout: 3 });",
    ['breaker break timeout=3'],
  ],
  [
    'a.py',
    'requests.get(url, timeout=3)\nrequests.post(url)\nhttpx.AsyncClient(timeout=5)\nhttpx.get(url)\naiohttp.ClientSession()\nurlopen(url, timeout=1)',
    [
      'requests call timeout=set',
      'requests call timeout=none',
      'httpx create timeout=set',
      'httpx create timeout=default',
      'aiohttp create timeout=default',
      'urllib call timeout=set',
    ],
  ],
  [
    'a.py',
    'from tenacity import retry\n@retry(stop=stop_after_attempt(3))\ndef f(): ...\n@backoff.on_exception(backoff.expo, E, max_tries=3)\ndef g(): ...\nb = pybreaker.CircuitBreaker(fail_max=5)',
    ['tenacity retry stop=<code>', 'backoff retry max_tries=3', 'pybreaker break fail_max=5'],
  ],
  [
    'a.go',
    'package a\nfunc f() { http.Get(url); c := &http.Client{Timeout: 3 * time.Second}; d := http.Client{}; resty.New(); retry.Do(f); gobreaker.NewCircuitBreaker(s) }',
    [
      'net/http call timeout=none',
      'net/http create timeout=set',
      'net/http create timeout=none',
      'resty create',
      'retry retry',
      'gobreaker break',
    ],
  ],
  [
    'A.java',
    'class A { RestTemplate r = new RestTemplate(); void g() { b.setConnectTimeout(d); HttpClient.newHttpClient(); } @Retryable(maxAttempts = 3) void f() {} @CircuitBreaker(name = "x") void h() {} }',
    [
      'RestTemplate create timeout=elsewhere',
      'HTTP client configure timeout=set',
      'HTTP client create timeout=elsewhere',
      'Resilience4j or Spring Retry retry maxAttempts=3',
      'Resilience4j break name=x',
    ],
  ],
  [
    'a.rb',
    'Net::HTTP.start(host, port, read_timeout: 3)\nFaraday.new(url: u)\nHTTParty.get(u, timeout: 2)',
    ['Net::HTTP call timeout=set', 'Faraday create timeout=none', 'HTTParty or RestClient call timeout=set'],
  ],
  [
    'a.php',
    "<?php use GuzzleHttp\\Client; $c = new Client(['timeout' => 3]); Http::timeout(3)->get($u); Http::get($u); Http::retry(3, 100); $h = curl_init($u);",
    [
      'Guzzle create timeout=set',
      'Laravel call timeout=set',
      'Laravel call timeout=default',
      'Laravel retry',
      'curl create timeout=none',
    ],
  ],
];

export default samples;
