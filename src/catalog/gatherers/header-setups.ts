import type { Call } from '../source/calls.ts';
import headerSetups from '../evidence/header-setups.ts';
import type { Option } from '../source/facts.ts';
import {
  call,
  defineSetUpGatherer,
  everyLanguage,
  go,
  isCall,
  java,
  javascript,
  php,
  python,
  ruby,
  setting,
  type SetUpSearch,
} from '../source/gather-set-ups.ts';
import { argumentsOf } from '../source/options.ts';
import { importedFrom, registers, someArgument } from '../source/reads.ts';
import type { Setting } from '../source/settings.ts';
import { stringOf } from '../source/values.ts';

const names =
  /^(content-security-policy|strict-transport-security|x-frame-options|x-content-type-options|referrer-policy|permissions-policy)$/;
const helmetOptions =
  'contentSecurityPolicy hsts hsts.maxAge hsts.includeSubDomains strictTransportSecurity strictTransportSecurity.maxAge frameguard referrerPolicy noSniff';

export const search: SetUpSearch = {
  mentions:
    /helmet|secureHeaders|secure_headers|SecureHeaders|Content-Security-Policy|Strict-Transport-Security|X-Frame-Options|X-Content-Type|Referrer-Policy|Talisman|SECURE_|X_FRAME_OPTIONS|CSP_|HTTPSRedirect|secure\.New|middleware\.Secure|force_ssl|content_security_policy|httpStrictTransportSecurity|contentSecurityPolicy|frameOptions|forceScheme|forceHttps/i,
  rules: [
    call(javascript, 'helmet', 'configure', /^[\w$]+$/, {
      where: /['"](helmet|koa-helmet)['"]/,
      keep: helmetOptions,
      read: importedFrom(/^(helmet|koa-helmet)$/),
    }),
    call(javascript, '@fastify/helmet', 'configure', /\.register$/, {
      keep: helmetOptions,
      read: registers(/fastify(\/|-)helmet$/),
    }),
    call(javascript, 'Hono', 'configure', /^secureHeaders$/),
    call(
      everyLanguage,
      'headers',
      'set header',
      /(\b(header|headers|setHeader|set|append|Set|Add|addHeader|add_header|insert|withHeader|setdefault)|^header)$/,
      { read: headerName },
    ),
    setting(python, 'Django', 'configure', /^(SECURE_\w+|X_FRAME_OPTIONS|CSP_\w+|CONTENT_SECURITY_POLICY)$/),
    call(python, 'Talisman', 'configure', /^Talisman$/, {
      keep: 'force_https strict_transport_security content_security_policy',
    }),
    call(python, 'Starlette', 'force https', /add_middleware$/, {
      read: someArgument(/^HTTPSRedirectMiddleware$/),
    }),
    call(go, 'unrolled/secure', 'configure', /^secure\.New$/, {
      keep: 'STSSeconds STSIncludeSubdomains FrameDeny ContentTypeNosniff ContentSecurityPolicy SSLRedirect ReferrerPolicy',
    }),
    call(go, 'Echo', 'configure', /^middleware\.Secure(WithConfig)?$/, {
      keep: 'HSTSMaxAge ContentSecurityPolicy XFrameOptions ReferrerPolicy',
    }),
    call(go, 'Echo', 'force https', /^middleware\.HTTPS\w*Redirect$/),
    call(
      java,
      'Spring Security',
      'configure',
      /\.(httpStrictTransportSecurity|contentSecurityPolicy|frameOptions|referrerPolicy|requiresSecure)$/,
      { read: (at) => (isCall(at) ? { option: at.last } : undefined) },
    ),
    setting(ruby, 'Rails', 'force https', /^config\.force_ssl$/),
    call(ruby, 'Rails', 'configure', /\.content_security_policy$/),
    call(ruby, 'SecureHeaders', 'configure', /^SecureHeaders::Configuration\.default$/),
    call(php, 'Laravel', 'force https', /^(URL::forceScheme|URL::forceHttps)$/),
  ],
  springProperties: [{ does: 'force https', name: /^server\.ssl\.enabled$/ }],
};

export default defineSetUpGatherer(headerSetups, search);

function headerName(at: Call | Setting): Readonly<Record<string, Option>> | undefined {
  if (!isCall(at)) return undefined;
  const [first, second] = argumentsOf(at);
  const text = stringOf(first, at.file)?.toLowerCase();
  const name = text?.split(':')[0]?.trim() ?? '';
  if (!names.test(name)) return undefined;
  const value = stringOf(second, at.file) ?? text?.split(':').slice(1).join(':').trim();
  return { header: name, value: value === undefined || value === '' ? '<code>' : value.slice(0, 200) };
}
