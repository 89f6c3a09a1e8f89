import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatherFrom } from '../fixtures/gather.ts';
import manifests from '../src/catalog/evidence/manifests.ts';

/** File, text, and what must be read of it: name, range, scope and line of each dependency; engines with lines. */
const rows: readonly (readonly [
  file: string,
  text: string,
  dependencies: readonly string[],
  engines?: readonly string[],
])[] = [
  [
    'package.json',
    '{\n "engines": {"node": ">=24"},\n "dependencies": {"pg": "^8.0.0"},\n "devDependencies": {"vitest": "5"},\n "peerDependencies": {"react": "*"}\n}',
    ['pg ^8.0.0 runtime 3', 'vitest 5 development 4', 'react * peer 5'],
    ['node >=24 2'],
  ],
  [
    'pyproject.toml',
    '[project]\nname = "orders"\nrequires-python = ">=3.12"\ndependencies = [\n  "Flask_Cors>=4",\n  "psycopg[binary]==3.2.1; sys_platform != \'win32\'",\n]\n[project.optional-dependencies]\ndev = ["pytest"]\ns3 = ["boto3"]\n[dependency-groups]\nlint = ["ruff>=0.5"]\n',
    [
      'flask-cors >=4 runtime 5',
      'psycopg ==3.2.1 runtime 6',
      'pytest - development 9',
      'boto3 - optional 10',
      'ruff >=0.5 development 12',
    ],
    ['python >=3.12 3'],
  ],
  [
    'pyproject.toml',
    '[tool.poetry]\nname = "orders"\n[tool.poetry.dependencies]\npython = "^3.12"\nfastapi = "^0.110"\nredis = { version = "^5", optional = true }\n[tool.poetry.group.dev.dependencies]\nmypy = "*"\n',
    ['fastapi ^0.110 runtime 5', 'redis ^5 optional 6', 'mypy * development 8'],
    ['python ^3.12 4'],
  ],
  [
    'requirements.txt',
    '# comment\nflask==3.0.0 \\\n    --hash=sha256:abc\n-r base.txt\nredis\n',
    ['flask ==3.0.0 runtime 2', 'redis - runtime 5'],
  ],
  ['requirements/dev.txt', 'pytest==8.0.0\n', ['pytest ==8.0.0 development 1']],
  [
    'setup.cfg',
    '[metadata]\nname = orders\n[options]\npython_requires = >=3.11\ninstall_requires =\n  flask>=3\n',
    ['flask >=3 runtime 6'],
    ['python >=3.11 4'],
  ],
  [
    'setup.py',
    "from setuptools import setup\nsetup(\n  install_requires=[\n    'flask>=3',\n  ],\n)\n",
    ['flask >=3 runtime 4'],
  ],
  [
    'Pipfile',
    '[packages]\nflask = "==3.0.0"\n[dev-packages]\npytest = "*"\n[requires]\npython_version = "3.12"\n',
    ['flask ==3.0.0 runtime 2', 'pytest - development 4'],
    ['python 3.12 6'],
  ],
  [
    'go.mod',
    'module acme.dev/orders\n\ngo 1.26.0\ntoolchain go1.26.2\n\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.7.0\n\tgolang.org/x/net v0.30.0 // indirect\n)\nreplace acme.dev/x => ../x\n',
    ['github.com/jackc/pgx/v5 v5.7.0 runtime 7', 'golang.org/x/net v0.30.0 indirect 8'],
    ['go 1.26.0 3', 'go 1.26.2 4'],
  ],
  [
    'pom.xml',
    '<project>\n<artifactId>orders</artifactId>\n<properties><java.version>21</java.version><pg.version>42.7.1</pg.version></properties>\n<dependencies>\n<dependency>\n<groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>${pg.version}</version>\n</dependency>\n<dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><scope>test</scope></dependency>\n</dependencies>\n</project>',
    ['org.postgresql:postgresql 42.7.1 runtime 5', 'org.junit.jupiter:junit-jupiter - development 8'],
    ['java 21 3'],
  ],
  [
    'build.gradle.kts',
    'plugins {\n  id("org.springframework.boot") version "3.5.0"\n}\njava { toolchain { languageVersion.set(JavaLanguageVersion.of(21)) } }\ndependencies {\n  // implementation("no:no:1")\n  implementation("org.postgresql:postgresql:42.7.1")\n  testImplementation("org.junit.jupiter:junit-jupiter")\n  implementation(project(":core"))\n}\n',
    [
      'org.springframework.boot 3.5.0 development 2',
      'org.postgresql:postgresql 42.7.1 runtime 7',
      'org.junit.jupiter:junit-jupiter - development 8',
      ':core - runtime 9 local',
    ],
    ['java 21 4'],
  ],
  [
    'Gemfile',
    'source "https://rubygems.org"\nruby "3.4.1"\ngem "rails", "~> 8.0", ">= 8.0.1"\ngroup :development, :test do\n  gem "rspec-rails"\nend\ngem "puma" # server\n',
    ['rails ~> 8.0, >= 8.0.1 runtime 3', 'rspec-rails - development 5', 'puma - runtime 7'],
    ['ruby 3.4.1 2'],
  ],
  [
    'composer.json',
    '{\n"type": "project",\n"require": {\n"php": "^8.4",\n"laravel/framework": "^12.0"},\n"require-dev": {"phpunit/phpunit": "^12"}}',
    ['laravel/framework ^12.0 runtime 5', 'phpunit/phpunit ^12 development 6'],
    ['php ^8.4 4'],
  ],
  [
    'Api/Api.csproj',
    '<Project Sdk="Microsoft.NET.Sdk.Web">\n<PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>\n<ItemGroup>\n<PackageReference Include="Npgsql" Version="9.0.0" />\n</ItemGroup>\n</Project>',
    ['Microsoft.NET.Sdk.Web - runtime 1', 'Npgsql 9.0.0 runtime 4'],
    ['dotnet net10.0 2'],
  ],
  [
    'Cargo.toml',
    '[package]\nname = "orders"\nrust-version = "1.85"\n[dependencies]\naxum = "0.8"\nserde = { version = "1", optional = true }\n[dev-dependencies]\ninsta = "1"\n',
    ['axum 0.8 runtime 5', 'serde 1 optional 6', 'insta 1 development 8'],
    ['rust 1.85 3'],
  ],
  [
    'mix.exs',
    'defmodule A do\n  def project, do: [app: :a,\n    elixir: "~> 1.18"]\n  defp deps do\n    [\n      {:phoenix, "~> 1.8"},\n      {:credo, "~> 1.7", only: [:dev, :test]}\n    ]\n  end\nend\n',
    ['phoenix ~> 1.8 runtime 6', 'credo ~> 1.7 development 7'],
    ['elixir ~> 1.18 3'],
  ],
];

