import { child, childrenOf, readXml, type XmlElement } from '../xml-text.ts';
import { nothing, type Dependency, type ManifestFormat, type Parsed } from './parsed.ts';

const javaVersions = [
  'maven.compiler.release',
  'java.version',
  'maven.compiler.target',
  'maven.compiler.source',
];

export const pomFormat: ManifestFormat = {
  ecosystem: 'Maven',
  file: /(^|\/)pom\.xml$/,
  parse(text) {
    const project = readXml(text);
    if (project?.name !== 'project') return undefined;
    const properties = propertiesOf(project);
    const artifact = child(project, 'artifactId')?.text;
    const group = (child(project, 'groupId') ?? child(project, 'parent', 'groupId'))?.text;
    const version = child(project, 'version')?.text;
    return {
      ...nothing,
      ...(artifact ? { name: group ? `${group}:${artifact}` : artifact } : {}),
      ...(version ? { version: fill(version, properties) } : {}),
      workspaces: childrenOf(child(project, 'modules'), 'module').map((module) => module.text),
      engines: enginesOf(project, properties),
      dependencies: [
        ...parentOf(project),
        ...childrenOf(child(project, 'dependencies'), 'dependency').flatMap((one) =>
          dependency(one, properties),
        ),
        ...childrenOf(child(project, 'build', 'plugins'), 'plugin').flatMap((one) => plugin(one, properties)),
      ],
    };
  },
};

function propertiesOf(project: XmlElement): ReadonlyMap<string, string> {
  return new Map(child(project, 'properties')?.children.map((one) => [one.name, one.text]));
}

/** Puts properties in, one level deep: that is what poms of services do. */
function fill(text: string, properties: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{([^}]+)\}/g, (whole, name: string) => properties.get(name) ?? whole);
}

function parentOf(project: XmlElement): Dependency[] {
  const parent = child(project, 'parent');
  return parent ? dependency(parent, new Map()).map((one) => ({ ...one, group: 'parent' })) : [];
}

function dependency(one: XmlElement, properties: ReadonlyMap<string, string>): Dependency[] {
  const group = child(one, 'groupId')?.text;
  const artifact = child(one, 'artifactId')?.text;
  if (!group || !artifact) return [];
  const scope = child(one, 'scope')?.text;
  const version = child(one, 'version')?.text;
  return [
    {
      name: `${fill(group, properties)}:${fill(artifact, properties)}`,
      ...(version ? { range: fill(version, properties) } : {}),
      scope:
        scope === 'test' ? 'development' : child(one, 'optional')?.text === 'true' ? 'optional' : 'runtime',
      ...(scope ? { group: scope } : {}),
      local: group === '${project.groupId}' || scope === 'system',
      line: one.line,
    },
  ];
}

function plugin(one: XmlElement, properties: ReadonlyMap<string, string>): Dependency[] {
  const artifact = child(one, 'artifactId')?.text;
  if (!artifact) return [];
  const group = child(one, 'groupId')?.text ?? 'org.apache.maven.plugins';
  const version = child(one, 'version')?.text;
  const range = version ? { range: fill(version, properties) } : {};
  return [
    {
      name: `${group}:${artifact}`,
      ...range,
      scope: 'development',
      group: 'plugin',
      local: false,
      line: one.line,
    },
  ];
}

function enginesOf(project: XmlElement, properties: ReadonlyMap<string, string>): Parsed['engines'] {
  const compiler = childrenOf(child(project, 'build', 'plugins'), 'plugin').find(
    (one) => child(one, 'artifactId')?.text === 'maven-compiler-plugin',
  );
  const settings = child(compiler, 'configuration');
  const places = [
    ...['release', 'target', 'source'].map((name) => child(settings, name)),
    ...javaVersions.map((name) => child(project, 'properties', name)),
  ];
  const place = places.find((one) => one !== undefined && /^\d/.test(fill(one.text, properties)));
  return place ? [{ name: 'java', range: fill(place.text, properties), line: place.line }] : [];
}
