import type { Call } from '../source/calls.ts';
import authSetups from '../evidence/auth-setups.ts';
import type { Option } from '../source/facts.ts';
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
import { argumentsOf, optionsOf } from '../source/options.ts';
import { importedFrom, registers, someArgument } from '../source/reads.ts';
import type { Setting } from '../source/settings.ts';

const claims =
  'algorithms audience issuer maxAge clockTolerance ignoreExpiration verify.algorithms verify.allowedAud verify.allowedIss';

/** `does`: verify token, guard all, csrf on, csrf off, open. */
export const search: SetUpSearch = {
  mentions:
    /jwt|jwks|passport|csrf|csurf|UseGuards|APP_GUARD|clerkMiddleware|NextAuth|before_action|protect_from_forgery|authorizeHttpRequests|authorizeRequests|permitAll|DEFAULT_(PERMISSION|AUTHENTICATION)|login_required|VerifyCsrfToken|JWT/i,
  rules: [
    call(javascript, 'jsonwebtoken', 'verify token', /^(jwt|jsonwebtoken)\.verify$|^(jose\.)?jwtVerify$/, {
      keep: claims,
      read: tokenFacts,
    }),
    call(javascript, 'express-jwt', 'verify token', /^(expressjwt|expressJwt)$/, { keep: claims }),
    call(javascript, '@fastify/jwt', 'verify token', /\.register$/, {
      keep: claims,
      read: registers(/fastify(\/|-)jwt$/),
    }),
    call(javascript, 'jsonwebtoken', 'read unverified', /^(jwt|jsonwebtoken)\.decode$/),
    call(javascript, 'passport', 'verify token', /^passport\.authenticate$/),
    call(javascript, 'NestJS', 'guard all', /^(Module|\w+\.useGlobalGuards)$/, {
      read: someArgument(/APP_GUARD|new \w*Guard\(/),
    }),
    call(javascript, 'csrf', 'csrf on', /^[\w$]+$/, {
      where: /['"](csurf|csrf-csrf|lusca|@dr\.pogodin\/csurf)['"]/,
      read: importedFrom(/^(csurf|lusca|@dr\.pogodin\/csurf)$/),
    }),
    call(javascript, 'csrf', 'csrf on', /\.register$/, {
      read: registers(/fastify(\/|-)csrf(-protection)?$/),
    }),
    call(python, 'PyJWT', 'verify token', /^jwt\.decode$/, {
      keep: 'algorithms audience issuer',
      read: pythonToken,
    }),
    setting(python, 'Django', 'guard all', /^REST_FRAMEWORK\.DEFAULT_(PERMISSION|AUTHENTICATION)_CLASSES$/),
    call(python, 'Flask-WTF', 'csrf on', /^(CSRFProtect|CsrfProtect|SeaSurf)$/),
    setting(python, 'Django', 'csrf on', /^MIDDLEWARE$/, {
      read: (at) =>
        isCall(at) || !/CsrfViewMiddleware/.test(at.value.text().slice(0, 5_000)) ? undefined : {},
    }),
    call(go, 'jwt', 'verify token', /^jwt\.(Parse|ParseWithClaims)$/, { read: goToken }),
    call(go, 'csrf', 'csrf on', /^(csrf\.(Protect|Middleware)|nosurf\.New|middleware\.CSRF(WithConfig)?)$/),
    call(
      java,
      'Spring Security',
      'guard all',
      /\.anyRequest\(\)\.(authenticated|hasRole|hasAuthority|denyAll)$/,
    ),
    call(java, 'Spring Security', 'open', /\.permitAll$/),
    call(java, 'Spring Security', 'csrf off', /csrf\(\)?.*\.disable$|\.csrf$/, {
      read: (at) => (isCall(at) && /disable/.test(at.node.text().slice(-200)) ? {} : undefined),
    }),
    call(java, 'JJWT', 'verify token', /(parseClaimsJws|parseSignedClaims|JWT\.require)$/),
    call(ruby, 'Rails', 'csrf on', /^protect_from_forgery$/, { keep: 'with' }),
    call(ruby, 'Rails', 'csrf off', /^skip_(before_action|forgery_protection)$/, {
      read: (at) =>
        isCall(at) &&
        (at.last === 'skip_forgery_protection' ||
          /verify_authenticity_token/.test(at.node.text().slice(0, 200)))
          ? {}
          : undefined,
    }),
    call(ruby, 'Rails', 'guard all', /^before_action$/, {
      path: /application_controller\.rb$/,
      read: someArgument(/auth|login|sign_in|require/),
    }),
    call(ruby, 'JWT', 'verify token', /^JWT\.decode$/, {
      read: (at) => (isCall(at) ? { verifies: argumentsOf(at)[2]?.text() !== 'false' } : undefined),
    }),
    call(php, 'JWT', 'verify token', /^\\?(Firebase\\JWT\\)?JWT::decode$/),
    call(php, 'Laravel', 'csrf off', /->validateCsrfTokens$/, { read: someArgument(/except|\[/) }),
  ],
};

export default defineSetUpGatherer(authSetups, search);

type Found = Readonly<Record<string, Option>>;

function tokenFacts(at: Call | Setting): Found | undefined {
  if (!isCall(at)) return undefined;
  const { named } = optionsOf(at);
  return { pinsAlgorithm: named.has('algorithms'), checksAudience: named.has('audience') };
}

function pythonToken(at: Call | Setting): Found | undefined {
  if (!isCall(at)) return undefined;
  const { named } = optionsOf(at);
  const off =
    named.get('options.verify_signature')?.text() === 'False' || named.get('verify')?.text() === 'False';
  return { verifies: !off, pinsAlgorithm: named.has('algorithms'), checksAudience: named.has('audience') };
}

function goToken(at: Call | Setting): Found {
  return {
    pinsAlgorithm: /SigningMethod(HMAC|RSA|ECDSA|Ed25519)|WithValidMethods|\.Alg\(\)/.test(at.file.text),
  };
}