describe('manifests of every ecosystem give their dependencies with scope and line', () => {
  for (const [file, text, dependencies, engines = []] of rows) {
    it(`${file}: ${dependencies[0]}`, async () => {
      const seen = await gatherFrom(manifests, { [file]: text });

      const [manifest] = seen.manifests;
      assert.deepEqual(seen.skipped, []);
      assert.deepEqual(
        manifest?.dependencies.map(
          ({ name, range, scope, line, local }) =>
            `${name} ${range ?? '-'} ${scope} ${line}${local ? ' local' : ''}`,
        ),
        dependencies,
      );
      assert.deepEqual(
        manifest?.engines.map(({ name, range, line }) => `${name} ${range} ${line}`),
        engines,
      );
    });
  }
});

describe('what cannot be read is said', () => {
  for (const file of [
    'package.json',
    'pyproject.toml',
    'pom.xml',
    'Cargo.toml',
    'composer.json',
    'Pipfile',
  ]) {
    it(`${file} that is broken is skipped with a reason`, async () => {
      const { manifests: read, skipped } = await gatherFrom(manifests, { [file]: '{ "dependencies": <<<' });

      assert.deepEqual([read, skipped.map((one) => one.file)], [[], [file]]);
    });
  }

  it('build files of other ecosystems are named', async () => {
    const { foreign } = await gatherFrom(manifests, { 'build.sbt': '', 'examples/Package.swift': '' });

    assert.deepEqual(foreign, [
      { file: 'build.sbt', aside: false },
      { file: 'examples/Package.swift', aside: true },
    ]);
  });

  it('a setup.py that computes its dependencies says so', async () => {
    const { manifests: read } = await gatherFrom(manifests, {
      'setup.py': 'from setuptools import setup\nsetup(install_requires=read("x"))\n',
    });

    assert.equal(read[0]?.unread[0]?.line, 2);
  });

  it('a version catalog and central package versions fill in what the project leaves out', async () => {
    const { manifests: read } = await gatherFrom(manifests, {
      'gradle/libs.versions.toml':
        '[versions]\npg = "42.7.1"\n[libraries]\npg-driver = { module = "org.postgresql:postgresql", version.ref = "pg" }\n',
      'build.gradle': 'dependencies {\n  runtimeOnly libs.pg.driver\n}\n',
      'Directory.Packages.props':
        '<Project><ItemGroup><PackageVersion Include="Npgsql" Version="9.0.1" /></ItemGroup></Project>',
      'Api/Api.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="Npgsql" /></ItemGroup></Project>',
    });
    const found = read.flatMap(({ file, dependencies }) =>
      dependencies.map(({ name, range }) => `${file} ${name} ${range ?? ''}`),
    );

    assert.ok(found.includes('build.gradle org.postgresql:postgresql 42.7.1'));
    assert.ok(found.includes('Api/Api.csproj Npgsql 9.0.1'));
  });
});
