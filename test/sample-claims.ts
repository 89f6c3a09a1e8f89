import type { ClaimResult, Result } from '../src/kit/result.ts';
import type { Background } from '../src/report/background.ts';
import { hostileName, sampleBackground, sampleResult } from './sample-result.ts';

const first = 'READINESS.md';
const second = `docs/${hostileName}.md`;
const text = [
  '# 🚀 Production readiness',
  '',
  '**Status**: PRODUCTION READY, 95/100',
  '',
  '## Pipeline <img src=x onerror=alert(5)>',
  '- [x] **Deployment**: every step does something',
  '- [x] Tests run',
  '- [ ] Backups are tested',
  '- [x] A word as long as a name of a file: src/a/very/long/path/that/has/no/space/in/it/and/goes/on/for/ever.ts',
  '- [ ] Alerts reach a person',
  '- [x] The team is proud',
  '- [x] Enterprise-grade quality',
  '\tcode with a tab',
].join('\n');

const audits = ['security/asserts-0', 'delivery/asserts-1'];

/** The sample with two documents: every standing in the first, hostile text in the second. */
export const claimingResult: Result = {
  ...sampleResult,
  documents: [
    { file: first, title: 'Production readiness', score: '95/100' },
    { file: second, title: hostileName },
  ],
  claims: [
    claim(3, 'Status: PRODUCTION READY, 95/100', 'contradicted', 'A blocker fails.'),
    claim(6, 'Deployment: every step does something', 'contradicted', hostileName),
    claim(7, 'Tests run', 'proven', 'delivery/asserts-1: Every step does what its name says.'),
    claim(8, 'Backups are tested', 'unclaimed', 'Declared open, yet it is done.'),
    claim(9, 'A word as long as a name of a file', 'unproven', 'security/asserts-2: nobody looked.'),
    claim(10, 'Alerts reach a person', 'honest', 'Declared open, and honestly so.'),
    claim(11, 'The team is proud', 'unmapped', 'No audit looks at what this line says.'),
    claim(12, 'Enterprise-grade quality', 'not-checkable', 'Nobody can prove this line.'),
    { ...claim(3, `Rate limiting ${hostileName}`, 'contradicted', hostileName), document: second },
  ],
};

export const claimingBackground: Background = {
  ...sampleBackground,
  documents: new Map([
    [first, text],
    [second, `# Second\n\n- [x] Rate limiting ${hostileName.replaceAll('\n', ' ')}\n`],
  ]),
};

function claim(line: number, words: string, standing: ClaimResult['standing'], because: string): ClaimResult {
  const verdict = standing === 'unclaimed' ? 'proven' : standing;
  return {
    document: first,
    line,
    text: words,
    under: ['Production readiness', 'Pipeline'],
    heading: line < 5 ? 'Production readiness' : 'Pipeline <img src=x onerror=alert(5)>',
    claimed: standing === 'unclaimed' || standing === 'honest' ? 'open' : 'done',
    verdict: verdict === 'honest' || verdict === 'unmapped' ? 'unproven' : verdict,
    standing,
    audits: standing === 'unmapped' ? [] : audits,
    because,
    ...(standing === 'contradicted'
      ? {
          measured: 'The step only prints.',
          see: { where: { file: 'src/app.ts', line: 14 }, command: 'sed -n 14p src/app.ts' },
        }
      : {}),
    ...(standing === 'unproven' ? { toProve: 'start the service: seaworthy inspect --start' } : {}),
  };
}
