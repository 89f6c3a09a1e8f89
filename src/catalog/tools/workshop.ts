import type { Manifest } from '../evidence/manifests.ts';
import type { PlannedStep, StartPlan } from '../../kit/sandbox.ts';
import { packageTool } from '../starting/node.ts';
import { installLine } from '../starting/python.ts';
import { inFolder, step } from '../starting/way.ts';

const readyLimitMs = 60_000;
const pythonTools =
  /^(requirements[-_.](dev|test|tests|ci|lint|testing)|(dev|test|tests|ci)[-_]requirements|requirements\/(dev|test|tests|ci|local|testing))\.txt$/;
const developmentGroup = /dev|test|lint|typ(e|ing)|check|quality|ci/i;

/** A copy of the repository in which the tools of one manifest can run: installed, and nothing more. */
export function workshopOf(manifest: Manifest, paths: ReadonlySet<string>): StartPlan | undefined {
  const install = installOf(manifest, paths);
  return install && { steps: [install], needs: [], environment: {}, readyLimitMs };
}

function installOf(manifest: Manifest, paths: ReadonlySet<string>): PlannedStep | undefined {
  const { ecosystem, folder, file } = manifest;
  if (ecosystem === 'npm') {
    const tool = packageTool(manifest, paths);
    return step('install', tool.install, tool.folder, tool.because);
  }
  if (ecosystem === 'Go') return step('install', 'go mod download', folder, file);
  if (ecosystem !== 'PyPI') return undefined;
  const pip = '.venv/bin/python -m pip install --quiet --disable-pip-version-check';
  const line = installLine(manifest, paths);
  if (!line.includes('pip install')) return step('install', line, folder, file);
  const lists = [...paths]
    .filter((path) => folder === '' || path.startsWith(`${folder}/`))
    .map((path) => (folder === '' ? path : path.slice(folder.length + 1)))
    .filter((path) => pythonTools.test(path));
  const groups = manifest.dependencies
    .filter(({ group, scope, local }) => scope !== 'runtime' && !local && developmentGroup.test(group ?? ''))
    .map(({ name, range }) => `'${name}${range ?? ''}'`)
    .filter((wish) => /^'[\w.[\],<>=!~ *-]+'$/.test(wish));
  const more = [
    ...lists.map((path) => `${pip} -r ${path}`),
    ...(groups.length > 0 && file.endsWith('pyproject.toml') ? [`${pip} ${groups.join(' ')}`] : []),
  ];
  // An install of the project itself leaves a second copy of its modules beside them.
  const tidy = line.endsWith(' .') ? ['rm -rf build/lib'] : [];
  return step('install', [line, ...tidy, ...more].join(' && '), folder, inFolder(folder, file));
}
