import type { RepoDriver, RepoFile } from '../../kit/drivers.ts';
import type { Document } from '../../documents/document.ts';
import { formatOf, readDocument } from '../../documents/read.ts';
import { asideKind } from '../aside.ts';
import type { DocumentFacts, Subject } from '../evidence/documents.ts';
import { standingOf } from './standing.ts';
import { subjectOf } from './subjects.ts';

export interface OpenDocument {
  readonly file: string;
  readonly subject: Subject;
  readonly standing: DocumentFacts['standing'];
  readonly document: Document;
}

export interface OpenDocuments {
  readonly documents: readonly OpenDocument[];
  readonly skipped: readonly { readonly file: string; readonly because: string }[];
}

/** Instructions to tools and editors, not documents of the service. */
const toolFolder = /^\.(?!github\/|gitlab\/)[\w-]+\/|\/\.(?!github\/|gitlab\/)[\w-]+\//;
/** Reports of work done tell of their day. A readiness summary does not: it speaks for the service. */
const report =
  /(^|[-_/ ])(reports?|summary|sprint\d*|complet(e|ed|ion)|status|issues?|fix(es|ed)?|analysis|retro(spective)?|minutes|notes|session|progress|phase[-_ ]?\d*|milestones?|hand-?(over|off)|audit|review|findings|migration)([-_. ]|$)/i;
const maxDocuments = 800;
const maxTotalBytes = 1_500_000;
const maxBytes = 400_000;
/** Of a change log only the newest entries matter. */
const maxChangelogChars = 60_000;

/** Several gatherers ask for the documents of one target: they are read and parsed once for all of them. */
const opened = new WeakMap<RepoDriver, Promise<OpenDocuments>>();

/** The documents a team wrote, the most telling first; what was left out is named. */
export function openDocuments(repo: RepoDriver, signal: AbortSignal): Promise<OpenDocuments> {
  const known = opened.get(repo);
  if (known) return known;
  const reading = readAll(repo, signal);
  opened.set(repo, reading);
  return reading;
}

async function readAll(repo: RepoDriver, signal: AbortSignal): Promise<OpenDocuments> {
  const files = (await repo.list()).filter(isDocument).sort((a, b) => rank(a.path) - rank(b.path));
  const documents: OpenDocument[] = [];
  const skipped: { file: string; because: string }[] = [];
  let totalBytes = 0;
  for (const { path: file, sizeBytes } of files) {
    if (signal.aborted) break;
    const full =
      documents.length >= maxDocuments || totalBytes + Math.min(sizeBytes, maxBytes) > maxTotalBytes;
    if (full) {
      // Nobody misses an old document or a form that was not read.
      if (standingOf(file) === 'current')
        skipped.push({ file, because: 'there are more documents than are read' });
      continue;
    }
    const isLog = subjectOf(file, undefined) === 'changelog';
    const read = await repo.read(file, { limitBytes: isLog ? 2_000_000 : maxBytes });
    if (!read.ok) {
      skipped.push({
        file,
        because: read.because === 'too-big' ? 'it is bigger than 400 kB' : `it is ${read.because}`,
      });
      continue;
    }
    totalBytes += Math.min(sizeBytes, maxChangelogChars * (isLog ? 1 : 100));
    const document = readDocument(file, isLog ? read.text.slice(0, maxChangelogChars) : read.text);
    const subject = subjectOf(file, document.title);
    const past = report.test(file) && (subject === 'other' || subject === 'plan');
    documents.push({ file, subject, standing: past ? 'archive' : standingOf(file), document });
  }
  return { documents, skipped };
}

function isDocument({ path, kind }: RepoFile): boolean {
  if (kind !== 'file' || asideKind(path) === 'vendored' || asideKind(path) === 'test') return false;
  const format = formatOf(path);
  if (format === undefined || toolFolder.test(path)) return false;
  return format !== 'plain' || subjectOf(path, undefined) !== 'other';
}

/** Readiness documents, then the root, then by depth: where the budget ends, the least telling are left out. */
function rank(path: string): number {
  const subject = subjectOf(path, undefined);
  const depth = path.split('/').length;
  const telling =
    subject === 'readiness' ? -20 : subject === 'readme' && depth < 3 ? -10 : subject === 'other' ? 4 : 0;
  return depth + telling + (standingOf(path) === 'current' ? 0 : 8);
}
