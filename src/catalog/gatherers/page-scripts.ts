import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind } from '../aside.ts';
import pageScripts from '../evidence/page-scripts.ts';
import { lineFinder } from '../lines.ts';

const page =
  /\.(html?|erb|haml|slim|twig|cshtml|razor|ejs|hbs|pug|heex|jsp|ftlh|astro|phtml|jinja2?|j2)$|\.blade\.php$/i;
const mostPages = 600;
const longestTag = 1_500;

export default defineGatherer({
  brings: pageScripts,
  uses: ['repo'],
  limitMs: 10_000,
  async gather({ drivers: { repo } }) {
    const scripts: { file: string; line: number; host: string; integrity: boolean }[] = [];
    const skipped: { file: string; because: string }[] = [];
    let looked = 0;
    for (const { path: file, kind, sizeBytes } of await repo.list()) {
      const aside = asideKind(file);
      if (kind !== 'file' || !page.test(file) || aside === 'test' || aside === 'vendored') continue;
      looked += 1;
      if (looked > mostPages || sizeBytes > 400_000) {
        skipped.push({ file, because: looked > mostPages ? 'too many pages' : 'too big' });
        continue;
      }
      const read = await repo.read(file);
      if (read.ok) scripts.push(...scriptsIn(file, read.text));
      else skipped.push({ file, because: read.because });
    }
    return { scripts: scripts.slice(0, 200), looked, skipped };
  },
});

function scriptsIn(file: string, text: string) {
  const found: { file: string; line: number; host: string; integrity: boolean }[] = [];
  const lineAt = lineFinder(text);
  for (let at = text.indexOf('<script'); at >= 0; at = text.indexOf('<script', at + 7)) {
    const end = text.indexOf('>', at);
    const tag = text.slice(at, end < 0 ? at + longestTag : Math.min(end, at + longestTag));
    const host = /\ssrc\s*=\s*["']?(?:https?:)?\/\/([\w.-]+)/.exec(tag)?.[1];
    if (host !== undefined)
      found.push({ file, line: lineAt(at), host, integrity: /\sintegrity\s*=/.test(tag) });
  }
  return found;
}
