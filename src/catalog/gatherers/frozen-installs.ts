import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import frozenInstalls, { type FrozenInstall } from '../evidence/frozen-installs.ts';
import lockfiles from '../evidence/lockfiles.ts';
import manifests from '../evidence/manifests.ts';
import { frozenChecks } from '../tools/frozen.ts';
import { lastLine } from '../tools/lacking.ts';
import { workshopOf } from '../tools/workshop.ts';

const limitMs = 240_000;

export default defineGatherer({
  brings: frozenInstalls,
  uses: ['repo', 'sandbox'],
  needs: { seen: manifests, locks: lockfiles },
  limitMs: 600_000,
  heavy: true,
  async gather({ given: { seen, locks }, drivers: { repo, sandbox }, signal }) {
    const paths = new Set(
      (await repo.list()).filter((file) => file.kind === 'file').map((file) => file.path),
    );
    const ours = locks.lockfiles.filter((lock) => !lock.aside);
    if (ours.length === 0) throw new CannotLook('there is no lock file to install from');
    const installs: FrozenInstall[] = [];
    const notInstalled: { lockfile: string; command: string; because: string }[] = [];
    for (const { file: lockfile, folder, ecosystem, tool } of ours) {
      const check = Object.hasOwn(frozenChecks, tool) ? frozenChecks[tool] : undefined;
      const manifest = seen.manifests.find((one) => one.folder === folder && one.ecosystem === ecosystem);
      const plan = manifest && workshopOf(manifest, paths);
      if (!check || !plan) {
        notInstalled.push({ lockfile, command: tool, because: `installing with ${tool} is not understood` });
        continue;
      }
      const missed = (command: string, because: string) =>
        notInstalled.push({ lockfile, command, because: because.slice(0, 300) });
      // An install that came from the cache was made from the same lock file and manifest by the same command.
      const broken = (await sandbox.prepare(plan, signal)).find((one) => one.exitCode !== 0);
      const line = { command: check.command, folder, limitMs };
      const { exitCode, output, changed, tookMs } = await sandbox.work(plan, line, signal);
      const refused = exitCode !== undefined && exitCode !== 0 && check.refuses.test(output);
      if (broken && !refused) missed(broken.command, lastLine(broken.tail));
      else if (exitCode === undefined) missed(check.command, 'it was stopped at its time limit');
      else if (exitCode !== 0 && !refused)
        missed(check.command, `it ended with ${exitCode}: ${lastLine(output)}`);
      else
        installs.push({
          lockfile,
          command: check.command,
          exitCode,
          changed: [...changed],
          installed: Number(check.counts?.exec(output)?.[1] ?? 0),
          tookMs,
          tail: whatItSays(output, check.refuses),
        });
    }
    return { installs, notInstalled };
  },
});

/** The line that says what does not fit stands last, where a reader looks. */
function whatItSays(output: string, refuses: RegExp): string[] {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling =
    lines.find((line) => /Missing: |Invalid: /.test(line)) ?? lines.find((line) => refuses.test(line));
  return [...lines.slice(-8), ...(telling === undefined ? [] : [telling.trim()])].map((line) =>
    line.slice(0, 300),
  );
}
