/** What the outside world looks like to a command: two streams and how to draw on them. */
export interface Console {
  /** To standard output: the report, nothing else. */
  print(text: string): void;
  /** To standard error: messages and progress. */
  tell(text: string): void;
  readonly out: Screen;
  readonly err: Screen;
}

export interface Screen {
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly colour: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const usualColumns = 80;

export function openConsole(env: Environment = process.env): Console {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  return {
    print: (text) => void process.stdout.write(text),
    tell: (text) => void process.stderr.write(text),
    out: describe(process.stdout, env),
    err: describe(process.stderr, env),
  };
}

/** Settles when everything printed has left the process, or nobody reads it any more. */
export async function flush(): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map(drained));
}

function describe(stream: NodeJS.WriteStream, env: Environment): Screen {
  // Streams that are no terminal have no `isTTY`, whatever the types say.
  const isTerminal = stream.isTTY === true && env['TERM'] !== 'dumb';
  const columns = stream.isTTY === true ? stream.columns : Number(env['COLUMNS']);
  return {
    isTerminal,
    columns: Number.isInteger(columns) && columns >= 40 ? columns : usualColumns,
    colour: wantsColour(isTerminal, env),
  };
}

/** NO_COLOR (no-color.org) wins over FORCE_COLOR, which wins over what the stream is. */
export function wantsColour(isTerminal: boolean, env: Environment): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal;
}

/** `seaworthy … | head` closes the pipe when it has enough: no reason to complain. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => {
    if (stream.destroyed || !stream.writable) done();
    else {
      stream.once('error', () => done());
      stream.write('', () => done());
    }
  });
}
