import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { servicesToName } from '../../documents/stack-services.ts';
import { unreadDocuments } from '../../documents/unread.ts';
import architectureDocuments from '../../evidence/architecture-documents.ts';
import compose from '../../evidence/compose.ts';
import { exampleCompose } from '../../documents/example-compose.ts';

/** A section shorter than this only points elsewhere, or gives a rule. */
const fewWords = 40;
const drawn = {
  file: 'docs/architecture.md',
  line: 1,
  standing: 'current' as const,
  drawings: [{ line: 8, kind: 'mermaid' as const, exists: true }],
  words: ['api', 'clients', 'database', 'orders', 'postgres', 'redis', 'limits'],
  length: 160,
};
const noDrawings = { drawings: [], elsewhere: [], skipped: [] };
const stack = exampleCompose([
  { name: 'api' },
  { name: 'db', image: 'postgres' },
  { name: 'cache', image: 'redis' },
]);

export default defineAudit({
  title: 'An architecture drawing names every service of the stack',
  failureTitle: 'There is no drawing of the architecture that names every service of the stack',
  why: 'Who does not know the service looks for the part that failed in the code, while the drawing would have shown it in a minute.',
  fix: `Draw the services and who talks to whom, in the repository, as text that a change can be reviewed in:

\`\`\`mermaid
flowchart LR
  clients --> api --> db[(postgres)]
  api --> redis
\`\`\``,
  refs: ['Mercari production readiness: design document', 'C4 model'],
  severity: 'minor',
  state: 'stable',
  effortHours: 3,
  claims: [
    'architecture diagram',
    'architecture diagrams',
    'architecture',
    'system architecture',
    'c4 model',
    'architecture documentation',
    'architecture documented',
    'system design',
    'architecture overview',
    'adr',
    'design documents',
    'architecture decision records',
    'architecture docs',
  ],
  needs: { seen: architectureDocuments, stack: compose },
  judge({ seen, stack: { files, skipped: unreadFiles } }) {
    const current = seen.documents.filter((one) => one.standing === 'current');
    const drawings = current.flatMap((one) => one.drawings);
    const unread = unreadDocuments(seen.skipped);
    const described = current
      .filter((one) => one.length >= fewWords || one.drawings.length > 0)
      .sort((a, b) => b.length - a.length);
    if (described.length === 0 && seen.drawings.length === 0) {
      if (unread) return { abstains: 'unknown', because: unread };
      if (seen.elsewhere.length > 0)
        return {
          abstains: 'unknown',
          because: 'Documents link to a description on the web, which was not read.',
          signs: seen.elsewhere.map(({ file, line, target }) => ({ file, line, note: target })),
        };
      return {
        looked: 1,
        findings: [
          { key: 'absent', says: 'No document describes the architecture.', where: { file: 'docs' } },
        ],
      };
    }
    const findings: Finding[] = [];
    for (const one of current) {
      for (const picture of one.drawings.filter((drawing) => !drawing.exists))
        findings.push({
          key: `picture:${one.file}`,
          says: `${one.file} shows a picture that is not there.`,
          where: { file: one.file, line: picture.line },
        });
    }
    const [first] = described;
    if (drawings.length === 0 && seen.drawings.length === 0 && first)
      findings.push({
        key: 'no-drawing',
        says: `${first.file} describes the architecture without a drawing.`,
        where: { file: first.file, line: first.line },
      });
    const named = new Set([
      ...current.flatMap((one) => one.words),
      ...seen.drawings.flatMap((one) => one.words),
    ]);
    const services = servicesToName(files);
    // Where nothing is drawn, that is the one thing to say.
    const missing = findings.some((finding) => finding.key === 'no-drawing')
      ? []
      : services.filter((service) => !service.names.some((name) => named.has(name)));
    // Words inside a picture cannot be read: what the text leaves out the picture may show.
    const pictures =
      drawings.some((drawing) => drawing.kind === 'picture') ||
      seen.drawings.some((one) => /drawio|excalidraw/.test(one.kind));
    if (findings.length === 0 && missing.length > 0 && pictures)
      return {
        abstains: 'unknown',
        because: `The text does not name ${missing.map((one) => one.name).join(', ')}; the picture may.`,
      };
    for (const { name, file, line } of missing)
      findings.push({
        key: `unnamed:${name}`,
        says: `No architecture document names the service ${name}.`,
        where: { file, line, service: name },
      });
    if (findings.length > 0) return { looked: services.length, findings };
    if (services.length === 0 || unreadFiles.length > 0)
      return {
        abstains: 'unknown',
        because: 'There is a drawing; nothing here says which services the stack has.',
        signs: current.map(({ file, line }) => ({ file, line })),
      };
    return { looked: services.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { documents: [drawn], ...noDrawings }, stack } }],
    fail: [
      {
        given: { seen: { documents: [{ ...drawn, words: ['api', 'postgres'] }], ...noDrawings }, stack },
        findings: ['unnamed:cache'],
      },
    ],
    hollow: [
      {
        name: 'words without a drawing',
        given: { seen: { documents: [{ ...drawn, drawings: [] }], ...noDrawings }, stack },
        findings: ['no-drawing'],
      },
      {
        name: 'a section that only points to another document',
        given: { seen: { documents: [{ ...drawn, drawings: [], length: 20 }], ...noDrawings }, stack },
        findings: ['absent'],
      },
      {
        name: 'a picture that may show the rest',
        given: {
          seen: {
            documents: [{ ...drawn, drawings: [{ line: 8, kind: 'picture', exists: true }], words: ['api'] }],
            ...noDrawings,
          },
          stack,
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      { given: { seen: { documents: [], ...noDrawings }, stack }, findings: ['absent'] },
      {
        name: 'a drawing, and no stack to compare it with',
        given: { seen: { documents: [drawn], ...noDrawings }, stack: exampleCompose([]) },
        outcome: 'unknown',
      },
      {
        name: 'a description on the web',
        given: {
          seen: {
            documents: [],
            ...noDrawings,
            elsewhere: [{ file: 'README.md', line: 9, target: 'https://docs.acme.dev/architecture' }],
          },
          stack,
        },
        outcome: 'unknown',
      },
    ],
  },
});
