import { defineAudit } from '../../../kit/audit.ts';
import httpAnswers, { type Exchange } from '../../evidence/http-answers.ts';
import readinessClaims from '../../evidence/readiness-claims.ts';
import { gradeOf, gradeOrder } from '../../probing/header-grade.ts';

const aboutSecurity = /security (rating|score|grade)|observatory|securityheaders|ssl labs/i;

export default defineAudit({
  title: 'A claimed security grade is reached when it is measured now',
  failureTitle: 'The claimed security grade is not reached',
  why: 'A grade that was true once, or never, keeps everyone from looking.',
  fix: 'Remove the grade, or bring the headers up to it (the audits security/headers-* say which are missing) and measure it in CI.',
  refs: ['MDN HTTP Observatory: scoring'],
  severity: 'minor',
  state: 'trial',
  effortHours: 1,
  claims: [
    'security rating: a+',
    'security score: a+',
    'security rating',
    'security score',
    'security grade',
    'ssl labs',
    'mozilla observatory',
    'security headers grade',
    'ssl labs score',
  ],
  needs: { answers: httpAnswers, claimed: readinessClaims },
  signs: {
    from: { claimed: readinessClaims },
    look: ({ claimed }) =>
      gradesIn(claimed).map(({ file, line, grade }) => ({ file, line, note: `claims ${grade}` })),
  },
  judge({ answers, claimed }) {
    const claims = gradesIn(claimed);
    if (claims.length === 0)
      return { abstains: 'not-applicable', because: 'No readiness document claims a security grade.' };
    const page = answers.exchanges.find(
      (one) => one.purpose === 'home' && one.status !== undefined && one.status < 400,
    );
    if (!page) return { abstains: 'unknown', because: 'No page answered that could be graded.' };
    const measured = gradeOf(page, answers.scheme);
    const findings = claims.flatMap(({ file, line, grade }) =>
      gradeOrder.indexOf(grade) < gradeOrder.indexOf(measured.grade)
        ? [
            {
              key: `grade:${file}:${line}`,
              says: `${file} claims ${grade}; measured now: ${measured.grade} (${measured.lacks.join(', ')}).`,
              where: { file, line },
            },
          ]
        : [],
    );
    return { looked: claims.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          answers: answersWith(
            ['content-security-policy', "default-src 'self'"],
            ['strict-transport-security', 'max-age=31536000'],
            ['x-frame-options', 'DENY'],
            ['x-content-type-options', 'nosniff'],
            ['referrer-policy', 'no-referrer'],
          ),
          claimed: claimedWith('Security rating: A+', 'A+'),
        },
      },
    ],
    fail: [
      {
        given: {
          answers: answersWith(['x-content-type-options', 'nosniff']),
          claimed: claimedWith('Security Rating: A+', 'A+'),
        },
        findings: ['grade:READINESS.md:8'],
      },
    ],
    hollow: [
      {
        name: 'nothing answers',
        given: {
          answers: { ...answersWith(), exchanges: [] },
          claimed: claimedWith('Security Rating: A+', 'A+'),
        },
        outcome: 'unknown',
      },
    ],
    notApplicable: [{ given: { answers: answersWith(), claimed: { documents: [], skipped: [] } } }],
  },
});

interface Claimed {
  readonly documents: readonly {
    readonly file: string;
    readonly claims: readonly {
      readonly line: number;
      readonly text: string;
      readonly figures: readonly { readonly kind: string; readonly text: string }[];
    }[];
  }[];
}

function gradesIn({ documents }: Claimed): readonly { file: string; line: number; grade: string }[] {
  return documents.flatMap(({ file, claims }) =>
    claims.flatMap(({ line, text, figures }) => {
      const grade = figures.find((one) => one.kind === 'grade')?.text.toUpperCase();
      return grade !== undefined && aboutSecurity.test(text) && gradeOrder.includes(grade)
        ? [{ file, line, grade }]
        : [];
    }),
  );
}

function answersWith(...headers: [string, string][]) {
  const exchange: Exchange = {
    purpose: 'home',
    method: 'GET',
    path: '/',
    status: 200,
    headers,
    body: '<html></html>',
    tookMs: 5,
  };
  return {
    scheme: 'https' as const,
    sandbox: false,
    foreignOrigin: 'https://elsewhere.example',
    requestId: 'r',
    exchanges: [exchange],
  };
}

function claimedWith(text: string, grade: string) {
  const figure = { kind: 'grade' as const, text: grade, value: 97 };
  const claim = {
    line: 8,
    text,
    under: [],
    form: 'field' as const,
    inherited: false,
    figures: [figure],
    blank: false,
  };
  return {
    documents: [{ file: 'READINESS.md', standing: 'current' as const, claims: [claim] }],
    skipped: [],
  };
}
