import type { Manifest } from '../evidence/manifests.ts';
import { inFolder, step, type Way } from './way.ts';

const bin = '.venv/bin';

/** What a start needs to know of the Python files: found by the gatherer, by syntax. */
export interface PythonApp {
  readonly file: string;
  /** 'fastapi', 'flask', 'django-wsgi', 'django-asgi'. */
  readonly kind: 'asgi' | 'flask' | 'django';
  /** The variable that holds the application. */
  readonly name: string;
}

/** Ways to start from the frameworks' own conventions, in a virtual environment of the copy. */
export function pythonWays(
  manifests: readonly Manifest[],
  apps: readonly PythonApp[],
  paths: ReadonlySet<string>,
): Way[] {
  return apps.flatMap((app) => {
    const manifest = nearest(manifests, app.file);
    if (!manifest) return [];
    const { folder } = manifest;
    const depends = (name: string) => manifest.dependencies.some((one) => one.name.toLowerCase() === name);
    const relative = folder === '' ? app.file : app.file.slice(folder.length + 1);
    const module = relative
      .replace(/(\/__init__)?\.py$/, '')
      .replaceAll('/', '.')
      .replace(/^src\./, '');
    const sourceFolder = relative.startsWith('src/') ? ' --app-dir src' : '';
    const start =
      app.kind === 'django'
        ? `${bin}/python manage.py runserver --noreload 127.0.0.1:$PORT`
        : app.kind === 'asgi'
          ? `${bin}/python -m uvicorn ${module}:${app.name} --host 127.0.0.1 --port $PORT${sourceFolder}`
          : depends('gunicorn')
            ? `${bin}/python -m gunicorn --bind 127.0.0.1:$PORT ${module}:${app.name}`
            : `${bin}/python -m flask --app ${module}:${app.name} run --host 127.0.0.1 --port $PORT`;
    const steps = [step('install', installLine(manifest, paths), folder, manifest.file)];
    if (paths.has(inFolder(folder, 'alembic.ini')))
      steps.push(
        step('migrate', `${bin}/python -m alembic upgrade head`, folder, inFolder(folder, 'alembic.ini')),
      );
    if (app.kind === 'django')
      steps.push(
        step('migrate', `${bin}/python manage.py migrate --noinput`, folder, inFolder(folder, 'manage.py')),
      );
    steps.push(step('start', start, folder, `the ${app.kind} application in ${app.file}`));
    return [{ rank: 80 - (folder === '' ? 0 : folder.split('/').length), folder, steps }];
  });
}

/** Installs into `.venv` of the folder. */
export function installLine(manifest: Manifest, paths: ReadonlySet<string>): string {
  const make = 'python3 -m venv .venv';
  const has = (name: string) => paths.has(inFolder(manifest.folder, name));
  if (has('uv.lock')) return 'uv sync --frozen';
  if (has('poetry.lock')) return `${make} && poetry install --no-interaction`;
  const requirements = ['requirements.txt', 'requirements/production.txt', 'requirements/base.txt'].find(has);
  if (requirements !== undefined)
    return `${make} && ${bin}/python -m pip install --quiet --disable-pip-version-check -r ${requirements}`;
  return `${make} && ${bin}/python -m pip install --quiet --disable-pip-version-check .`;
}

function nearest(manifests: readonly Manifest[], file: string): Manifest | undefined {
  const mine = manifests.filter(
    (one) =>
      one.ecosystem === 'PyPI' && !one.aside && (one.folder === '' || file.startsWith(`${one.folder}/`)),
  );
  return mine.sort((a, b) => b.folder.length - a.folder.length)[0];
}
