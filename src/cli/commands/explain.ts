import { auditFacts, auditPage } from '../../report/audit-page.ts';
import { renderMarkdownToTerminal } from '../../report/terminal-markdown.ts';
import type { Given } from '../commands.ts';
import { openCatalog } from '../open-catalog.ts';
import { mustKnow } from '../known-names.ts';

export async function run({ args, options, console }: Given): Promise<number> {
  const wanted = args[0] ?? '';
  const catalog = await openCatalog(options.catalog);
  const ids = [...catalog.audits.keys()];
  const short = ids.filter((id) => id.slice(id.indexOf('/') + 1) === wanted);
  const id = short.length === 1 ? (short[0] ?? wanted) : wanted;
  const audit = catalog.audits.get(id);
  if (!audit) {
    mustKnow('audit', wanted, ids);
    return 2;
  }
  if (options.format === 'json') console.print(`${JSON.stringify(auditFacts(id, audit))}\n`);
  else if (options.format === 'markdown') console.print(auditPage(id, audit));
  else console.print(renderMarkdownToTerminal(auditPage(id, audit), console.out));
  return 0;
}
