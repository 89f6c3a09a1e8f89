import type { TextLine } from '../../documents/document.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { openDocuments, type OpenDocument } from '../documents/open.ts';
import { isPlaceholder } from '../documents/placeholder.ts';
import { subjectOfHeading } from '../documents/subjects.ts';
import contacts from '../evidence/contacts.ts';

const operational = /^(?:readiness|runbook|recovery|rollback|incident|contacts|monitoring|deployment)$/;
const urgent = /\b(?:emergency|on-?call|escalation|pager|incident)\b/i;
const address =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?:\/\/\S+|(?:^|\s)@[\w-]+(?:\/[\w-]+)?|(?:^|\s)#[a-z][\w-]+|\+?\d[\d\s().-]{7,}\d|\b(?:pagerduty|opsgenie|slack|telegram|teams|phone|hotline)\b/i;
const role =
  /\b(?:lead|engineer|team|administrator|admin|manager|owner|on-?call|escalation|contact|support|security|devops|sre|dba|architect|director|cto|ciso|primary|secondary|backup|infrastructure|operations|provider|vendor|hosting)\b/i;

export default defineGatherer({
  brings: contacts,
  uses: ['repo'],
  limitMs: 10_000,
  async gather({ drivers: { repo }, signal }) {
    const open = await openDocuments(repo, signal);
    return { contacts: open.documents.flatMap(contactsIn).slice(0, 200), skipped: [...open.skipped] };
  },
});

function contactsIn({ file, subject, standing, document }: OpenDocument) {
  const acted = operational.test(subject);
  const known = new Map<string, boolean>();
  function namesContacts(heading: string): boolean {
    const answer =
      known.get(heading) ?? (urgent.test(heading) || (acted && subjectOfHeading(heading) === 'contacts'));
    known.set(heading, answer);
    return answer;
  }
  return document.lines.flatMap((line) => {
    const named = readContact(line);
    if (!named || !line.under.some(namesContacts)) return [];
    return [{ file, line: line.line, role: named.role, reach: reachOf(named.reach), standing }];
  });
}

/** "On-Call Engineer: …", "| Database | ada@… |". Sentences about escalation are no contacts. */
function readContact({ form, text, cells }: TextLine): { role: string; reach: string } | undefined {
  if (cells && cells.length >= 2) {
    const [first, ...rest] = cells.map((cell) => cell.text);
    return first !== undefined && role.test(first) ? { role: first, reach: rest.join(' ') } : undefined;
  }
  if (form === 'heading' || form === 'step' || text.length > 160) return undefined;
  const split = /^([^:]{2,60}?)\s*(?::|\s[–—-]\s)\s*(.*)$/.exec(text);
  const name = split?.[1]?.trim() ?? '';
  // Nothing after the colon is a label: who it is stands on the lines below.
  return role.test(name) && split?.[2] ? { role: name, reach: split[2] } : undefined;
}

function reachOf(reach: string) {
  if (reach.trim() === '' || isPlaceholder(reach)) return 'blank' as const;
  return address.test(reach) ? ('address' as const) : ('name-only' as const);
}
