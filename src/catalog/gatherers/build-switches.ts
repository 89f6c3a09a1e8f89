import type { SourceFile } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind } from '../aside.ts';
import { packageBuilds } from '../ci/package-builds.ts';
import buildSwitches from '../evidence/build-switches.ts';

type Switch = ReturnType<typeof buildSwitches.schema.parse>['switches'][number];

const nextSwitches: Readonly<Record<string, Switch['ignores']>> = {
  ignoreBuildErrors: 'type errors',
  ignoreDuringBuilds: 'lint errors',
};

export default defineGatherer({
  brings: buildSwitches,
  uses: ['repo', 'source'],
  limitMs: 60_000,
  async gather({ drivers: { repo, source }, signal }) {
    const looked: string[] = [];
    const switches: Switch[] = [];
    const skipped: { file: string; because: string }[] = [];
    const files = (await repo.list()).filter(
      (file) => file.kind === 'file' && asideKind(file.path) === undefined,
    );
    const paths = new Set(files.map((file) => file.path));
    const wanted = files.filter(({ path }) =>
      /(^|\/)(package\.json|pom\.xml|build\.gradle(\.kts)?)$/.test(path),
    );
    looked.push(
      ...files.map((file) => file.path).filter((path) => /(^|\/)next\.config\.[cm]?[jt]s$/.test(path)),
    );

    const scanning = source.scan(
      { languages: ['javascript', 'typescript'], mentions: /ignoreBuildErrors|ignoreDuringBuilds/, signal },
      (file) => {
        if (/(^|\/)(next|nuxt)[^/]*\.config\.[cm]?[jt]s$|(^|\/)next\.config/.test(file.path))
          switches.push(...inNextConfig(file));
      },
    );
    for (const { path } of wanted.slice(0, 400)) {
      const read = await repo.read(path);
      if (!read.ok) {
        skipped.push({ file: path, because: read.because });
        continue;
      }
      if (path.endsWith('package.json')) {
        const typed = paths.has(path.replace(/package\.json$/, 'tsconfig.json'));
        const found = packageBuilds(path, read.text, typed, (text) => source.parse('bash', text));
        if (found === undefined) continue;
        looked.push(path);
        switches.push(...found);
      } else {
        looked.push(path);
        switches.push(...inBuildFile(path, read.text));
      }
    }
    const report = await scanning;
    skipped.push(
      ...report.skipped
        .filter((one) => /next\.config/.test(one.path))
        .map((one) => ({ file: one.path, because: one.because })),
    );
    return { looked: looked.sort(), switches, skipped };
  },
});

function inNextConfig(file: SourceFile): Switch[] {
  return file
    .root()
    .findAll({ rule: { kind: 'pair' } })
    .flatMap((pair) => {
      const key = pair.field('key')?.text().replace(/['"]/g, '') ?? '';
      const value = pair.field('value')?.text() ?? '';
      const ignores = nextSwitches[key];
      if (ignores === undefined || value === 'false') return [];
      const line = pair.range().start.line + 1;
      return [
        {
          file: file.path,
          line,
          ignores,
          setting: `${key}: ${value.slice(0, 60)}`,
          certain: value === 'true',
        },
      ];
    });
}

function inBuildFile(file: string, text: string): Switch[] {
  const shapes: readonly (readonly [RegExp, Switch['ignores']])[] = [
    [/<(testFailureIgnore|maven\.test\.failure\.ignore)>\s*true\s*</, 'test failures'],
    [/<(failOnViolation|failsOnError|failOnError)>\s*false\s*</, 'lint errors'],
    [/^\s*ignoreFailures\s*=\s*true\b|^\s*(isIgnoreFailures|ignoreFailures)\s*=?\s*true\b/, 'test failures'],
  ];
  return text.split('\n').flatMap((content, index) => {
    if (/^\s*(\/\/|\*|<!--)/.test(content)) return [];
    const found = shapes.find(([shape]) => shape.test(content.slice(0, 300)));
    if (!found) return [];
    // A profile or a task other than test may hold it: that is not read.
    return [
      { file, line: index + 1, ignores: found[1], setting: content.trim().slice(0, 100), certain: false },
    ];
  });
}
