import type { RepoIndex } from '../repo-index.ts';

const siteFiles =
  /(^|\/)(mkdocs\.ya?ml|docusaurus\.config\.\w+|conf\.py|book\.toml|antora\.ya?ml|_config\.ya?ml|hugo\.(toml|ya?ml)|mint\.json|docs\.json|astro\.config\.\w+|vocs\.config\.\w+|rspress\.config\.\w+|_sidebar\.md|\.nojekyll|gatsby-config\.\w+|next\.config\.\w+|nuxt\.config\.\w+|sidebars\.\w+|SUMMARY\.md)$|\.vitepress\/|\.vuepress\//;

/** Tells whether a documentation generator may own the links of a document: it makes routes that no file has. */
export function siteFinder(index: RepoIndex): (file: string) => boolean {
  const roots = new Set<string>();
  for (const path of index.files) {
    if (!siteFiles.test(path)) continue;
    const root = path.replace(siteFiles, '');
    roots.add(root);
    // Generators keep their pages in a folder named docs, content or src below or beside their configuration.
    if (/\.vitepress\/|\.vuepress\//.test(path))
      roots.add(path.slice(0, path.search(/\/?\.(?:vite|vue)press\//)));
  }
  return (file) => {
    if (roots.size === 0) return false;
    const folders = file.split('/').slice(0, -1);
    if (folders.length === 0) return false;
    if (
      roots.has('') &&
      /^(docs?|documentation|content|src|source|website|pages|book|guide|site|manual|blog|i18n)$/i.test(
        folders[0] ?? '',
      )
    )
      return true;
    return folders.some((_, depth) => roots.has(folders.slice(0, depth + 1).join('/')));
  };
}
