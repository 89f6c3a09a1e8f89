import type { Ecosystem, Manifest } from '../evidence/manifests.ts';

/** What a parser reads out of one manifest. */
export type Parsed = Omit<Manifest, 'file' | 'folder' | 'ecosystem' | 'aside'> & {
  /** A project that holds only tests, whatever its folder is called. */
  readonly testsOnly?: boolean;
};
export type Dependency = Manifest['dependencies'][number];

export const nothing: Parsed = {
  offers: [],
  workspaces: [],
  scripts: [],
  engines: [],
  dependencies: [],
  unread: [],
};

export interface ManifestFormat {
  readonly ecosystem: Ecosystem;
  readonly file: RegExp;
  /** Undefined when the text is not a valid file of this kind. */
  parse(text: string, file: string): Parsed | undefined;
}

/** Groups and file names that mean "not in production". */
export function isDevelopmentGroup(name: string): boolean {
  return /(^|[-_./])(dev|develop|development|test|tests|testing|lint|linting|docs?|format|ci|local|typing|types|type|mypy|qa|style|check|checks|bench|profil(e|ing))([-_./\d]|$)/i.test(
    name,
  );
}
