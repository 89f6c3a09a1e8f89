import type { Wish } from './command-wishes.ts';

const valued =
  /^(-f|--file|-p|--project-name|--profile|--env-file|--project-directory|-e|--env|-u|--user|-w|--workdir|-v|--volume|--name|--entrypoint|--index|--tail|--since|--until|-t|--timeout|--scale|--pull|--progress|--build-arg|-n|--wait-timeout|--ssh|--format|--filter|--policy)$/;

/** `docker compose -f stack.yml up -d db`: the file and the services it names. */
export function composeWishes(rest: readonly string[]): Wish[] {
  const wishes: Wish[] = [];
  const plain: string[] = [];
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    if (/^(-f|--file)$/.test(word) && plain.length === 0) {
      const name = rest[index + 1];
      if (name !== undefined) wishes.push({ kind: 'compose-file', name, by: 'docker compose' });
      index += 1;
    } else if (/^--file=|^-f=/.test(word) && plain.length === 0) {
      wishes.push({ kind: 'compose-file', name: word.slice(word.indexOf('=') + 1), by: 'docker compose' });
    } else if (word.startsWith('-')) {
      // After the verb `-f` follows logs and `-t` allocates a terminal: neither takes a value there.
      if (valued.test(word) && !(plain.length > 0 && /^-[ft]$/.test(word))) index += 1;
    } else plain.push(word);
    // What follows the service of exec and run is a command inside the container.
    if (plain.length === 2 && /^(exec|run)$/.test(plain[0] ?? '')) break;
  }
  const [verb = '', ...names] = plain;
  if (/^(exec|run|logs|up|restart|stop|start|build|pull|kill|rm|top|port)$/.test(verb)) {
    const services = verb === 'port' ? names.slice(0, 1) : names;
    for (const name of services) wishes.push({ kind: 'service', name, by: 'docker compose' });
  }
  return wishes;
}

/** `docker build -f docker/api.Dockerfile .`: the file it builds from. */
export function dockerWishes(rest: readonly string[]): Wish[] {
  const build =
    rest[0] === 'build'
      ? rest.slice(1)
      : rest[0] === 'buildx' && rest[1] === 'build'
        ? rest.slice(2)
        : rest[0] === 'image' && rest[1] === 'build'
          ? rest.slice(2)
          : undefined;
  if (!build) return [];
  let file: string | undefined;
  let context: string | undefined;
  for (let index = 0; index < build.length; index += 1) {
    const word = build[index] ?? '';
    if (/^(-f|--file)$/.test(word)) file = build[(index += 1)];
    else if (word.startsWith('--file=')) file = word.slice('--file='.length);
    else if (
      /^(-t|--tag|--build-arg|--target|--platform|--label|--network|--secret|--ssh|--cache-from|--cache-to|--output|-o|--progress|--builder|-m|--add-host)$/.test(
        word,
      )
    )
      index += 1;
    else if (!word.startsWith('-')) context = word;
  }
  if (file !== undefined) return [{ kind: 'path', name: file, by: 'docker build' }];
  if (context === undefined || context === '-' || /^https?:|^git@|github\.com/.test(context)) return [];
  return [
    {
      kind: 'build-file',
      name: context === '.' ? 'Dockerfile' : `${context.replace(/\/$/, '')}/Dockerfile`,
      by: 'docker build',
    },
  ];
}
