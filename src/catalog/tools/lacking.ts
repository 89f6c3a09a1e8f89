/**
 * Signs that a command failed for want of something that this sandbox does not have, or that only a prepared machine
 * has: such a failure says nothing about the code.
 */
const signs: readonly (readonly [RegExp, string])[] = [
  [
    /: (command )?not found$|: not found$|spawn \S+ ENOENT|executable file not found/m,
    'a program is not installed here',
  ],
  [/No module named|ModuleNotFoundError/, 'a Python package is not installed here'],
  [/ERR_MODULE_NOT_FOUND|Cannot find (module|package) '/, 'a module is not there (perhaps a generated one)'],
  [
    /ENOTFOUND|EAI_AGAIN|getaddrinfo|[Nn]ame resolution|no such host|Could not resolve host/,
    'it asks hosts outside',
  ],
  [
    /ECONNREFUSED|[Cc]onnection refused|could not connect to server|ETIMEDOUT|ECONNRESET|ENETUNREACH/,
    'a server that it talks to does not run here',
  ],
  [/docker|testcontainers|podman/i, 'it needs a container engine'],
  [
    /browserType\.launch|Executable doesn't exist|chrom(e|ium).*not found|DISPLAY|No usable sandbox/i,
    'it needs a browser',
  ],
  [/not a git repository/i, 'it needs the git history'],
  [
    /EACCES|EPERM|[Pp]ermission denied|as root|ENOSPC|ENOMEM|out of memory|EMFILE|EADDRINUSE/,
    'the machine refused it something',
  ],
  [
    /[Mm]issing (required )?environment|[Ee]nvironment variable|KeyError: '[A-Z_]+'|is not (set|defined) in (the )?env/,
    'a variable of the environment is not set',
  ],
  [
    /password authentication failed|database "[^"]*" does not exist|role "[^"]*" does not exist/,
    'its database is not the one here',
  ],
  [
    /(test|hook|operation|statement|lock|request|worker)s?\b[^\n]{0,60}\btimed? ?out|TimeoutError|Timeout of \d+ ?ms|exceeded timeout|deadline exceeded/i,
    'something took longer than it allows, perhaps on a busy machine',
  ],
  [/no required module provides package|missing go\.sum entry|dial tcp/, 'a Go module is not at hand'],
  [
    /Unsupported engine|requires Node|SyntaxError: Unexpected|unsupported Python|requires go/i,
    'it asks for another version of its language',
  ],
];

export function whatIsLacking(output: string): string | undefined {
  return signs.find(([sign]) => sign.test(output))?.[1];
}

/** The last line that says something. */
export function lastLine(output: string): string {
  const line = output
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '' && !/^npm (error|ERR!)( A complete log.*)?$/.test(one))
    .at(-1);
  return (line ?? 'it printed nothing').slice(0, 300);
}
