import { plainName } from '../technology-images.ts';

const runtimeByImage: readonly (readonly [RegExp, string])[] = [
  [/^(node|bitnami\/node|circleci\/node|cimg\/node|chainguard\/node)$/, 'node'],
  [/^(python|cimg\/python|bitnami\/python|tiangolo\/uvicorn-gunicorn(-fastapi|-starlette)?)$/, 'python'],
  [/^(golang|cimg\/go|circleci\/golang)$/, 'go'],
  [/^(ruby|cimg\/ruby|circleci\/ruby)$/, 'ruby'],
  [/^(php|cimg\/php|bitnami\/php-fpm|dunglas\/frankenphp|serversideup\/php)$/, 'php'],
  [
    /^(openjdk|eclipse-temurin|amazoncorretto|azul\/zulu-openjdk(-\w+)?|bellsoft\/liberica-\w+|adoptopenjdk|cimg\/openjdk|ibm-semeru-runtimes|sapmachine)$/,
    'java',
  ],
  [/^dotnet\/(core\/)?(aspnet|sdk|runtime|runtime-deps)$/, 'dotnet'],
  [/^(elixir|hexpm\/elixir|cimg\/elixir)$/, 'elixir'],
  [/^(rust|cimg\/rust)$/, 'rust'],
  [/^oven\/bun$/, 'bun'],
  [/^denoland\/deno$/, 'deno'],
  [/^(debian|ubuntu|alpine|centos|amazonlinux)$/, ''],
];

const debianNames: Readonly<Record<string, string>> = {
  jessie: '8',
  stretch: '9',
  buster: '10',
  bullseye: '11',
  bookworm: '12',
  trixie: '13',
};
const ubuntuNames: Readonly<Record<string, string>> = {
  xenial: '16.04',
  bionic: '18.04',
  focal: '20.04',
  jammy: '22.04',
  noble: '24.04',
};

/** Hands out files or runs a database: not the runtime of a program of ours. */
const notARuntime =
  /^(scratch|nginx|nginxinc\/nginx-unprivileged|caddy|httpd|haproxy|traefik|busybox|postgres|mysql|mariadb|redis|mongo|rabbitmq|distroless\/(static|base|cc)[\w-]*|chainguard\/(static|glibc-dynamic)|grafana\/.*|prom\/.*|flyway\/flyway|migrate\/migrate)$/;

export interface ImageRuntime {
  readonly runtime: string;
  readonly version: string;
}

/** What an image brings: a language, and the system under it where its tag says so. `undefined` for images unknown here. */
export function runtimesOfImage(image: string): readonly ImageRuntime[] | undefined {
  const name = plainName(image);
  const tag = tagOf(image);
  const distroless = /(?:^|\/)(nodejs|python|java)(\d+)?-debian(\d+)$/.exec(name);
  if (distroless?.[1]) return ofDistroless(distroless[1], distroless[2], distroless[3] ?? '');
  const uv = name === 'astral-sh/uv' ? /python(\d+\.\d+)/.exec(tag)?.[1] : undefined;
  if (uv !== undefined) return [{ runtime: 'python', version: uv }, ...systemOf(name, tag)];
  if (notARuntime.test(name)) return systemOf(name, tag);
  const runtime = runtimeByImage.find(([pattern]) => pattern.test(name))?.[1];
  if (runtime === undefined) return undefined;
  if (runtime === '') return [systemItself(name, tag)];
  return [{ runtime, version: versionIn(runtime, tag) }, ...systemOf(name, tag)];
}

function versionIn(runtime: string, tag: string): string {
  const version = /^(?:[a-z]+-?)?v?(\d+(?:\.\d+){0,2})/.exec(
    runtime === 'java' ? tag.replace(/^8u\w+/, '8') : tag,
  )?.[1];
  return version ?? (tag === '' ? 'latest' : tag);
}

function systemItself(runtime: string, tag: string): ImageRuntime {
  const word = tag.split('-')[0] ?? '';
  const named =
    runtime === 'debian' ? debianNames[word] : runtime === 'ubuntu' ? ubuntuNames[word] : undefined;
  return { runtime, version: named ?? (tag === '' ? 'latest' : tag.replace(/^(\d+(?:\.\d+)?).*/, '$1')) };
}

function systemOf(name: string, tag: string): ImageRuntime[] {
  const alpine = /alpine(\d+\.\d+)/.exec(tag)?.[1];
  if (alpine !== undefined) return [{ runtime: 'alpine', version: alpine }];
  const debianInName = /debian(\d+)$/.exec(name)?.[1];
  if (debianInName !== undefined) return [{ runtime: 'debian', version: debianInName }];
  for (const word of tag.split('-')) {
    if (Object.hasOwn(debianNames, word)) return [{ runtime: 'debian', version: debianNames[word] ?? '' }];
    if (Object.hasOwn(ubuntuNames, word)) return [{ runtime: 'ubuntu', version: ubuntuNames[word] ?? '' }];
  }
  return [];
}

function ofDistroless(language: string, version: string | undefined, debian: string): ImageRuntime[] {
  const runtime = language === 'nodejs' ? 'node' : language;
  // python3-debian12 says the major version only: the system decides the rest.
  const own = version === undefined || language === 'python' ? [] : [{ runtime, version }];
  return [...own, { runtime: 'debian', version: debian }];
}

function tagOf(image: string): string {
  const [name = ''] = image.split('@');
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(colon + 1) : '';
}
