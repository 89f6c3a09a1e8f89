import type { GitDriver, RepoDriver, SourceDriver } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind } from '../aside.ts';
import openapiDocuments, { type OpenApiDocument } from '../evidence/openapi-documents.ts';
import { looksLikeOpenApi, readOpenApi } from '../openapi/document.ts';
import {
  call,
  go,
  java,
  javascript,
  php,
  python,
  ruby,
  setUpsIn,
  setting,
  type SetUpRule,
} from '../source/gather-set-ups.ts';
import { registers, someArgument } from '../source/reads.ts';

const byName = /(^|\/)([\w.-]*(openapi|swagger|api-?docs|api[-_]?spec)[\w.-]*|api)\.(ya?ml|json)$/i;
const byFolder =
  /(^|\/)(openapi|swagger|api[-_]?(?:specs?|docs?)|specs?|api|docs?|schemas?|contracts?)\/[^/]+\.(ya?ml|json)$/i;
const notDocument =
  /(package(-lock)?|tsconfig[\w.]*|composer|redocly|\.spectral|openapi-ts|openapitools|orval|swagger-?config)\.(json|ya?ml)$|\.config\.json$/i;
const maxFiles = 300;
const maxBytes = 3_000_000;

const servers: readonly SetUpRule[] = [
  call(javascript, '@fastify/swagger', 'serve', /\.register$/, {
    where: /fastify(\/|-)swagger/,
    read: registers(/fastify(\/|-)swagger(-ui)?$/),
  }),
  call(javascript, '@nestjs/swagger', 'serve', /^SwaggerModule\.(setup|createDocument)$/),
  call(javascript, 'swagger-ui-express', 'serve', /^swaggerUi\w*\.setup$/i),
  call(javascript, 'swagger-jsdoc', 'make', /^swaggerJs[dD]oc$/),
  call(python, 'FastAPI', 'serve', /^(fastapi\.)?FastAPI$/),
  call(python, 'drf-spectacular', 'serve', /^SpectacularAPIView\.as_view$/),
  setting(python, 'drf-spectacular', 'make', /^SPECTACULAR_SETTINGS$/),
  call(python, 'flask', 'serve', /^(APIFlask|Api|Swagger|OpenAPI)$/, {
    where: /apiflask|flasgger|flask_(smorest|restx|openapi3)/,
  }),
  call(go, 'swag', 'serve', /^(ginSwagger|echoSwagger|httpSwagger)\.\w*[hH]andler$/),
  call(go, 'huma', 'serve', /^huma\.\w*New\w*$/),
  call(java, 'springdoc', 'make', /^(@OpenAPIDefinition|GroupedOpenApi\.builder|OpenAPI)$/, {
    where: /springdoc|io\.swagger\.v3/,
  }),
  call(ruby, 'rswag', 'serve', /^Rswag::Api\.configure$/),
  call(php, 'l5-swagger', 'serve', /^@?(OA\\OpenApi|OA\\Info)$/),
  call(javascript, 'routes', 'serve', /\.(get|use)$/, {
    read: someArgument(/^["'`]\/[\w/-]*(openapi|swagger|api-docs)[\w./-]*["'`]$/i),
  }),
];
const mentions = /swagger|openapi|FastAPI|SPECTACULAR|huma\.|APIFlask|api-docs/i;

export default defineGatherer({
  brings: openapiDocuments,
  uses: ['repo', 'git', 'source'],
  limitMs: 60_000,
  async gather({ drivers: { repo, git, source }, signal }) {
    const served = await findServers(source, signal);
    const documents: OpenApiDocument[] = [];
    const skipped: { file: string; because: string }[] = [];
    for (const { path, sizeBytes } of (await candidates(repo)).slice(0, maxFiles)) {
      if (sizeBytes > maxBytes) {
        if (byName.test(path)) skipped.push({ file: path, because: 'too big' });
        continue;
      }
      const read = await repo.read(path, { limitBytes: maxBytes });
      if (!read.ok || !looksLikeOpenApi(read.text)) continue;
      const document = await readOpenApi(path, read.text);
      if (document) documents.push(document);
      else skipped.push({ file: path, because: 'it could not be parsed' });
    }
    const released = documents.length > 0 ? await readReleased(git, documents) : undefined;
    return { documents, ...(released ? { released } : {}), served, skipped };
  },
});

async function candidates(repo: RepoDriver) {
  const files = (await repo.list()).filter(
    ({ path, kind }) =>
      kind === 'file' &&
      !notDocument.test(path) &&
      (byName.test(path) || byFolder.test(path)) &&
      !/^(test|vendored)$/.test(asideKind(path) ?? '') &&
      !/(^|\/)examples?\//.test(path),
  );
  return [...files].sort((a, b) => Number(byName.test(b.path)) - Number(byName.test(a.path)));
}

async function findServers(source: SourceDriver, signal: AbortSignal) {
  const served: { file: string; line: number; library: string }[] = [];
  const languages = [...new Set(servers.flatMap((rule) => rule.languages))];
  await source.scan({ languages, mentions, signal }, (file) => {
    for (const { line, library } of setUpsIn(file, servers)) served.push({ file: file.path, line, library });
  });
  return served.slice(0, 50);
}

async function readReleased(git: GitDriver, documents: readonly OpenApiDocument[]) {
  if (!(await git.present())) return undefined;
  const tags = [...(await git.tags())].sort((a, b) => (a.date < b.date ? 1 : -1));
  const tag = tags.find(({ name }) => /\d+\.\d+/.test(name))?.name;
  if (tag === undefined) return undefined;
  const then: OpenApiDocument[] = [];
  for (const { file } of documents) {
    const text = await git.readAt(tag, file);
    const document = text === undefined ? undefined : await readOpenApi(file, text);
    if (document) then.push(document);
  }
  return { tag, documents: then };
}
