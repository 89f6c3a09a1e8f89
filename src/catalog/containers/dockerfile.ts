import { DockerfileParser, JSONInstruction, type From, type Instruction } from 'dockerfile-ast';
import type dockerfiles from '../evidence/dockerfiles.ts';
import { parseImageName } from './image-name.ts';
import { fromEnvironment, interpolate } from './interpolate.ts';

type Stage = ReturnType<(typeof dockerfiles)['schema']['parse']>['files'][number]['stages'][number];

const maxStages = 60;
const maxSources = 50;
const databaseTool =
  /\b(postgresql(\d{0,2})-client(?:-(\d{1,2}))?|postgresql-client|(?:default-)?mysql-client|mariadb-client|mongodb-database-tools|mongodb-org-tools|redis-tools|restic|pgbackrest|wal-g)\b/g;

/** The stages of a Dockerfile; throws nothing, and gives none where there is no FROM. */
export function readDockerfile(text: string): Stage[] {
  const parsed = DockerfileParser.parse(text);
  const args = new Map<string, string>();
  for (const arg of parsed.getInitialARGs()) {
    const property = arg.getProperty();
    const value = property?.getValue();
    if (property && value) args.set(property.getName(), interpolate(value, args).text);
  }
  const stages: Stage[] = [];
  for (const instruction of parsed.getInstructions()) {
    const current = stages.at(-1);
    if (instruction.getKeyword() === 'FROM') {
      if (stages.length < maxStages) stages.push(startStage(instruction as From, args, stages));
    } else if (current) stages[stages.length - 1] = extendStage(current, instruction);
  }
  return stages;
}

function startStage(from: From, args: ReadonlyMap<string, string>, before: readonly Stage[]): Stage {
  const words = from.getArguments().map((argument) => argument.getValue());
  const written = words.find((word) => !word.startsWith('--')) ?? '';
  const image = interpolate(written, args).text;
  const named = words.at(-2)?.toUpperCase() === 'AS' ? words.at(-1) : undefined;
  const { tag, digest } = parseImageName(image);
  return {
    line: lineOf(from),
    ...(named === undefined ? {} : { name: named }),
    image: image.replaceAll(fromEnvironment, '?'),
    base: baseOf(image, before),
    ...(tag === undefined ? {} : { tag: tag.replaceAll(fromEnvironment, '?') }),
    ...(digest === undefined ? {} : { digest }),
    exposes: [],
    copies: [],
    databaseTools: [],
  };
}

function baseOf(image: string, before: readonly Stage[]): Stage['base'] {
  if (image === '' || image.startsWith(fromEnvironment)) return 'unresolved';
  if (image === 'scratch') return 'scratch';
  const isStage = before.some((stage) => stage.name?.toLowerCase() === image.toLowerCase());
  return isStage ? 'stage' : 'image';
}

function extendStage(stage: Stage, instruction: Instruction): Stage {
  const line = lineOf(instruction);
  const text = oneLine(instruction.getArgumentsContent() ?? '');
  switch (instruction.getKeyword()) {
    case 'USER':
      return {
        ...stage,
        user: {
          line,
          value: interpolate(text).text.replaceAll(fromEnvironment, '?'),
          variable: text.includes('$'),
        },
      };
    case 'HEALTHCHECK':
      return { ...stage, healthcheck: { line, disabled: /(^|\s)NONE$/i.test(text), command: text } };
    case 'ENTRYPOINT':
      return { ...stage, ...stepsDown(stage, text, line), entrypoint: { line, text } };
    case 'CMD':
      return { ...stage, ...stepsDown(stage, text, line), command: { line, text } };
    case 'EXPOSE':
      return { ...stage, exposes: [...stage.exposes, ...text.split(/\s+/).map((port) => ({ line, port }))] };
    case 'COPY':
    case 'ADD':
      return { ...stage, copies: [...stage.copies, readCopy(instruction, line)] };
    case 'RUN':
      return {
        ...stage,
        ...stepsDown(stage, text, line),
        databaseTools: [...stage.databaseTools, ...toolsIn(text, line)],
      };
    default:
      return stage;
  }
}

function stepsDown(stage: Stage, text: string, line: number): Pick<Stage, 'stepsDown'> {
  if (stage.stepsDown) return {};
  const tool =
    /\b(gosu|su-exec|setpriv|s6-overlay|s6-setuidgid|runuser|chpst|tini-static-setuid)\b|"\/init"|^\/init\b/.exec(
      text,
    );
  return tool ? { stepsDown: { line, tool: tool[1] ?? '/init' } } : {};
}

function readCopy(instruction: Instruction, line: number): Stage['copies'][number] {
  const words = instruction.getArguments().map((argument) => argument.getValue());
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const paths = pathsOf(instruction, words);
  return {
    line,
    sources: paths.slice(0, -1).slice(0, maxSources),
    target: paths.at(-1) ?? '',
    ...(from === undefined ? {} : { from }),
  };
}

function pathsOf(instruction: Instruction, words: readonly string[]): string[] {
  const quoted = instruction instanceof JSONInstruction ? instruction.getJSONStrings() : [];
  if (quoted.length > 0) return quoted.map((word) => word.getJSONValue());
  // The text of a here-document follows its target: only that is a path.
  const heredoc = words.findIndex((word) => word.startsWith('<<'));
  if (heredoc >= 0) return words.slice(heredoc + 1, heredoc + 2);
  return words.filter((word) => !word.startsWith('--'));
}

function toolsIn(text: string, line: number): Stage['databaseTools'] {
  return [...text.slice(0, 8_000).matchAll(databaseTool)].map((match) => {
    const version = match[2] || match[3];
    return { line, name: match[1] ?? '', ...(version ? { version } : {}) };
  });
}

function lineOf(instruction: Instruction): number {
  return instruction.getRange().start.line + 1;
}

function oneLine(text: string): string {
  return text
    .replace(/\\\r?\n\s*/g, ' ')
    .trim()
    .slice(0, 2_000);
}
