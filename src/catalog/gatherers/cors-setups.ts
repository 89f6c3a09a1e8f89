import corsSetups from '../evidence/cors-setups.ts';
import type { Call } from '../source/calls.ts';
import type { Option } from '../source/facts.ts';
import {
  everyLanguage,
  defineSetUpGatherer,
  isCall,
  javascript,
  type SetUpSearch,
  call,
  setting,
  python,
  go,
  java,
  ruby,
  php,
} from '../source/gather-set-ups.ts';
import { argumentsOf, optionsOf } from '../source/options.ts';
import { originsOf } from '../source/origins.ts';
import type { Setting } from '../source/settings.ts';
import { stringOf, valueOf } from '../source/values.ts';

export const search: SetUpSearch = {
  mentions: /cors|Access-Control-Allow-Origin|supports_credentials/i,
  rules: [
    call(javascript, 'cors middleware', 'configure', /^cors$/, {
      where: /['"](cors|koa2?-cors|@koa\/cors|hono\/cors)['"]/,
      read: byOption('origin', 'credentials', 'any'),
    }),
    call(javascript, '@fastify/cors', 'configure', /\.register$/, {
      where: /['"](@fastify\/cors|fastify-cors)['"]/,
      read: registered,
    }),
    call(javascript, 'NestJS', 'configure', /\.enableCors$/, {
      read: byOption('origin', 'credentials', 'any'),
    }),
    call(javascript, 'NestJS', 'configure', /^NestFactory\.create$/, { read: nestShort }),
    call(
      everyLanguage,
      'headers',
      'set header',
      /(\b(header|headers|setHeader|set|append|Set|Add|addHeader|add_header|insert|withHeader)|^header)$/,
      { read: byHeader },
    ),
    call(python, 'Starlette', 'configure', /(add_middleware|^Middleware)$/, {
      where: /CORSMiddleware/,
      read: starlette,
    }),
    call(python, 'flask-cors', 'configure', /^(CORS|cross_origin)$/, {
      where: /flask_cors/,
      read: byOption('origins', 'supports_credentials', 'any'),
    }),
    setting(
      python,
      'django-cors-headers',
      'configure',
      /^CORS_(ALLOW_ALL_ORIGINS|ORIGIN_ALLOW_ALL|ALLOWED_ORIGINS|ORIGIN_WHITELIST|ALLOWED_ORIGIN_REGEXES|ALLOW_CREDENTIALS)$/,
      { read: django },
    ),
    call(go, 'cors', 'configure', /^(cors\.(New|Handler)|middleware\.CORSWithConfig)$/, { read: goConfig }),
    call(go, 'cors', 'configure', /^(cors\.(Default|AllowAll)|middleware\.CORS)$/, {
      read: () => ({ origin: 'any' }),
    }),
    call(go, 'gorilla/handlers', 'configure', /^handlers\.AllowedOrigins$/, { read: byArgument }),
    call(
      java,
      'Spring',
      'configure',
      /\.?(allowedOrigins|allowedOriginPatterns|setAllowedOrigins|setAllowedOriginPatterns|addAllowedOrigin|addAllowedOriginPattern)$/,
      { read: spring },
    ),
    call(java, 'Spring', 'configure', /\.?(setAllowCredentials|allowCredentials)$/, {
      read: springCredentials,
    }),
    call(java, 'Spring', 'configure', /^@CrossOrigin$/, {
      read: byOption('origins', 'allowCredentials', 'any'),
    }),
    call(ruby, 'rack-cors', 'configure', /^origins$/, { where: /Cors/, read: byArgument }),
    setting(php, 'Laravel', 'configure', /^cors\.(allowed_origins|supports_credentials)$/, {
      path: /(^|\/)config\/cors\.php$/,
      read: laravel,
    }),
  ],
};

export default defineSetUpGatherer(corsSetups, search);

type Found = Readonly<Record<string, Option>>;

function byOption(origin: string, credentials: string, byDefault: string) {
  return (at: Call | Setting): Found | undefined => {
    if (!isCall(at)) return undefined;
    const { named } = optionsOf(at);
    const first = argumentsOf(at)[0];
    const allowed = named.get(origin);
    const positional = at.file.language === 'java' ? first : undefined;
    const elsewhere =
      at.file.language !== 'python' &&
      first &&
      /^(identifier|call_expression|member_expression)$/.test(String(first.kind())) &&
      named.size === 0;
    return {
      origin:
        allowed || positional ? originsOf(allowed ?? positional, at.file) : elsewhere ? 'code' : byDefault,
      ...withCredentials(named.get(credentials), at),
    };
  };
}

function registered(at: Call | Setting): Found | undefined {
  if (!isCall(at) || !/cors/i.test(String(argumentsOf(at)[0]?.text()))) return undefined;
  const { named } = optionsOf(at);
  return {
    origin: named.has('origin')
      ? originsOf(named.get('origin'), at.file)
      : argumentsOf(at)[1] && named.size === 0
        ? 'code'
        : 'any',
    ...withCredentials(named.get('credentials'), at),
  };
}

function nestShort(at: Call | Setting): Found | undefined {
  const cors = isCall(at) ? optionsOf(at).named.get('cors') : undefined;
  return cors && isCall(at) && valueOf(cors, at.file) === true ? { origin: 'any' } : undefined;
}

function byHeader(at: Call | Setting): Found | undefined {
  if (!isCall(at)) return undefined;
  const [name, value] = argumentsOf(at);
  const text = stringOf(name, at.file);
  const whole = /^access-control-allow-origin\s*:\s*(\S+)/i.exec(text ?? '');
  if (whole) return { origin: whole[1] === '*' ? 'any' : 'list' };
  if (text?.toLowerCase() !== 'access-control-allow-origin') return undefined;
  return { origin: originsOf(value, at.file) };
}

function starlette(at: Call | Setting): Found | undefined {
  if (!isCall(at) || argumentsOf(at)[0]?.text() !== 'CORSMiddleware') return undefined;
  const { named } = optionsOf(at);
  const pattern = named.get('allow_origin_regex');
  const everyone = pattern && /^\^?(https?:\/\/)?\.[*+]\$?$/.test(stringOf(pattern, at.file) ?? '');
  return {
    origin: everyone ? 'reflect' : originsOf(named.get('allow_origins') ?? pattern, at.file),
    ...withCredentials(named.get('allow_credentials'), at),
  };
}

function django(at: Call | Setting): Found | undefined {
  if (isCall(at)) return undefined;
  const value = valueOf(at.value, at.file);
  if (at.name === 'CORS_ALLOW_CREDENTIALS') return { setting: at.name, credentials: value };
  if (/ALLOW_ALL/.test(at.name))
    return { setting: at.name, origin: value === true ? 'any' : value === false ? 'none' : 'code' };
  return { setting: at.name, origin: originsOf(at.value, at.file) };
}

function goConfig(at: Call | Setting): Found | undefined {
  if (!isCall(at)) return undefined;
  const { named } = optionsOf(at);
  const all = named.get('AllowAllOrigins');
  const origins = named.get('AllowOrigins') ?? named.get('AllowedOrigins');
  const decides =
    named.has('AllowOriginFunc') || named.has('AllowOriginRequestFunc') || named.has('AllowOriginsFunc');
  const origin =
    all && valueOf(all, at.file) === true
      ? 'any'
      : decides
        ? 'code'
        : origins
          ? originsOf(origins, at.file)
          : named.size === 0
            ? 'code'
            : 'any';
  return { origin, ...withCredentials(named.get('AllowCredentials'), at) };
}

function byArgument(at: Call | Setting): Found | undefined {
  if (!isCall(at)) return undefined;
  const given = argumentsOf(at);
  if (given.length === 0) return undefined;
  const origins = given.map((node) => originsOf(node, at.file));
  const starred = given.some(
    (node) => stringOf(node, at.file) === '*' || /["']\*["']/.test(node.text().slice(0, 200)),
  );
  return { origin: starred ? 'any' : (origins[0] ?? 'code') };
}

/** Spring refuses a star together with credentials, and answers the pattern of a star with the caller's own origin. */
function spring(at: Call | Setting): Found | undefined {
  const found = byArgument(at);
  if (found === undefined) return undefined;
  const everyone = found['origin'] === 'any' && /pattern/i.test(at.name);
  return { setting: 'origins', ...found, ...(everyone ? { origin: 'reflect' } : {}) };
}

function springCredentials(at: Call | Setting): Found | undefined {
  if (!isCall(at)) return undefined;
  const [given] = argumentsOf(at);
  return given ? { setting: 'credentials', credentials: valueOf(given, at.file) } : undefined;
}

function laravel(at: Call | Setting): Found | undefined {
  if (isCall(at)) return undefined;
  if (at.name.endsWith('credentials')) return { setting: at.name, credentials: valueOf(at.value, at.file) };
  return { setting: at.name, origin: originsOf(at.value, at.file) };
}

function withCredentials(node: Parameters<typeof valueOf>[0] | undefined, at: Call | Setting): Found {
  return node ? { credentials: valueOf(node, at.file) } : {};
}
