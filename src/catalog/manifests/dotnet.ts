import { childrenOf, readXml, type XmlElement } from '../xml-text.ts';
import { nothing, type Dependency, type ManifestFormat } from './parsed.ts';

export const projectFormat: ManifestFormat = {
  ecosystem: 'NuGet',
  file: /\.(cs|fs|vb)proj$/,
  parse(text) {
    const project = readXml(text);
    if (project?.name !== 'Project') return undefined;
    const dependencies = [...sdkOf(project), ...packagesOf(project, 'PackageReference', 'runtime')];
    const properties = childrenOf(project, 'PropertyGroup').flatMap((group) => group.children);
    const frameworks = properties.filter((one) => /^TargetFrameworks?$/.test(one.name));
    const testProject =
      properties.some((one) => one.name === 'IsTestProject' && one.text === 'true') ||
      dependencies.some((one) => one.name === 'Microsoft.NET.Test.Sdk');
    const output = properties.find((one) => one.name === 'OutputType')?.text;
    const web = dependencies.some(
      (one) => one.group === 'sdk' && /\.(Web|Worker|BlazorWebAssembly)$/.test(one.name),
    );
    return {
      ...nothing,
      offers: web || /^(Win)?Exe$/i.test(output ?? '') ? ['application'] : ['library'],
      engines: frameworks.flatMap((one) =>
        one.text.split(';').flatMap((range) => (range ? [{ name: 'dotnet', range, line: one.line }] : [])),
      ),
      dependencies,
      testsOnly: testProject,
    };
  },
};

/** Central package management: versions for every project below. Also targets and packages of Directory.Build.props. */
export const propsFormat: ManifestFormat = {
  ecosystem: 'NuGet',
  file: /(^|\/)Directory\.(Packages|Build)\.props$/,
  parse(text) {
    const project = readXml(text);
    if (project?.name !== 'Project') return undefined;
    const properties = childrenOf(project, 'PropertyGroup').flatMap((group) => group.children);
    return {
      ...nothing,
      engines: properties
        .filter((one) => /^TargetFrameworks?$/.test(one.name) && !one.text.includes('$'))
        .map((one) => ({ name: 'dotnet', range: one.text, line: one.line })),
      dependencies: [
        ...packagesOf(project, 'PackageVersion', 'optional').map((one) => ({ ...one, group: 'central' })),
        ...packagesOf(project, 'PackageReference', 'development'),
      ],
    };
  },
};

function sdkOf(project: XmlElement): Dependency[] {
  const name = project.attributes['Sdk'];
  if (name === undefined) return [];
  return [
    { name: name.split('/')[0] ?? name, scope: 'runtime', group: 'sdk', local: false, line: project.line },
  ];
}

function packagesOf(project: XmlElement, tag: string, scope: Dependency['scope']): Dependency[] {
  return childrenOf(project, 'ItemGroup').flatMap((group) =>
    childrenOf(group, tag).flatMap((one): Dependency[] => {
      const name = one.attributes['Include'];
      if (name === undefined) return [];
      const range = one.attributes['Version'] ?? childrenOf(one, 'Version')[0]?.text;
      // PrivateAssets="all" marks analysers and build tools that do not ship.
      const tool = /^all$/i.test(
        one.attributes['PrivateAssets'] ?? childrenOf(one, 'PrivateAssets')[0]?.text ?? '',
      );
      return [
        {
          name,
          ...(range ? { range } : {}),
          scope: tool ? 'development' : scope,
          local: false,
          line: one.line,
        },
      ];
    }),
  );
}
