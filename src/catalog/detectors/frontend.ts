import { defineDetector } from '../../kit/detector.ts';
import { CannotLook } from '../../kit/gatherer.ts';
import { asideKind, folderOf } from '../aside.ts';
import { byFolder, technologyNeeds, type Seen } from '../technology-places.ts';

const libraries =
  /^(react-dom|vue|@angular\/core|svelte|solid-js|preact|lit|next|nuxt|astro|@sveltejs\/kit|@remix-run\/react|@react-router\/dev|gatsby|ember-source|alpinejs|@inertiajs\/(vue3|react|svelte)|htmx\.org)$/;
/** These make pages by themselves; with the others a page or a bundler must be there too. */
const whole = /^(next|nuxt|astro|@sveltejs\/kit|gatsby|@react-router\/dev|ember-source)$/;
const bundler =
  /\b(vite|webpack|ng|parcel|rspack|rsbuild|react-scripts|vue-cli-service|esbuild|encore|mix|farm)\b.*\bbuild\b|\bvite\b|\b(webpack|esbuild|rollup|encore)\b/;

const pageOrBundler =
  /(^|\/)(index\.html|angular\.json|vite\.config\.[cm]?[jt]s|webpack\.config\.[cm]?[jt]s)$/;

export default defineDetector({
  title: 'Front end in the browser',
  needs: technologyNeeds,
  detect(seen) {
    const found = byFolder(
      seen.manifests.manifests.flatMap(
        ({ file, folder, ecosystem, aside, dependencies, scripts, offers }) => {
          if (ecosystem !== 'npm' || aside) return [];
          const uses = dependencies.filter(({ name, scope }) => scope !== 'peer' && libraries.test(name));
          const first = uses.find(({ name }) => whole.test(name)) ?? uses[0];
          if (!first) return [];
          const builds = scripts.some(({ command }) => bundler.test(command.slice(0, 2_000)));
          // Components for others are built too; only a page of its own makes them a front end.
          const library =
            offers.includes('library') ||
            dependencies.some(({ name, scope }) => scope === 'peer' && libraries.test(name));
          const paged = hasPage(seen, folder, library ? /(^|\/)index\.html$/ : pageOrBundler);
          const pageMaker = whole.test(first.name) && !(library && first.scope === 'development');
          if (!pageMaker && !(builds && !library) && !paged) return [];
          return [
            { folder, where: { file, line: first.line, note: `${first.scope} dependency ${first.name}` } },
          ];
        },
      ),
    );
    if (found.length > 0) return found;
    const unread = seen.manifests.skipped.find(({ file, aside }) => !aside && file.endsWith('package.json'));
    if (unread) throw new CannotLook(`${unread.file} could not be read: ${unread.because}`);
    return [];
  },
});

function hasPage({ files }: Seen, folder: string, page: RegExp): boolean {
  const prefix = folder === '' ? '' : `${folder}/`;
  return files.files.some(
    ({ path }) =>
      path.startsWith(prefix) &&
      page.test(path) &&
      asideKind(path) === undefined &&
      folderOf(path).slice(prefix.length).split('/').length <= 2,
  );
}
