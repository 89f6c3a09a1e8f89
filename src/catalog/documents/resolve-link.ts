import type { Document, Link } from '../../documents/document.ts';
import type { DocumentLink } from '../evidence/links.ts';
import { pathFrom, type RepoIndex } from '../repo-index.ts';

export interface LinkPlace {
  readonly file: string;
  readonly index: RepoIndex;
  /** The other documents, for anchors in them. */
  readonly documents: ReadonlyMap<string, Document>;
  /** A documentation generator may own the links of this document. */
  readonly site: boolean;
  readonly submodules: readonly string[];
  /** Somebody acts on this document: a runbook, a readiness document, a contact list. */
  readonly operational: boolean;
}

type Answer = Pick<DocumentLink, 'to' | 'state'> & { readonly because?: string };

const generated =
  /(^|\/)(dist|build|out|coverage|target|_build|site|public|generated|htmlcov|node_modules|bin|obj)(\/|$)/;
const templated = /[{}<>$*|]|%7B|%3C/i;

/** Where a link of a document leads; undefined for what is no link to a page (mail, telephone, data). */
export function resolveLink({ target }: Link, place: LinkPlace): Answer | undefined {
  if (/^(https?:)?\/\//i.test(target)) return resolveWeb(target, place.operational);
  if (/^[a-z][a-z\d+.-]*:/i.test(target)) return undefined;
  const [path = '', anchor] = decode(target)
    .split('#', 2)
    .map((part) => part.split('?')[0] ?? '');
  if (path === '') return resolveAnchor(anchor ?? '', place.documents.get(place.file));
  if (/^(todo|tbd|fixme|link|url|xxx+|your[-_].*)$/i.test(path))
    return { to: 'file', state: 'blank', because: 'it was never filled in' };
  if (templated.test(path)) return undecided('it is filled in by a template');
  const found = findFile(path, place);
  if (found === undefined) return missing(path, place);
  const document = place.documents.get(found);
  if (anchor === undefined || anchor === '' || document === undefined)
    return { to: 'file', state: 'resolves' };
  // Generators take anchors from code: `module.Class` has no heading in any document.
  if (place.site && anchor.includes('.')) return undecided('a documentation generator may make it');
  const there = resolveAnchor(anchor, document);
  return there.state === 'broken' ? { ...there, because: `${found} has no heading of that name` } : there;
}

function resolveWeb(target: string, operational: boolean): Answer {
  const host = /^(?:https?:)?\/\/(?:[^/@\s]*@)?([^/:?#\s]+)/i.exec(target)?.[1]?.toLowerCase() ?? '';
  if (
    /^(localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|\[)|\.(local|internal|localhost|test|invalid)$/.test(
      host,
    ) ||
    !host.includes('.')
  )
    return { to: 'web', state: 'undecided', because: 'it is an address of one machine or network' };
  if (templated.test(target))
    return { to: 'web', state: 'undecided', because: 'it is filled in by a template' };
  // Reference pages show made-up addresses on purpose; in a runbook they are blanks.
  if (operational && /(^|\.)example\.(com|org|net)$|^(your|my)-?(domain|company|org|app|site)\b/.test(host))
    return { to: 'web', state: 'blank', because: `${host} is nobody's address` };
  return { to: 'web', state: 'unasked' };
}

function resolveAnchor(anchor: string, document: Document | undefined): Answer {
  const wanted = anchor.toLowerCase().replace(/^user-content-/, '');
  if (wanted === '' || wanted === 'top' || document === undefined) return { to: 'anchor', state: 'resolves' };
  if (document.format !== 'markdown') return undecided('anchors of this format are not read');
  const loose = (name: string) => name.replace(/[^\p{L}\p{N}]/gu, '');
  if (document.anchors.has(wanted)) return { to: 'anchor', state: 'resolves' };
  // Code hosts differ in how they treat signs in headings: letters and digits must agree.
  for (const known of document.anchors)
    if (loose(known) === loose(wanted)) return { to: 'anchor', state: 'resolves' };
  if (/^l\d+|^(fn|fnref)|^:~|^\d+$/.test(wanted))
    return undecided('it is made by the program that shows the page');
  return { to: 'anchor', state: 'broken', because: 'no heading has that name' };
}

function findFile(path: string, { file, index }: LinkPlace): string | undefined {
  const plain = path.replace(/:\d+(-\d+)?$/, '');
  const base = plain.startsWith('/') ? plain.slice(1) : pathFrom(file, plain);
  const trimmed = base.replace(/\/+$/, '');
  const tries = [
    trimmed,
    `${trimmed}.md`,
    `${trimmed}.mdx`,
    `${trimmed}/index.md`,
    `${trimmed}/_index.md`,
    trimmed.replace(/\.html?$/, '.md'),
  ];
  return tries.find((one) => index.files.has(one)) ?? (index.folders.has(trimmed) ? trimmed : undefined);
}

function missing(path: string, { file, index, site, submodules }: LinkPlace): Answer {
  if (path.startsWith('/')) return undecided('it may be a route of a web site');
  const wanted = pathFrom(file, path).replace(/\/+$/, '');
  if (wanted === '..' || wanted.startsWith('../')) return undecided('it leaves the repository');
  if (submodules.some((folder) => wanted.startsWith(`${folder}/`) || wanted === folder))
    return undecided('it is in a submodule');
  const extension = /\.(\w{1,10})$/.exec(path)?.[1]?.toLowerCase();
  if (site && extension !== 'md' && extension !== 'mdx')
    return undecided('a documentation generator may make it');
  if (index.presence(wanted) === 'ignored' || generated.test(wanted))
    return undecided('it is made by a build');
  const named = extension !== undefined || path.includes('/') || /^[A-Z_]{3,}$/.test(path);
  if (!named) return undecided('it may be a route of a web site');
  const similar = [...index.files].find((one) => one.toLowerCase() === wanted.toLowerCase());
  const because = similar === undefined ? `there is no ${wanted}` : `the file is called ${similar}`;
  return { to: 'file', state: 'broken', because };
}

function undecided(because: string): Answer {
  return { to: 'site', state: 'undecided', because };
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
