import { defineDetector } from '../../kit/detector.ts';
import { folderOf } from '../aside.ts';
import files from '../evidence/files.ts';
import manifests from '../evidence/manifests.ts';
import { appFolder, byFolder } from '../technology-places.ts';

const template =
  /\.(html\.(erb|haml|slim|twig|j2|jinja2?|eex|heex|leex)|haml|slim|twig|cshtml|razor|ejs|hbs|pug|jade|heex|leex|jspx?|ftlh|gohtml|templ|blade\.php|phtml|astro)$|(^|\/)(templates|views|jinja2)\/(?:[^/]+\/){0,6}[^/]+\.html?$|(^|\/)(public|static|www|wwwroot|web|ui|client|frontend|app|resources|assets)\/index\.html$|^index\.html$/;
const notForUsers =
  /(^|\/)(e?mails?|mailers?|mjml|notifications?|charts?|helm|roles|ansible|tests?|testdata|fixtures?|node_modules|vendor|dist|examples?|docs?|storybook|\.[^/]+)\//i;

export default defineDetector({
  title: 'HTML pages made by the server',
  needs: { files, manifests },
  detect(seen) {
    return byFolder(
      seen.files.files
        .filter(({ path, kind }) => kind === 'file' && template.test(path) && !notForUsers.test(path))
        .map(({ path }) => ({ folder: appFolder(seen, folderOf(path)), where: { file: path } })),
    );
  },
});
