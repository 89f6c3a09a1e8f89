import type dockerfilesEvidence from '../evidence/dockerfiles.ts';
import { parseImageName, programOf } from './image-name.ts';

export type Dockerfiles = ReturnType<(typeof dockerfilesEvidence)['schema']['parse']>;
type DockerFile = Dockerfiles['files'][number];
type Stage = DockerFile['stages'][number];

export type StartsAs =
  | { readonly as: 'root'; readonly line: number; readonly because: string }
  | { readonly as: 'user'; readonly line: number }
  | { readonly as: 'unknown'; readonly line: number; readonly because: string };

/** Official images that start as root unless they are told otherwise. */
const rootImages =
  /^(node|python|golang|ruby|php|openjdk|eclipse-temurin|amazoncorretto|maven|gradle|alpine|debian|ubuntu|busybox|nginx|httpd|caddy|tomcat|rust|perl|elixir|erlang|haskell|swift|dart|fedora|rockylinux|almalinux|centos|amazonlinux|bun|deno|sdk|aspnet|runtime|runtime-deps|composer|buildpack-deps)$/;
const officialRegistry =
  /^((docker\.io\/)?(library\/)?[\w.-]+|mcr\.microsoft\.com\/dotnet\/[\w/.-]+|oven\/bun|denoland\/deno|public\.ecr\.aws\/docker\/library\/[\w.-]+|gcr\.io\/distroless\/[\w.-]+)$/;

/** The user with which the last stage of a Dockerfile (or the one that is built) starts. */
export function startsAs(file: DockerFile, target?: string): StartsAs {
  const last = file.stages.find(({ name }) => name !== undefined && name === target) ?? file.stages.at(-1);
  if (!last) return { as: 'unknown', line: 1, because: 'it has no stage' };
  const chain = chainOf(file, last);
  const user = chain.find((stage) => stage.user !== undefined)?.user;
  if (user) {
    const name = user.value.split(':', 1)[0] ?? '';
    if (user.variable && name.includes('?'))
      return { as: 'unknown', line: user.line, because: 'its user comes from an argument' };
    if (!/^(root|0)$/.test(name)) return { as: 'user', line: user.line };
  }
  const dropped = chain.find((stage) => stage.stepsDown !== undefined)?.stepsDown;
  if (dropped)
    return {
      as: 'unknown',
      line: dropped.line,
      because: `its start script can give up root with ${dropped.tool}`,
    };
  const line = user?.line ?? last.line;
  if (user) return { as: 'root', line, because: 'USER names root' };
  const base = chain.at(-1) ?? last;
  return fromBase(base, line);
}

function fromBase(base: Stage, line: number): StartsAs {
  const { name, tag = '' } = parseImageName(base.image);
  if (base.base === 'scratch') return { as: 'root', line, because: 'no USER is set' };
  if (/distroless/.test(name)) {
    return /nonroot/.test(tag) ? { as: 'user', line } : { as: 'root', line, because: 'no USER is set' };
  }
  if (base.base === 'image' && officialRegistry.test(name) && rootImages.test(programOf(name))) {
    return { as: 'root', line, because: `no USER is set, and ${base.image} starts as root` };
  }
  return { as: 'unknown', line, because: `no USER is set, and what ${base.image} sets is not known here` };
}

/** A stage and those it is built on, nearest first. */
export function chainOf(file: DockerFile, last: Stage): Stage[] {
  const chain: Stage[] = [];
  for (let stage: Stage | undefined = last; stage && !chain.includes(stage) && chain.length < 20;) {
    chain.push(stage);
    const below: Stage = stage;
    stage =
      below.base === 'stage'
        ? file.stages.find(({ name }) => name?.toLowerCase() === below.image.toLowerCase())
        : undefined;
  }
  return chain;
}
