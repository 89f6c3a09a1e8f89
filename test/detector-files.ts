/** Small repositories, each a map from path to text. */
export type Files = Readonly<Record<string, string>>;
type Scope = 'runtime' | 'development';

export function npm(name: string, scope: Scope = 'runtime'): Files {
  const group = scope === 'runtime' ? 'dependencies' : 'devDependencies';
  return { 'package.json': JSON.stringify({ private: true, [group]: { [name]: '^1.0.0' } }) };
}

export function pip(name: string, scope: Scope = 'runtime'): Files {
  return { [scope === 'runtime' ? 'requirements.txt' : 'requirements-dev.txt']: `${name}==1.0.0\n` };
}

export function go(name: string): Files {
  return { 'go.mod': `module acme.dev/orders\n\ngo 1.26\n\nrequire ${name} v1.0.0\n` };
}

export function maven(name: string, scope: Scope = 'runtime'): Files {
  const [group, artifact] = name.split(':');
  const test = scope === 'runtime' ? '' : '<scope>test</scope>';
  const one = `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${test}</dependency>`;
  return {
    'pom.xml': `<project><artifactId>orders</artifactId><dependencies>${one}</dependencies></project>`,
  };
}

export function gem(name: string, scope: Scope = 'runtime'): Files {
  const call = `gem "${name}"\n`;
  return { Gemfile: scope === 'runtime' ? call : `group :development, :test do\n  ${call}end\n` };
}

export function composer(name: string, scope: Scope = 'runtime'): Files {
  const group = scope === 'runtime' ? 'require' : 'require-dev';
  return { 'composer.json': JSON.stringify({ type: 'project', [group]: { [name]: '^1.0' } }) };
}

export function nuget(name: string, scope: Scope = 'runtime'): Files {
  const file = scope === 'runtime' ? 'Api/Api.csproj' : 'Api.Tests/Api.Tests.csproj';
  if (name.startsWith('Microsoft.NET.Sdk')) return { [file]: `<Project Sdk="${name}"></Project>` };
  const reference = `<ItemGroup><PackageReference Include="${name}" Version="1.0.0" /></ItemGroup>`;
  return { [file]: `<Project Sdk="Microsoft.NET.Sdk">${reference}</Project>` };
}

export function cargo(name: string, scope: Scope = 'runtime'): Files {
  const table = scope === 'runtime' ? 'dependencies' : 'dev-dependencies';
  return { 'Cargo.toml': `[package]\nname = "orders"\n\n[${table}]\n${name} = "1"\n` };
}

export function mix(name: string, scope: Scope = 'runtime'): Files {
  const only = scope === 'runtime' ? '' : ', only: :test';
  return {
    'mix.exs': `defmodule A do\n  defp deps do\n    [\n      {:${name}, "~> 1.0"${only}}\n    ]\n  end\nend\n`,
  };
}

export function compose(image: string): Files {
  return { 'compose.yaml': `services:\n  it:\n    image: ${image}:1\n` };
}

export function script(command: string): Files {
  return { 'package.json': JSON.stringify({ scripts: { test: command } }) };
}

export function file(path: string, text = ''): Files {
  return { [path]: text };
}

export function inFolder(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}
