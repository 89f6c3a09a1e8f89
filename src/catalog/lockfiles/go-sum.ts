import type { LockDifference } from '../evidence/lockfiles.ts';
import { parseGoMod } from '../manifests/go-mod.ts';
import { unique, type LockFormat } from './lock.ts';

/** go.mod holds the versions, go.sum their hashes; a module without a hash stops `go build`. */
export const goSum: LockFormat = {
  tool: 'go',
  ecosystem: 'Go',
  file: /(^|\/)go\.sum$/,
  parse(text, context) {
    const hashed = new Set<string>();
    for (const line of text.split(/\r?\n/)) {
      const [module, version, hash] = line.trim().split(/\s+/);
      if (module && version && hash?.startsWith('h1:'))
        hashed.add(`${module} ${version.replace(/\/go\.mod$/, '')}`);
    }
    const manifest = context.manifests.find((one) => one.folder === context.folder);
    const mod = manifest && context.text(manifest.file);
    if (!manifest || mod === undefined)
      return { packages: [], differences: undefined, because: 'there is no go.mod beside it', compared: [] };
    const { requires, replaces } = parseGoMod(mod);
    const resolved = requires.flatMap(({ name, version, line }) => {
      const replaced = replaces.find((one) => one.from === name && (one.version ?? version) === version);
      if (!replaced) return [{ name, version, line }];
      return replaced.toVersion === undefined
        ? []
        : [{ name: replaced.to, version: replaced.toVersion, line }];
    });
    const differences = resolved
      .filter(({ name, version }) => !hashed.has(`${name} ${version}`))
      .map(({ name, version, line }): LockDifference => ({
        name,
        kind: 'not-locked',
        says: `${manifest.file} requires ${name} ${version}, and ${context.file} has no hash for it.`,
        manifest: manifest.file,
        line,
      }));
    return { packages: unique(resolved), differences, compared: [manifest] };
  },
};
