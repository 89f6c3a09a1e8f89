import { createHash } from 'node:crypto';
import type { GitCommit, GitDriver } from '../kit/drivers.ts';
import { CannotLook } from '../kit/gatherer.ts';
import { eachBlob } from './git-blobs.ts';
import type { GitShadow } from './git-shadow.ts';

/** About a second of reading; the whole of a big history takes minutes. */
const recent = { totalBytes: 60_000_000, limitMs: 20_000 };
const whole = { totalBytes: 20_000_000_000, limitMs: 1_800_000 };
const limits = { limitMs: 15_000, limitBytes: 64_000_000 };

/** Reads history below the inspected folder. */
export function gitDriver(shadow: GitShadow | undefined, wholeHistory: boolean): GitDriver {
  async function git(args: readonly string[]): Promise<string> {
    if (!shadow) throw new CannotLook('the folder is in no git repository', 'inspect a clone');
    const output = await shadow.run(args, limits);
    if (!output.ok) throw new CannotLook(`git could not answer: ${output.because}`);
    return output.text;
  }

  const answers = new Map<string, Promise<string>>();
  /** For what many ask and nothing changes during a run. */
  function once(args: readonly string[]): Promise<string> {
    const key = args.join(' ');
    const known = answers.get(key);
    if (known) return known;
    const answer = git(args);
    answers.set(key, answer);
    return answer;
  }
  const head = () => once(['rev-parse', 'HEAD']);

  /** A name could be read as an option; a commit hash cannot. */
  async function commitOf(ref: string): Promise<string> {
    return (await git(['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`])).trim();
  }

  return {
    present: () =>
      head().then(
        () => true,
        () => false,
      ),
    async head() {
      const commit = (await head()).trim();
      const branch = (await once(['rev-parse', '--abbrev-ref', 'HEAD'])).trim();
      const shallow = (await once(['rev-parse', '--is-shallow-repository'])).trim() === 'true';
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
      const text = await once(['for-each-ref', 'refs/tags', `--format=${format}`]);
      return text.split('\n').flatMap((line) => {
        const [name, object, peeled, date] = line.split('\x1f');
        return name && object && date ? [{ name, commit: peeled || object, date }] : [];
      });
    },
    async branches() {
      const text = await once(['for-each-ref', 'refs/heads', 'refs/remotes', '--format=%(refname:short)']);
      return text.split('\n').filter((name) => name !== '');
    },
    filesAt: async (ref) => {
      const text = await git(['ls-tree', '-r', '-z', '--name-only', await commitOf(ref), '.']);
      return text.split('\0').filter((name) => name !== '');
    },
    async readAt(ref, path) {
      if (!shadow) throw new CannotLook('the folder is in no git repository', 'inspect a clone');
      const inside = `${await commitOf(ref)}:./${path}`;
      const output = await shadow.run(['cat-file', 'blob', inside], { ...limits, limitBytes: 4_000_000 });
      return output.ok && !output.text.includes('\0') ? output.text : undefined;
    },
    async countAt(ref, pattern) {
      if (!shadow) throw new CannotLook('the folder is in no git repository', 'inspect a clone');
      const commit = await commitOf(ref);
      const output = await shadow.run(
        ['grep', '-I', '-c', '-z', '-E', '-e', pattern, commit, '--', '.'],
        limits,
      );
      // git grep ends with 1 and says nothing when no line matches.
      if (!output.ok && output.because !== 'git ended with 1')
        throw new CannotLook(`git could not search: ${output.because}`);
      return parseCounts(output.ok ? output.text : '', commit);
    },
    async eachBlob(options, look) {
      if (!shadow) throw new CannotLook('the folder is in no git repository', 'inspect a clone');
      return eachBlob(shadow, wholeHistory ? whole : recent, options, look);
    },
    async origin() {
      const config = (await shadow?.configText()) ?? '';
      const section = /\[remote "origin"\]([^[]*)/.exec(config)?.[1];
      const url = section === undefined ? undefined : /^\s*url\s*=\s*(.+)$/m.exec(section)?.[1]?.trim();
      return url === undefined ? undefined : parseRemote(url);
    },
  };
}

/** `<commit>:<path>\0<count>\n` for each file. */
function parseCounts(text: string, commit: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [name, count] = line.split('\0');
    if (name?.startsWith(`${commit}:`) && count !== undefined)
      counts.set(name.slice(commit.length + 1), Number(count));
  }
  return counts;
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
