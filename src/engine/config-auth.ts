import { z } from 'zod';

const operation = z
  .string()
  .regex(
    /^(GET|HEAD|POST|PUT|PATCH|DELETE) \/\S*$/,
    'write a method and a path, such as "GET /v1/orders/{id}"',
  );

const loginStep = z.strictObject({
  request: operation.describe('Method and path, e.g. "POST /v1/sign-in".'),
  headers: z.record(z.string(), z.string()).default({}),
  body: z
    .unknown()
    .optional()
    .describe('Sent as JSON; a text is sent as it is. {mailed} and {env:NAME} are filled in.'),
  mailed: z
    .string()
    .min(1)
    .optional()
    .describe('Regular expression for what {mailed} takes from the newest mail to a person of this body.'),
});

const identity = z.strictObject({
  role: z.string().min(1).optional().describe('Its role; the name of the identity otherwise.'),
  tenant: z.string().min(1).optional().describe('Its tenant, where the service has several.'),
  login: z
    .array(loginStep)
    .min(1)
    .optional()
    .describe('Requests that sign in; the last one answers with the token or sets the cookie.'),
  token: z
    .string()
    .startsWith('/')
    .optional()
    .describe('JSON pointer of the token in the last answer; left out, the cookies are the session.'),
  variable: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, 'write the name of an environment variable')
    .optional()
    .describe('A variable of the service, or of your own environment, that holds the token.'),
  command: z.string().min(1).optional().describe('A shell line in the sandbox that prints the token.'),
  header: z
    .string()
    .regex(
      /^[\w-]+: .*\{token\}/,
      'write a header with {token} in it, such as "Authorization: Bearer {token}"',
    )
    .default('Authorization: Bearer {token}'),
});

/** `auth:` in seaworthy.yaml: test identities and who may do what. Only the sandbox and `--allow probes` use them. */
export const authSchema = z
  .strictObject({
    environment: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
      .default({})
      .describe(
        'Variables of the copy that is probed: raise rate limits here, they are judged on another copy.',
      ),
    public: z
      .array(operation)
      .optional()
      .describe('Operations meant for everybody; the served OpenAPI document is believed otherwise.'),
    restricted: z
      .record(operation, z.array(z.string()).min(1))
      .default({})
      .describe('Operations that only some roles may call.'),
    identities: z
      .record(z.string().regex(/^[\w-]+$/, 'use letters, digits and hyphens'), identity)
      .default({}),
  })
  .superRefine(({ identities, restricted }, context) => {
    const roles = new Set(Object.entries(identities).map(([name, one]) => one.role ?? name));
    for (const [name, one] of Object.entries(identities)) {
      const ways = [one.login, one.variable, one.command].filter((way) => way !== undefined).length;
      if (ways !== 1)
        context.addIssue({
          code: 'custom',
          path: ['identities', name],
          message: 'needs exactly one of login, variable and command',
        });
    }
    for (const [name, allowed] of Object.entries(restricted))
      for (const role of allowed)
        if (!roles.has(role))
          context.addIssue({
            code: 'custom',
            path: ['restricted', name],
            message: `no identity has the role "${role}" (known: ${[...roles].join(', ') || 'none'})`,
          });
  });
