import { Command, CommanderError, Option } from 'commander';
import type { CommandSpec } from './commands.ts';
import type { Console } from './console.ts';
import { options as table, type OptionName, type Options, type OptionSpec } from './options.ts';
import { version } from './version.ts';

export type Call =
  | { readonly command: CommandSpec; readonly args: readonly string[]; readonly options: Options }
  /** Answered already: help, version, or a wrong call. */
  | { readonly exit: number };

const wrongCall = 2;

/** From the words of the command line to a call, or an answer when there is nothing to run. */
export async function parse(
  argv: readonly string[],
  commands: readonly CommandSpec[],
  console: Console,
): Promise<Call> {
  let call: Call = { exit: wrongCall };
  const program = new Command('seaworthy')
    .description('Lighthouse for production readiness: evidence, verdicts, score.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: console.print,
      writeErr: console.tell,
      outputError: (text, write) => write(text.replace(/^error: /, 'seaworthy: ')),
    })
    .addHelpText('after', '\nseaworthy COMMAND --help shows the options of a command, with examples.');
  for (const spec of commands) addCommand(program, spec, (made) => (call = made));
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { exit: 0 };
    const folder = error.code === 'commander.unknownCommand' ? argv[0] : undefined;
    if (folder !== undefined && /[./\\]/.test(folder))
      console.tell(`To inspect a folder: seaworthy inspect ${folder}\n`);
    return { exit: wrongCall };
  }
  return call;
}

function addCommand(program: Command, spec: CommandSpec, made: (call: Call) => void): void {
  const command = program.command(spec.name).description(spec.about);
  for (const { name, about } of spec.argument ?? []) command.argument(name, about);
  for (const name of spec.options) command.addOption(toOption(name, spec));
  const width = Math.max(...spec.examples.map(([line]) => line.length));
  const examples = spec.examples.map(([line, about]) => `  ${line.padEnd(width)}  ${about}`);
  command
    .addHelpText('after', `\nExamples:\n${examples.join('\n')}`)
    .showHelpAfterError(`(seaworthy ${spec.name} --help shows all options)`)
    .allowExcessArguments(false)
    .action(async () => {
      const values = command.opts<Readonly<Record<string, unknown>>>();
      const args = command.processedArgs.flat().filter((arg): arg is string => typeof arg === 'string');
      await refuseWrongValues(command, spec, values);
      made({ command: spec, args, options: complete(values) });
    });
}

function toOption(name: OptionName, spec: CommandSpec): Option {
  const { flags, about, kind, choices }: OptionSpec = table[name];
  const allowed = name === 'format' ? spec.formats : choices;
  const shown =
    allowed && !allowed.every((choice) => about.includes(choice)) ? `: ${allowed.join(', ')}` : '';
  const option = new Option(flags, `${about}${shown}`);
  if (kind === 'list')
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
  return option;
}

/** Choices and numbers are checked here, not by the parser, so that the message can name the nearest choice. */
async function refuseWrongValues(
  command: Command,
  spec: CommandSpec,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const name of spec.options) {
    const option: OptionSpec = table[name];
    const allowed = name === 'format' ? spec.formats : option.choices;
    for (const value of [values[name]].flat()) {
      if (typeof value !== 'string') continue;
      const flag = option.flags.split(' ')[0];
      if (allowed && !allowed.includes(value)) {
        const { suggest } = await import('./nearest.ts');
        command.error(`error: ${flag} cannot be "${value}". ${suggest(value, allowed)}`);
      }
      const number = Number(value);
      const { least = -Infinity, most = Infinity } = option;
      if (option.kind === 'number' && !(value.trim() !== '' && number >= least && number <= most))
        command.error(`error: ${flag} takes a number from ${least} to ${most}, not "${value}".`);
    }
  }
}

function complete(values: Readonly<Record<string, unknown>>): Options {
  const entries = Object.entries<OptionSpec>(table).map(([name, { kind, flags }]) => {
    const value = values[name];
    // Commander keeps `--no-store` as `store: false`.
    if (flags.startsWith('--no-')) return [name, values[positiveName(flags)] === false];
    if (kind === 'flag') return [name, value === true];
    if (kind === 'list') return [name, value ?? []];
    if (kind === 'number') return [name, value === undefined ? undefined : Number(value)];
    return [name, typeof value === 'string' ? value : undefined];
  });
  // Built from the same table that types it, value by value.
  return Object.fromEntries(entries) as Options;
}

function positiveName(flags: string): string {
  return flags.slice('--no-'.length);
}
