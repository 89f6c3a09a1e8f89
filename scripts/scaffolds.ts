interface Scaffold {
  readonly id: RegExp;
  readonly article: string;
  readonly example: string;
  /** Path below the repository → text. */
  files(id: string): Readonly<Record<string, string>>;
}

const name = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** What `npm run new` writes. Blanks are empty texts and a judge that throws: no test passes over them. */
export const scaffolds: Readonly<Record<string, Scaffold>> = {
  audit: {
    id: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    article: 'an audit',
    example: 'area/name in lower-case words, e.g. security/policy-file',
    files: (id) => ({ [`src/catalog/audits/${id}.ts`]: audit, [`fixtures/mutants/${id}.ts`]: mutant }),
  },
  evidence: {
    id: name,
    article: 'evidence',
    example: 'a noun in lower-case words, e.g. security-policy',
    files: (id) => ({ [`src/catalog/evidence/${id}.ts`]: evidence(id) }),
  },
  gatherer: {
    id: name,
    article: 'a gatherer',
    example: 'the name of the evidence it brings, e.g. security-policy',
    files: (id) => ({ [`src/catalog/gatherers/${id}.ts`]: gatherer(id) }),
  },
  detector: {
    id: name,
    article: 'a detector',
    example: 'the trait in lower-case words, e.g. fastify',
    files: (id) => ({ [`src/catalog/detectors/${id}.ts`]: detector }),
  },
};

const audit = `import { defineAudit } from '../../../kit/audit.ts';
import files from '../../evidence/files.ts';

export default defineAudit({
  // Whole sentences without a full stop: true when it passes, true when it fails.
  title: '',
  failureTitle: '',
  // What happens to users if this is wrong.
  why: '',
  // What to do, imperative; Markdown, with a snippet per stack where that helps.
  fix: '',
  // The standards behind it.
  refs: [''],
  severity: 'minor',
  // Becomes 'stable' when its mutant flips it and no other.
  state: 'trial',
  effortHours: 1,
  // The phrases by which documents claim this, in lower case.
  claims: [''],
  // The evidence it judges: whatever stands in ../../evidence.
  needs: { seen: files },
  judge({ seen }) {
    throw new Error(\`judge \${seen.files.length} files: pure, from the evidence alone\`);
  },
  examples: {
    pass: [{ given: { seen: { complete: true, files: [] } } }],
    fail: [{ given: { seen: { complete: true, files: [] } }, findings: ['key'] }],
    // Looks right and does nothing; nothing there to look at.
    hollow: [],
    absent: [],
  },
});
`;

const mutant = `import { defineMutant } from '../../mutant.ts';

export default defineMutant({
  // Small edits to fixtures/apps/healthy that flip this audit from pass to fail, and no other.
  edits: [{ file: '', find: '', replace: '' }],
});
`;

function evidence(id: string): string {
  return `import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: '${id}',
  // A noun phrase: "every CI job and what its steps do".
  about: '',
  // Facts with places, not judgements; also what had to be skipped, so that an audit can abstain.
  schema: z.object({}),
});
`;
}

function gatherer(id: string): string {
  return `import { defineGatherer } from '../../kit/gatherer.ts';
import brings from '../evidence/${id}.ts';

export default defineGatherer({
  brings,
  // The drivers it is handed, and no others: repo, git, source …
  uses: ['repo'],
  // How long it may take.
  limitMs: 0,
  async gather({ drivers }) {
    throw new Error(\`look at \${(await drivers.repo.list()).length} files, bring facts\`);
  },
});
`;
}

const detector = `import { defineDetector } from '../../kit/detector.ts';
import files from '../evidence/files.ts';

export default defineDetector({
  // The name people use: "PostgreSQL".
  title: '',
  needs: { seen: files },
  // One entry per folder it holds for, with the places that show it.
  detect: ({ seen }) => seen.files.flatMap(() => []),
});
`;
