import { defineGatherer } from '../../kit/gatherer.ts';
import securityPolicy from '../evidence/security-policy.ts';

const email = /[\w.+-]+@[\w-]+(\.[\w-]+)+/;
const link = /https?:\/\/\S+|\bprivate vulnerability reporting\b|\/security\/advisories\b/i;
const placeholder =
  /example\.(com|org|net)|your[-_ ]?(company|org|email|domain)|\[[^\]]*(contact|e-?mail)[^\]]*\](?!\()|\bTODO\b|\bTBD\b|xxx@/i;

export default defineGatherer({
  brings: securityPolicy,
  uses: ['repo'],
  limitMs: 10_000,
  async gather({ drivers: { repo } }) {
    const paths = (await repo.list()).filter((file) => file.kind === 'file').map((file) => file.path);
    const policies = [];
    for (const file of paths.filter((path) =>
      /^(\.github\/|docs\/|\.gitlab\/)?security\.(md|rst|txt|adoc)$/i.test(path),
    )) {
      const read = await repo.read(file);
      if (read.ok) policies.push({ file, contacts: contactsIn(read.text) });
    }
    const securityTxt = [];
    for (const file of paths.filter((path) => /(^|\/)\.well-known\/security\.txt$/.test(path))) {
      const read = await repo.read(file);
      if (read.ok) securityTxt.push({ file, ...readSecurityTxt(read.text) });
    }
    return { policies, securityTxt };
  },
});

function contactsIn(text: string) {
  return text.split('\n').flatMap((content, index) => {
    const kind = kindOf(content);
    return kind === undefined ? [] : [{ line: index + 1, kind, placeholder: placeholder.test(content) }];
  });
}

function kindOf(content: string): 'email' | 'link' | 'security-txt' | undefined {
  if (email.test(content)) return 'email';
  // It only names another file: that one has to hold the address.
  if (/\.well-known\/security\.txt/.test(content)) return 'security-txt';
  return link.test(content) ? 'link' : undefined;
}

/** RFC 9116: Contact and Expires are required fields. */
function readSecurityTxt(text: string) {
  const lines = text.split(/\r?\n/);
  const index = lines.findIndex((content) => /^expires:/i.test(content));
  const expires = lines[index]?.slice('expires:'.length).trim();
  const hasContact = lines.some((content) => /^contact:\s*\S/i.test(content));
  return expires === undefined ? { hasContact } : { hasContact, expires, expiresLine: index + 1 };
}
