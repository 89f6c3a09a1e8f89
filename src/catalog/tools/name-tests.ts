import type { TestFile } from '../evidence/test-files.ts';

/** The path from the root and the kind of a test, by the file its runner names: absolute, relative, or a package's. */
export function fileNamer(paths: ReadonlySet<string>, folder: string, files: readonly TestFile[]) {
  const kinds = new Map(files.map((file) => [file.file, file.kind] as const));
  return (reported: string | undefined): { file?: string; kind: TestFile['kind'] } => {
    if (reported === undefined) return { kind: 'unit' };
    const plain = reported.replace(/^file:\/\//, '').replace(/^.*?\/tree\//, '');
    const file = [plain, folder === '' ? plain : `${folder}/${plain}`].find((path) => paths.has(path));
    if (file !== undefined) return { file, kind: kinds.get(file) ?? 'unit' };
    // Go names the package: the last folders of its path are folders here.
    const near = files.find(
      (one) => plain.endsWith(`/${one.folder}`) || (one.folder === folder && one.file.endsWith('_test.go')),
    );
    return near ? { file: near.file, kind: near.kind } : { kind: 'unit' };
  };
}

/** The first lines of a failure are enough to know it again. */
export function saying(says: string | undefined): { says?: string } {
  return says === undefined || says === ''
    ? {}
    : { says: says.trim().split('\n').slice(0, 3).join(' ').slice(0, 400) };
}
