import { defineGatherer } from '../../kit/gatherer.ts';
import { readDockerfile } from '../containers/dockerfile.ts';
import { deployRoleOf } from '../deploy-role.ts';
import dockerfiles from '../evidence/dockerfiles.ts';

const named = /(^|\/)(Dockerfile|Containerfile)([._-][^/]*)?$|\.(dockerfile|containerfile)$/i;
const notOne = /\.(dockerignore|md|txt|[mc]?[jt]sx?|py|go|rb|sh|java|ya?ml|json|lock|orig|bak)$/i;
const template = /\.(j2|jinja2?|tmpl|tpl|template|erb|ejs|hbs|mustache|in|m4)$/i;
const maxFiles = 300;
const limitBytes = 256_000;

export default defineGatherer({
  brings: dockerfiles,
  uses: ['repo'],
  limitMs: 15_000,
  async gather({ drivers: { repo } }) {
    const files = [];
    const skipped = [];
    const paths = (await repo.list()).filter((entry) => entry.kind === 'file').map((entry) => entry.path);
    for (const [index, file] of paths.filter((path) => named.test(path) && !notOne.test(path)).entries()) {
      if (index >= maxFiles) {
        skipped.push({ file, because: `only the first ${maxFiles} Dockerfiles are read` });
        continue;
      }
      const read = template.test(file) ? undefined : await repo.read(file, { limitBytes });
      if (!read) skipped.push({ file, because: 'a template' });
      else if (!read.ok) skipped.push({ file, because: read.because });
      else files.push({ file, role: deployRoleOf(file), stages: readDockerfile(read.text) });
    }
    return { files, skipped };
  },
});
