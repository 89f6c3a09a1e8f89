import type { SourceFile } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import routes from '../evidence/routes.ts';
import { everyLanguage } from '../source/gather-set-ups.ts';
import { describeLook } from '../source/look.ts';
import { readGoRoutes } from '../source/routes/go.ts';
import { readJavaRoutes } from '../source/routes/java.ts';
import { readJavaScriptRoutes } from '../source/routes/javascript.ts';
import { readFileRoutes, readNestRoutes } from '../source/routes/nest-next.ts';
import { readPhpRoutes } from '../source/routes/php.ts';
import { readPythonRoutes } from '../source/routes/python.ts';
import type { Routes } from '../source/routes/route.ts';
import { readRubyRoutes } from '../source/routes/ruby.ts';

type Reader = (file: SourceFile, into: Routes) => void;

const javascriptReaders: readonly Reader[] = [readJavaScriptRoutes, readNestRoutes, readFileRoutes];
const readers: Partial<Record<SourceFile['language'], readonly Reader[]>> = {
  typescript: javascriptReaders,
  tsx: [readFileRoutes],
  javascript: javascriptReaders,
  python: [readPythonRoutes],
  go: [readGoRoutes],
  java: [readJavaRoutes],
  ruby: [readRubyRoutes],
  php: [readPhpRoutes],
};
const mentions =
  /(?:\.|->)(get|post|put|patch|delete|all|route|api_route|GET|POST|PUT|PATCH|DELETE|Get|Post|Put|Patch|Delete|Any|HandleFunc|Handle|register)[(<]|@(Get|Post|Put|Patch|Delete|All)\(|Mapping\b|@(GET|POST|PUT|DELETE|Path)\b|urlpatterns|Route\b|routes\.draw|\bsinatra|export (async )?(function|const) (GET|POST|PUT|PATCH|DELETE)|export default|Handler\(/;
const maxRoutes = 5_000;

export default defineGatherer({
  brings: routes,
  uses: ['repo', 'source'],
  limitMs: 60_000,
  async gather({ drivers: { repo, source }, signal }) {
    const found: Routes = { routes: [], dynamic: [] };
    const report = await source.scan({ languages: everyLanguage, mentions, signal }, (file) => {
      for (const read of readers[file.language] ?? []) read(file, found);
    });
    found.routes.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
    return {
      routes: found.routes.slice(0, maxRoutes),
      dynamic: found.dynamic.slice(0, 200),
      looked: await describeLook(repo, report),
    };
  },
});
