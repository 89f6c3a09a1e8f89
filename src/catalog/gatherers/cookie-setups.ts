import type { Call } from '../source/calls.ts';
import cookieSetups from '../evidence/cookie-setups.ts';
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
  setting,
  type SetUpSearch,
} from '../source/gather-set-ups.ts';
import { argumentsOf } from '../source/options.ts';
import { importedFrom } from '../source/reads.ts';
import type { Setting } from '../source/settings.ts';
import { valueOf } from '../source/values.ts';

const flags =
  'secure httpOnly sameSite cookie.secure cookie.httpOnly cookie.sameSite cookieOptions.secure cookieOptions.httpOnly cookieOptions.sameSite';

export const search: SetUpSearch = {
  mentions:
    /[sS]et-?_?[cC]ookie|\.cookie\(|cookies?(\(\))?\.set|_COOKIE_|express-session|cookie-session|koa-session|iron-session|session_store|http\.Cookie|sessions\.Options|SessionMiddleware|new Cookie|ResponseCookie|setHttpOnly|setcookie|same_site|http_only/,
  rules: [
    call(javascript, 'session', 'configure', /^[\w$]+$/, {
      where: /['"](express-session|cookie-session|iron-session|koa-session)['"]/,
      keep: flags,
      read: importedFrom(/^(express-session|cookie-session|koa-session)$/),
    }),
    call(javascript, 'Express', 'set cookie', /(^|\.)(res|response|reply)\.(cookie|setCookie)$/, {
      keep: flags,
      read: cookieName,
    }),
    call(javascript, 'Next.js', 'set cookie', /cookies?(\(\))?\.set$/i, { keep: flags, read: cookieName }),
    call(python, 'response', 'set cookie', /\.set_cookie$/, {
      keep: 'secure httponly samesite',
      read: cookieName,
    }),
    setting(
      python,
      'settings',
      'configure',
      /(^|["'.[])(SESSION|CSRF|REMEMBER|JWT)_COOKIE_(SECURE|HTTPONLY|SAMESITE|CSRF_PROTECT)["'\]]*$/,
    ),
    call(python, 'Starlette', 'configure', /add_middleware$/, {
      keep: 'https_only same_site',
      read: (at) => (isCall(at) && argumentsOf(at)[0]?.text() === 'SessionMiddleware' ? {} : undefined),
    }),
    call(go, 'net/http', 'set cookie', /^http\.Cookie$/, { keep: 'Secure HttpOnly SameSite' }),
    call(go, 'Gin', 'set cookie', /\.SetCookie$/, { read: ginCookie }),
    call(go, 'sessions', 'configure', /^sessions\.Options$/, { keep: 'Secure HttpOnly SameSite' }),
    call(java, 'servlet', 'set cookie', /^Cookie$|ResponseCookie\.from$/),
    call(java, 'servlet', 'configure', /\.(setHttpOnly|setSecure|httpOnly|sameSite)$/, {
      read: (at) => (isCall(at) ? { option: at.last, ...value(at) } : undefined),
    }),
    call(ruby, 'Rails', 'configure', /\.session_store$/, { keep: 'secure httponly same_site' }),
    call(php, 'PHP', 'set cookie', /^\\?(setcookie|setrawcookie)$/, { keep: 'secure httponly samesite' }),
    setting(php, 'Laravel', 'configure', /^session\.(secure|http_only|same_site)$/, {
      path: /config\/session\.php$/i,
    }),
  ],
  springProperties: [
    { does: 'configure', name: /^server\.servlet\.session\.cookie\.(secure|http-only|same-site)$/ },
  ],
};

export default defineSetUpGatherer(cookieSetups, search);

function cookieName(at: Call | Setting) {
  const first = isCall(at) ? argumentsOf(at)[0] : undefined;
  return first ? { name: valueOf(first, at.file) } : undefined;
}

/** SetCookie(name, value, maxAge, path, domain, secure, httpOnly) */
function ginCookie(at: Call | Setting) {
  const given = isCall(at) ? argumentsOf(at) : [];
  const [secure, httpOnly] = [given[5], given[6]];
  return secure && httpOnly
    ? { secure: valueOf(secure, at.file), httpOnly: valueOf(httpOnly, at.file) }
    : undefined;
}

function value(at: Call) {
  const first = argumentsOf(at)[0];
  return first ? { value: valueOf(first, at.file) } : {};
}
