import { createHash } from 'node:crypto';
import type { GitCommit, GitDriver } from '../kit/drivers.ts';
import { CannotLook } from '../kit/gatherer.ts';
import { eachBlob } from './git-blobs.ts';
import type { GitShadow } from './git-shadow.ts';

const limits = { limitMs: 15_000, limitBytes: 64_000_000 };

/** Reads history below the inspected folder. */
export function gitDriver(shadow: GitShadow | undefined): GitDriver {
  async function git(args: readonly string[]): Promise<string> {
    if (!shadow) throw new CannotLook('the folder is in no git repository', 'inspect a clone');
    const output = await shadow.run(args, limits);
    if (!output.ok) throw new CannotLook(`git could not answer: ${output.because}`);
    return output.text;
  }

  return {
    present: async () => shadow !== undefined && (await shadow.run(['rev-parse', 'HEAD'], limits)).ok,
    async head() {
      const commit = (await git(['rev-parse', 'HEAD'])).trim();
      const branch = (await git(['rev-parse', '--abbrev-ref', 'HEAD'])).trim();
      const shallow = (await git(['rev-parse', '--is-shallow-repository'])).trim() === 'true';
      return branch === 'HEAD' ? { commit, shallow } : { commit, branch, shallow };
    },
    async log({ limit, path }) {
      const text = await git([
        'log',
        `--max-count=${limit}`,
        '--no-show-signature',
        '--no-mailmap',
        '--format=%H%x1f%cI%x1f%ae%x1f%P%x1f%s%x1e',
        '--',
        path ?? '.',
      ]);
      return text.split('\x1e').flatMap((record) => parseCommit(record.trim()));
    },
    async tags() {
      const format = '%(refname:short)%1f%(objectname)%1f%(*objectname)%1f%(creatordate:iso-strict)';
      const text = await git(['for-each-ref', 'refs/tags', `--format=${format}`]);
      return text.split('\n').flatMap((line) => {
        const [name, object, peeled, date] = line.split('\x1f');
        return name && object && date ? [{ name, commit: peeled || object, date }] : [];
      });
    },
    async branches() {
      const text = await git(['for-each-ref', 'refs/heads', 'refs/remotes', '--format=%(refname:short)']);
      return text.split('\n').filter((name) => name !== '');
    },
    async eachBlob(options, look) {
      if (!shadow) throw new CannotLook('the folder is in no git repository', 'inspect a clone');
      return eachBlob(shadow, options, look);
    },
    async origin() {
      const config = (await shadow?.configText()) ?? '';
      const section = /\[remote "origin"\]([^[]*)/.exec(config)?.[1];
      const url = section === undefined ? undefined : /^\s*url\s*=\s*(.+)$/m.exec(section)?.[1]?.trim();
      return url === undefined ? undefined : parseRemote(url);
    },
  };
}

function parseCommit(record: string): GitCommit[] {
  const [hash, date, email, parents, subject] = record.split('\x1f');
  if (!hash || !date || email === undefined || parents === undefined || subject === undefined) return [];
  const author = createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 12);
  return [{ hash, date, subject, author, parents: parents === '' ? 0 : parents.split(' ').length }];
}

/** `git@host:owner/name.git` and `https://user:token@host/owner/name` alike; credentials are dropped. */
function parseRemote(url: string): { host: string; slug: string } | undefined {
  const match = /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([^:/]+)(?::\d+)?[:/](.+?)(?:\.git)?\/?$/.exec(url);
  return match?.[1] && match[2] ? { host: match[1], slug: match[2] } : undefined;
}
