import { defineGatherer } from '../../kit/gatherer.ts';
import { deployRoleOf } from '../deploy-role.ts';
import platforms from '../evidence/platforms.ts';
import { readAppEngine, readDigitalOcean, readKamal, readServerless } from '../platforms/cloud-apps.ts';
import { readNetlify, readVercel, readWrangler } from '../platforms/edge.ts';
import { readFly } from '../platforms/fly.ts';
import { readAppJson, readProcfile } from '../platforms/heroku.ts';
import { readNixpacks, readRailway } from '../platforms/railway.ts';
import { readRender } from '../platforms/render.ts';
import { readTerraform } from '../platforms/terraform.ts';
import type { PlatformFacts, PlatformFile, Platforms } from '../platforms/types.ts';
import { parseToml } from '../toml-tree.ts';
import { parseYaml, type Tree } from '../yaml-tree.ts';

interface Kind {
  readonly named: RegExp;
  readonly platform: PlatformFile['platform'];
  /** Tells the platform's file from another with the same name. */
  readonly mentions?: RegExp;
  readonly tree?: (root: Tree) => PlatformFacts;
  readonly text?: (text: string) => PlatformFacts;
}

const kinds: readonly Kind[] = [
  { named: /(^|\/)railway\.(json|toml)$/, platform: 'railway', tree: readRailway },
  { named: /(^|\/)nixpacks\.(json|toml)$/, platform: 'nixpacks', tree: readNixpacks },
  { named: /(^|\/)fly(\.[\w-]+)?\.toml$/, platform: 'fly', tree: readFly },
  {
    named: /(^|\/)render\.ya?ml$/,
    platform: 'render',
    mentions: /^(services|databases):/m,
    tree: readRender,
  },
  { named: /(^|\/)vercel\.json$/, platform: 'vercel', tree: readVercel },
  { named: /(^|\/)netlify\.toml$/, platform: 'netlify', tree: readNetlify },
  { named: /(^|\/)wrangler\.(toml|jsonc?)$/, platform: 'cloudflare', tree: readWrangler },
  { named: /(^|\/)Procfile$/, platform: 'heroku', text: readProcfile },
  {
    named: /(^|\/)app\.json$/,
    platform: 'heroku',
    mentions: /"(formation|addons|buildpacks|healthchecks)"/,
    tree: readAppJson,
  },
  {
    named: /(^|\/)\.do\/[\w.-]+\.ya?ml$/,
    platform: 'digitalocean',
    mentions: /^(spec|services|name):/m,
    tree: readDigitalOcean,
  },
  { named: /(^|\/)app\.ya?ml$/, platform: 'app-engine', mentions: /^runtime:/m, tree: readAppEngine },
  {
    named: /(^|\/)config\/deploy(\.[\w-]+)?\.yml$/,
    platform: 'kamal',
    mentions: /^service:/m,
    tree: readKamal,
  },
  {
    named: /(^|\/)serverless\.ya?ml$/,
    platform: 'serverless',
    mentions: /^(functions|provider):/m,
    tree: readServerless,
  },
  { named: /\.tf$/, platform: 'terraform', mentions: /^\s*resource\s+"/m, text: readTerraform },
];
const maxFiles = 300;
const limitBytes = 200_000;

export default defineGatherer({
  brings: platforms,
  uses: ['repo'],
  limitMs: 15_000,
  async gather({ drivers: { repo } }) {
    const found: Platforms = { files: [], skipped: [] };
    const paths = (await repo.list()).filter((entry) => entry.kind === 'file').map((entry) => entry.path);
    const named = paths.flatMap((file) => {
      const kind = kinds.find((one) => one.named.test(file));
      return kind && !/(^|\/)(node_modules|\.terraform)\//.test(file) ? [{ file, kind }] : [];
    });
    for (const { file, kind } of named.slice(0, maxFiles)) {
      const read = await repo.read(file, { limitBytes });
      if (!read.ok) found.skipped.push({ file, because: read.because });
      else if (!kind.mentions || kind.mentions.test(read.text))
        found.files.push(readFile(file, kind, read.text));
    }
    for (const { file } of named.slice(maxFiles)) {
      found.skipped.push({ file, because: `only the first ${maxFiles} platform files are read` });
    }
    return found;
  },
});

function readFile(file: string, kind: Kind, text: string): PlatformFile {
  const base = { file, role: deployRoleOf(file), platform: kind.platform };
  if (kind.text) return { ...base, problems: [], ...kind.text(text) };
  const { documents, problems } = file.endsWith('.toml')
    ? parseToml(text)
    : parseYaml(withoutComments(file, text));
  const root = documents[0];
  const facts = root && kind.tree ? kind.tree(root) : { programs: [], stores: [], edge: [] };
  return { ...base, problems: problems.map(({ line, says }) => ({ line, says })), ...facts };
}

/** JSON is YAML, but for comments: they keep their length, so that lines stay right. */
function withoutComments(file: string, text: string): string {
  return file.endsWith('.jsonc') ? text.replace(/^\s*\/\/.*$/gm, '') : text;
}
