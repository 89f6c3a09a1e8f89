const kindByFolder: Readonly<Record<string, AsideKind>> = {
  ...folders('test', 'test tests __tests__ testing spec specs e2e cypress'),
  ...folders('test', '__mocks__ mock mocks stubs integration-tests functional-tests benchmark'),
  ...folders('test', 'fixture fixtures __fixtures__ testdata test-data'),
  ...folders('test', 'benchmarks bench loadtest load-tests'),
  ...folders(
    'example',
    'example examples sample samples demo demos tutorial tutorials playground playgrounds',
  ),
  ...folders('example', 'template templates quickstart snippets docs doc documentation'),
  ...folders('vendored', 'vendor vendored third_party third-party node_modules bower_components .yarn'),
  ...folders('vendored', 'dist out target .next generated'),
};

export type AsideKind = 'test' | 'example' | 'vendored';

/** Made to be looked at by tests: neither shipped nor a tool of the team. */
export function isFixture(path: string): boolean {
  return /(^|\/)(__)?(fixtures?|test-?data)(__)?\//i.test(path);
}

/** api_tests, e2e-web, Orders.UnitTests: a folder whose name says test besides other words. */
const testFolder = /(^|[-_.])([Tt]ests?|e2e)([-_.]|$)|[a-z]Tests?$/;

/** Why a file is not part of what the team ships, by the folders it stands in; the outermost tells. */
export function asideKind(path: string): AsideKind | undefined {
  const folder = folderOf(path);
  if (known.has(folder)) return known.get(folder);
  const kind = kindOfFolder(folder);
  if (known.size >= mostKnown) known.clear();
  known.set(folder, kind);
  return kind;
}

/** A hundred detectors ask about every file, and files share folders. */
const known = new Map<string, AsideKind | undefined>();
const mostKnown = 20_000;

function kindOfFolder(path: string): AsideKind | undefined {
  // Below src/main the folders are package names: org.example.samples says nothing.
  const sources = `/${path}/`.indexOf('/src/main/');
  const above = sources < 0 ? path : path.slice(0, Math.max(sources - 1, 0));
  for (const folder of above.split('/')) {
    const name = folder.toLowerCase();
    if (Object.hasOwn(kindByFolder, name)) return kindByFolder[name];
    if (testFolder.test(folder)) return 'test';
  }
  return undefined;
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folders(kind: AsideKind, names: string): Record<string, AsideKind> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}
