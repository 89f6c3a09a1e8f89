import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, baseName, folderOf } from '../aside.ts';
import unreferencedModules from '../evidence/unreferenced-modules.ts';
import { javascript } from '../source/gather-set-ups.ts';
import { describeLook } from '../source/look.ts';
import { referencesIn } from '../source/references.ts';

/** Files that a framework or a person starts by their name or place. */
const entryFile =
  /^(index|main|server|app|cli|bin|worker|start|bootstrap|instrumentation|middleware|proxy|manage|wsgi|asgi|settings|urls|conftest|setup|tasks|celery|admin|apps|models|views|signals|page|layout|route|loading|error|_\w+|__\w+__)\.\w+$/i;
const scriptFolder =
  /(^|\/)(pages|app|routes|api|functions|migrations?|commands|scripts?|bin|tools?|plugins|public|static|assets|netlify|lambdas?|server\/middleware|hooks|locales?|lang|seeds?|seeders|components|composables|stores?)\//i;
const pythonFolder =
  /(^|\/)(migrations?|versions|management|commands|scripts?|bin|tools?|templatetags|static|assets|plugins|dags)\//i;
/** Where files are loaded by folder or pattern, no file near is known to be unused. */
const loadsByFolder =
  /@fastify\/autoload|readdirSync|readdir\(|\bglob(Sync)?\(|import\.meta\.glob|require\.context|importlib|pkgutil|autodiscover|__import__|["'`][^"'`\n]*\*\.\{?\w+/;
const named =
  /(^|\/)(package\.json|tsconfig[\w.]*\.json|dockerfile[\w.-]*|[\w.-]*dockerfile|procfile|makefile|[\w.-]*compose[\w.-]*\.ya?ml|serverless\.ya?ml|pyproject\.toml|setup\.(py|cfg)|vercel\.json|wrangler\.toml|[\w.-]+\.config\.[cm]?[jt]s|nodemon\.json|nest-cli\.json|angular\.json|project\.json|app\.ya?ml|[\w.-]*\.html)$/i;
const maxNamed = 400;

export default defineGatherer({
  brings: unreferencedModules,
  uses: ['repo', 'source'],
  limitMs: 60_000,
  async gather({ drivers: { repo, source }, signal }) {
    const files: string[] = [];
    const references = new Map<string, Set<string>>();
    const loaders = new Set<string>();
    const mentions = /\bimport\b|\brequire\b|["']/;
    const report = await source.scan(
      { languages: [...javascript, 'python'], mentions, signal, aside: true },
      (file) => {
        if (!file.aside && loadsByFolder.test(file.text)) loaders.add(folderOf(folderOf(file.path)));
        for (const name of referencesIn(file)) {
          const known = references.get(name);
          if (known) known.add(file.path);
          else references.set(name, new Set([file.path]));
        }
      },
    );
    for (const { path, kind } of await repo.list()) {
      if (kind === 'file' && /\.(m|c)?[jt]sx?$|\.py$/.test(path)) files.push(path);
    }
    const elsewhere = await readNames(repo);
    const unreferenced = files.filter((path) => {
      if (asideKind(path) !== undefined || isEntry(path) || folderOf(path) === '') return false;
      if ([...loaders].some((folder) => folder === '' || path.startsWith(`${folder}/`))) return false;
      const stem = baseName(path).replace(/(\.d)?\.\w+$/, '');
      const from = references.get(stem);
      return !(from && [...from].some((one) => one !== path)) && !elsewhere.includes(stem);
    });
    return { files: unreferenced.slice(0, 1_000), looked: await describeLook(repo, report) };
  },
});

function isEntry(path: string): boolean {
  const folder = path.endsWith('.py') ? pythonFolder : scriptFolder;
  return entryFile.test(baseName(path)) || folder.test(path);
}

/** The text of files that start programs by name. */
async function readNames(repo: Parameters<typeof describeLook>[0]): Promise<string> {
  const texts: string[] = [];
  for (const { path, kind, sizeBytes } of await repo.list()) {
    if (kind !== 'file' || !named.test(path) || sizeBytes > 200_000 || texts.length >= maxNamed) continue;
    const read = await repo.read(path);
    if (read.ok) texts.push(read.text);
  }
  return texts.join('\n');
}
