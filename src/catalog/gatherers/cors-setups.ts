import { defineGatherer } from '../../kit/gatherer.ts';
import corsSetups from '../evidence/cors-setups.ts';
import type { Call } from '../source/calls.ts';
import type { Option } from '../source/facts.ts';
import {
  everyLanguage,
  gatherSetUps,
  isCall,
  javascript,
  type SetUpSearch,
} from '../source/gather-set-ups.ts';
import { argumentsOf, optionsOf } from '../source/options.ts';
import { originsOf } from '../source/origins.ts';
import type { Setting } from '../source/settings.ts';
import { stringOf, valueOf } from '../source/values.ts';

export const search: SetUpSearch = {
  mentions: /cors|Access-Control-Allow-Origin|supports_credentials/i,
  rules: [
    {
      languages: javascript,
      library: 'cors middleware',
      does: 'configure',
      where: /['"](cors|koa2?-cors|@koa\/cors|hono\/cors)['"]/,
      call: /^cors$/,
      read: byOption('origin', 'credentials', 'any'),
    },
    {
      languages: javascript,
      library: '@fastify/cors',
      does: 'configure',
      where: /['"](@fastify\/cors|fastify-cors)['"]/,
      call: /\.register$/,
      read: registered,
    },
    {
      languages: javascript,
      library: 'NestJS',
      does: 'configure',
      call: /\.enableCors$/,
      read: byOption('origin', 'credentials', 'any'),
    },
    {
      languages: javascript,
      library: 'NestJS',
      does: 'configure',
      call: /^NestFactory\.create$/,
      read: nestShort,
    },
    {
      languages: everyLanguage,
      library: 'headers',
      does: 'set header',
      call: /(\b(header|headers|setHeader|set|append|Set|Add|addHeader|add_header|insert|withHeader)|^header)$/,
      read: byHeader,
    },
    {
      languages: ['python'],
      library: 'Starlette',
      does: 'configure',
      where: /CORSMiddleware/,
      call: /(add_middleware|^Middleware)$/,
      read: starlette,
    },
    {
      languages: ['python'],
      library: 'flask-cors',
      does: 'configure',
      where: /flask_cors/,
      call: /^(CORS|cross_origin)$/,
      read: byOption('origins', 'supports_credentials', 'any'),
    },
    {
      languages: ['python'],
      library: 'django-cors-headers',
      does: 'configure',
      setting:
        /^CORS_(ALLOW_ALL_ORIGINS|ORIGIN_ALLOW_ALL|ALLOWED_ORIGINS|ORIGIN_WHITELIST|ALLOWED_ORIGIN_REGEXES|ALLOW_CREDENTIALS)$/,
      read: django,
    },
    {
      languages: ['go'],
      library: 'cors',
      does: 'configure',
      call: /^(cors\.(New|Handler)|middleware\.CORSWithConfig)$/,
      read: goConfig,
    },
    {
      languages: ['go'],
      library: 'cors',
      does: 'configure',
      call: /^(cors\.(Default|AllowAll)|middleware\.CORS)$/,
      read: () => ({ origin: 'any' }),
    },
    {
      languages: ['go'],
      library: 'gorilla/handlers',
      does: 'configure',
      call: /^handlers\.AllowedOrigins$/,
      read: byArgument,
    },
    {
      languages: ['java'],
      library: 'Spring',
      does: 'configure',
      call: /\.?(allowedOrigins|allowedOriginPatterns|setAllowedOrigins|setAllowedOriginPatterns|addAllowedOrigin|addAllowedOriginPattern)$/,
      read: byArgument,
    },
    {
      languages: ['java'],
      library: 'Spring',
      does: 'configure',
      call: /^@CrossOrigin$/,
      read: byOption('origins', 'allowCredentials', 'any'),
    },
    {
      languages: ['ruby'],
      library: 'rack-cors',
      does: 'configure',
      where: /Cors/,
      call: /^origins$/,
      read: byArgument,
    },
    {
      languages: ['php'],
      library: 'Laravel',
      does: 'configure',
      path: /(^|\/)config\/cors\.php$/,
      setting: /^cors\.(allowed_origins|supports_credentials)$/,
      read: laravel,
    },
  ],
};

export default defineGatherer({
  brings: corsSetups,
  uses: ['repo', 'source'],
  limitMs: 60_000,
  gather: ({ drivers, signal }) => gatherSetUps(drivers, search, signal),
});

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

function laravel(at: Call | Setting): Found | undefined {
  if (isCall(at)) return undefined;
  if (/credentials$/.test(at.name)) return { setting: at.name, credentials: valueOf(at.value, at.file) };
  return { setting: at.name, origin: originsOf(at.value, at.file) };
}

function withCredentials(node: Parameters<typeof valueOf>[0] | undefined, at: Call | Setting): Found {
  return node ? { credentials: valueOf(node, at.file) } : {};
}
