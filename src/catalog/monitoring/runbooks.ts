import type documentsEvidence from '../evidence/documents.ts';
import type { DocumentFacts, Section } from '../evidence/documents.ts';
import type { Alert } from './alerts.ts';

type Documents = ReturnType<(typeof documentsEvidence)['schema']['parse']>;

/** What an alert's own link, or a heading that names it, leads to. */
export type Runbook =
  | { readonly state: 'steps'; readonly file: string; readonly line: number }
  | { readonly state: 'no-steps'; readonly file: string; readonly line: number }
  | { readonly state: 'broken'; readonly link: string; readonly because: string }
  | { readonly state: 'outside'; readonly link: string }
  | { readonly state: 'none' };

const linkName = /^(runbook|runbook_?url|playbook|playbook_?url|documentation|dashboard_?runbook)$/i;

export function runbookOf({ rule }: Alert, documents: Documents): Runbook {
  const link = rule.annotations.find(({ name }) => linkName.test(name))?.text.trim();
  if (link !== undefined && link !== '') return followLink(link, documents);
  const current = documents.documents.filter(({ standing }) => standing === 'current');
  for (const document of current) {
    const section = document.sections.find(
      ({ text }) => plain(text) === plain(rule.name) || namesWhole(text, rule.name),
    );
    if (section) return stepsOf(document, section);
  }
  return { state: 'none' };
}

function followLink(link: string, documents: Documents): Runbook {
  const [target = '', anchor] = link.split('#', 2);
  const inside = /^https?:\/\//.test(target)
    ? /\/(?:blob|tree|-\/blob|src\/branch|raw)\/[^/]+\/(.+)$/.exec(target)?.[1]
    : target.replace(/^\.?\//, '');
  const path = inside === undefined ? undefined : decode(inside);
  const document =
    path === undefined
      ? undefined
      : documents.documents.find(({ file }) => file === path || file.endsWith(`/${path}`));
  if (!document) {
    if (/^https?:\/\//.test(target)) return { state: 'outside', link };
    const unread = documents.skipped.some(({ file }) => file === path);
    return unread
      ? { state: 'outside', link }
      : { state: 'broken', link, because: 'there is no such document' };
  }
  if (anchor === undefined || anchor === '') {
    const steps = document.sections.some((section) => section.steps + section.commands > 0);
    return { state: steps ? 'steps' : 'no-steps', file: document.file, line: 1 };
  }
  const section = document.sections.find(
    ({ text }) => slug(text) === anchor.toLowerCase() || plain(text) === plain(anchor),
  );
  return section
    ? stepsOf(document, section)
    : { state: 'broken', link, because: `${document.file} has no such heading` };
}

function stepsOf({ file }: DocumentFacts, { line, steps, commands }: Section): Runbook {
  return { state: steps + commands > 0 ? 'steps' : 'no-steps', file, line };
}

/** The anchor that a heading gets on the usual hosts. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** `## Alert: OrdersDown (page)`: the name stands whole between other words. */
function namesWhole(text: string, name: string): boolean {
  return name.length > 5 && text.split(/[^A-Za-z0-9_]+/).includes(name);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
