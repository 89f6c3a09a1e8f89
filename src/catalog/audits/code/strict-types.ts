import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import typeHoles, { type TypedProject } from '../../evidence/type-holes.ts';

export default defineAudit({
  title: 'Types are checked strictly, and little is left untyped',
  failureTitle: 'Types are not checked strictly, or much is left untyped',
  why: 'Where the checker looks away, a wrong name or a missing value is found by a user instead of by the build.',
  fix: 'TypeScript: `"strict": true` in tsconfig.json, without parts set to false; replace `any` by `unknown` and a check. Python: `strict = true` under `[tool.mypy]`, types on every function. Take it folder by folder where there is much to do.',
  refs: ['NIST SSDF PW.6', 'TypeScript handbook: strict'],
  severity: 'minor',
  state: 'stable',
  effortHours: 8,
  claims: [
    'strict mode',
    'typescript strict',
    'no any types',
    'mypy strict',
    'type safety',
    'type hints',
    'fully typed',
    'strict typescript',
    'typescript strict mode',
    'strict types',
    'no implicit any',
    'type annotations',
    'type coverage',
  ],
  limits: {
    untypedPercent: { default: 10, unit: '%', about: 'functions that lack a type, of all functions' },
    anysPerThousandLines: { default: 5, unit: 'per 1,000 lines', about: 'uses of any as a type' },
  },
  needs: { seen: typeHoles },
  judge({ seen }, policy) {
    const untyped = policy.limit('untypedPercent');
    const anys = policy.limit('anysPerThousandLines');
    const all: Finding[] = seen.projects.flatMap((project) => {
      const { folder, checker } = project;
      const found: Finding[] = [];
      const where = { file: checker.file, line: checker.line };
      const name = folder === '' ? 'the repository' : folder;
      if (checker.strict === 'off' || checker.strict === 'partly') {
        found.push({
          key: `not-strict:${folder}`,
          says:
            checker.strict === 'off'
              ? `${checker.name} does not check ${name} strictly.`
              : `${checker.name} checks ${name} only partly: strict mode as a whole is not on.`,
          where,
        });
      }
      if (checker.strict === 'on') {
        for (const { file, line, setting } of checker.undone)
          found.push({
            key: `undone:${file}:${setting}`,
            says: `${file} takes strictness away: ${setting}.`,
            where: { file, line },
          });
      }
      const share = project.functions === 0 ? 0 : Math.round((100 * project.untyped) / project.functions);
      const example = project.examples[0];
      if (share > untyped.value) {
        found.push({
          key: `untyped:${folder}`,
          says: `${share} % of ${project.functions} functions in ${name} lack a type; ${untyped.from} allows ${untyped.value} %.`,
          where: example ? { file: example.file, line: example.line } : where,
        });
      }
      const rate = project.lines === 0 ? 0 : Math.round((1_000 * project.anys) / project.lines);
      const any = project.examples.find((one) => one.note === 'any') ?? example;
      if (rate > anys.value) {
        found.push({
          key: `any:${folder}`,
          says: `${project.anys} uses of any in ${project.lines} lines of ${name}; ${anys.from} allows ${anys.value} per 1,000.`,
          where: any ? { file: any.file, line: any.line } : where,
        });
      }
      return found;
    });
    const findings = [...new Map(all.map((finding) => [finding.key, finding])).values()];
    if (findings.length > 0) return { looked: seen.projects.length, findings };
    const doubtful = seen.projects.find((project) => project.checker.strict === 'unknown');
    if (doubtful)
      return {
        abstains: 'unknown',
        because: `${doubtful.checker.file} takes its settings from a package that is not in the repository.`,
        signs: [{ file: doubtful.checker.file, line: 1 }],
      };
    const loose = ['typescript', 'javascript', 'python', 'ruby', 'php'].filter(
      (language) => (seen.languages[language] ?? 0) > 0,
    );
    const main = Object.entries(seen.languages).sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
    const covered = !loose.includes(main) || seen.projects.some((project) => project.language === main);
    if (seen.projects.length > 0 && covered) return { looked: seen.projects.length, findings };
    if (loose.length > 0) {
      const name = loose.includes(main) ? main : loose.join(', ');
      return {
        abstains: 'unknown',
        because: `No configuration of a type checker was found for ${name}; it may be told on the command line.`,
      };
    }
    const typed = Object.keys(seen.languages).length + seen.looked.notUnderstood.length;
    return typed > 0
      ? { abstains: 'not-applicable', because: 'The compiler of this language always checks all types.' }
      : { abstains: 'unknown', because: 'There is no code here that Seaworthy can read.' };
  },
  examples: {
    pass: [{ given: { seen: seenWith(project('on', 0, 2)) } }],
    fail: [
      { given: { seen: seenWith(project('off', 0, 0)) }, findings: ['not-strict:'] },
      {
        name: 'much is untyped although the checker is strict',
        given: { seen: seenWith(project('on', 30, 80)) },
        findings: ['untyped:', 'any:'],
      },
      {
        name: 'a limit of the team',
        given: { seen: seenWith(project('on', 0, 8)) },
        limits: { anysPerThousandLines: 1 },
        findings: ['any:'],
      },
    ],
    hollow: [
      {
        name: 'strict is on, and its main part off again',
        given: {
          seen: seenWith({
            ...project('on', 0, 0),
            checker: {
              ...project('on', 0, 0).checker,
              undone: [{ file: 'tsconfig.json', line: 5, setting: 'strictNullChecks: false' }],
            },
          }),
        },
        findings: ['undone:tsconfig.json:strictNullChecks: false'],
      },
      {
        name: 'settings come from a package nobody can look into',
        given: { seen: seenWith(project('unknown', 0, 0)) },
        outcome: 'unknown',
      },
      {
        name: 'only the small part in TypeScript is checked',
        given: { seen: { ...seenWith(project('on', 0, 0)), languages: { typescript: 10, php: 900 } } },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        name: 'plain JavaScript',
        given: { seen: { ...seenWith(), languages: { javascript: 20 } } },
        outcome: 'unknown',
      },
    ],
    notApplicable: [{ name: 'Go', given: { seen: { ...seenWith(), languages: { go: 20 } } } }],
  },
});

function seenWith(...projects: readonly TypedProject[]) {
  return {
    projects: [...projects],
    languages: { typescript: 10 },
    looked: { files: 10, skipped: [], notUnderstood: [] },
  };
}

function project(strict: TypedProject['checker']['strict'], untyped: number, anys: number): TypedProject {
  return {
    folder: '',
    language: 'typescript',
    checker: { name: 'tsc', strict, file: 'tsconfig.json', line: 4, undone: [] },
    functions: 100,
    untyped,
    anys,
    lines: 2_000,
    examples: [{ file: 'src/a.ts', line: 3, note: 'any' }],
  };
}
