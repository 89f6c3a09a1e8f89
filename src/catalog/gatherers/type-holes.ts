import type { RepoDriver } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, folderOf } from '../aside.ts';
import typeHoles, { type TypedProject } from '../evidence/type-holes.ts';
import { everyLanguage } from '../source/gather-set-ups.ts';
import { describeLook } from '../source/look.ts';
import { holesIn, type Holes } from '../source/types/holes.ts';
import { pythonCheckerFile, readPythonChecker } from '../source/types/python-checker.ts';
import { readTsconfig } from '../source/types/tsconfig.ts';

const maxProjects = 100;
/** Shares of many files are told by some of them, evenly chosen. */
const maxPython = 200;
/** Written by tools, or once and never again. */
const migration = /(^|\/)(alembic|migrations?)\//;

const isTsconfig = /(^|\/)tsconfig\.json$/;

interface Project {
  readonly folder: string;
  readonly language: TypedProject['language'];
  readonly checker: TypedProject['checker'];
  functions: number;
  untyped: number;
  anys: number;
  lines: number;
  readonly examples: { file: string; line: number; note: string }[];
}

export default defineGatherer({
  brings: typeHoles,
  uses: ['repo', 'source'],
  limitMs: 60_000,
  async gather({ drivers: { repo, source }, signal }) {
    const holes: { path: string; language: TypedProject['language']; holes: Holes }[] = [];
    const languages: Record<string, number> = {};
    const files = await repo.list();
    const stride = Math.ceil(files.filter(({ path }) => path.endsWith('.py')).length / maxPython);
    const settings = files
      .map(({ path }) => path)
      .filter((path) => isTsconfig.test(path) || pythonCheckerFile.test(path));
    const report = await source.scan({ languages: everyLanguage, mentions: /^/, signal }, (file) => {
      const language = file.language === 'tsx' ? 'typescript' : file.language;
      languages[language] = (languages[language] ?? 0) + 1;
      const chosen =
        language === 'typescript' || (language === 'python' && languages[language] % stride === 0);
      if (chosen && !migration.test(file.path) && mayBeChecked(file.path, language, settings))
        holes.push({ path: file.path, language, holes: holesIn(file) });
    });
    const projects = await findProjects(repo);
    for (const one of holes) {
      const mine = nearest(projects, one.path, one.language);
      if (mine) addTo(mine, one.path, one.holes);
    }
    return {
      projects: projects.filter((project) => project.lines > 0),
      languages,
      looked: await describeLook(repo, report),
    };
  },
});

/** By name alone: the settings are read after the pass, so that this scan is not late for it. */
function mayBeChecked(path: string, language: string, settings: readonly string[]): boolean {
  return settings.some(
    (file) =>
      isTsconfig.test(file) === (language === 'typescript') &&
      (!file.includes('/') || path.startsWith(file.slice(0, file.lastIndexOf('/') + 1))),
  );
}

async function findProjects(repo: RepoDriver): Promise<Project[]> {
  const projects: Project[] = [];
  for (const { path, kind } of await repo.list()) {
    if (kind !== 'file' || projects.length >= maxProjects || asideKind(path) !== undefined) continue;
    const isTs = isTsconfig.test(path);
    const checker = isTs
      ? await readTsconfig(repo, path)
      : pythonCheckerFile.test(path)
        ? await readPythonChecker(repo, path)
        : undefined;
    if (!checker) continue;
    const language = isTs ? 'typescript' : 'python';
    projects.push({
      folder: folderOf(path),
      language,
      checker,
      functions: 0,
      untyped: 0,
      anys: 0,
      lines: 0,
      examples: [],
    });
  }
  return projects;
}

/** The deepest project of the language that the file stands in. */
function nearest(projects: readonly Project[], path: string, language: string): Project | undefined {
  let found: Project | undefined;
  for (const project of projects) {
    if (project.language !== language) continue;
    const inside = project.folder === '' || path.startsWith(`${project.folder}/`);
    if (inside && (!found || project.folder.length > found.folder.length)) found = project;
  }
  return found;
}

function addTo(project: Project, path: string, holes: Holes): void {
  project.functions += holes.functions;
  project.untyped += holes.untyped.length;
  project.anys += holes.anys.length;
  project.lines += holes.lines;
  for (const { line, note } of holes.untyped.slice(0, 2)) {
    if (project.examples.length < 5) project.examples.push({ file: path, line, note });
  }
  const any = holes.anys[0];
  if (any !== undefined && project.examples.length < 10)
    project.examples.push({ file: path, line: any, note: 'any' });
}
