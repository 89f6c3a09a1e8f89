import { dumpTools, encryptors, restoreTools, senders, verifyTools } from './tools.ts';
import { noWork, type Act, type Work } from './types.ts';

type Key = Work['encrypts'][number]['keyFrom'];

/** What commands do with data. Words in an echo do nothing. */
export function workOf(acts: readonly Act[]): Work {
  const work: { -readonly [K in keyof Work]: Work[K] } = structuredClone(noWork);
  for (const act of acts) {
    const place = { file: act.file, line: act.line };
    const line = act.words.join(' ').slice(0, 1_000);
    const prunes = pruneIn(act.text);
    if (prunes) work.prunes.push({ ...place, ...prunes });
    if (verifyTools.some((shape) => shape.test(line)) || /^\[\[? -s /.test(act.text)) {
      work.verifies.push({ ...place, note: line.split(' ', 2).join(' ') });
    }
    if (act.idle) continue;
    const dump = dumpTools.find(({ does }) => does.test(line));
    if (dump) {
      work.dumps.push({ ...place, tool: dump.tool, store: dump.store });
      if (act.lost) work.swallows.push({ ...place, note: `a failed ${dump.tool} is not noticed` });
      const file = writtenTo(act.text) ?? redirectedTo(act.lineText ?? '');
      // What is mounted from elsewhere may be another machine's disk.
      if (file !== undefined && !/^\/(mnt|media|nas|net|Volumes)\b/.test(file))
        work.destinations.push({ ...place, kind: 'same-host', note: file });
    }
    const restore = restoreTools.find(
      ({ does }) => does.test(act.text) || does.test(line) || does.test((act.lineText ?? '').trim()),
    );
    if (restore) work.restores.push({ ...place, tool: restore.tool });
    const sender = senders.find(({ does }) => does.test(line)) ?? repositorySender(line, dump?.tool);
    if (sender) work.destinations.push({ ...place, kind: sender.kind, note: sender.note });
    const encryptor = encryptors.find(({ does }) => does.test(line));
    if (encryptor) work.encrypts.push({ ...place, tool: encryptor.tool, keyFrom: keyOf(line) });
    if (notifies(line)) work.notifies.push({ ...place, note: (act.words[0] ?? '').slice(0, 40) });
  }
  return work;
}

/** Programs with a repository of their own: where it is stands on the command line or in the environment. */
function repositorySender(line: string, tool: string | undefined) {
  if (!/^(restic|borg|kopia|duplicity|pgbackrest|barman)$/.test(tool ?? '')) return undefined;
  if (/\s(-r|--repo)[= ]?\S*(s3:|b2:|gs:|azure:|swift:|rclone:)|s3:\/\/|b2:\/\/|gs:\/\//.test(line)) {
    return { kind: 'object-storage' as const, note: `${tool} repository in object storage` };
  }
  if (/sftp:|ssh:\/\/|\s[\w.@-]+:[/.\w]/.test(line)) {
    return { kind: 'remote-host' as const, note: `${tool} repository on another host` };
  }
  return undefined;
}

/** `> file`, `-f file`, `--file=file`, `--out dir`: written beside the data until something carries it away. */
function writtenTo(text: string): string | undefined {
  const match =
    />\s*["']?([^\s"'|;&]{1,200})/.exec(text) ??
    /\s(?:-f|--file|-o|--out|--archive|-D)[= ]["']?([^\s"'|;&]{1,200})/.exec(text);
  const target = match?.[1];
  return target === undefined || target.startsWith('/dev/') || target.startsWith('&') ? undefined : target;
}

/** The file at the end of a pipeline; a pipe that goes on to a sender has none. */
function redirectedTo(lineText: string): string | undefined {
  const target = /(?:^|[^>&\d])>\s*["']?([^\s"'|;&>]{1,200})/.exec(lineText)?.[1];
  return target === undefined || target.startsWith('/dev/') ? undefined : target;
}

function keyOf(line: string): Key {
  if (/(-r|-R|--recipient|--recipients-file|--encrypt-to)\b/.test(line)) return 'recipient';
  if (/pass(phrase)?(-file)?[ =:]*(file:|-file)|--passphrase-file|--password-file|-kfile|file:/.test(line))
    return 'file';
  if (/pass(phrase)?[ =]*env:|\$\{?\w*(PASS|KEY|SECRET)\w*|^(restic|rustic|borg|kopia)\b/i.test(line))
    return 'environment';
  return /pass:[^\s$"]|-k\s+["']?[^\s$"']/.test(line) ? 'literal' : 'unknown';
}

function pruneIn(text: string): { note: string; days?: number; count?: number } | undefined {
  const found = /\bfind\b.{0,200}-mtime\s+\+["']?(\d{1,4})?.{0,200}(-delete|\brm\b)/.exec(text);
  if (found) return { note: 'find … -mtime', ...(found[1] === undefined ? {} : { days: Number(found[1]) }) };
  if (/\bfind\b.{0,200}-mtime.{0,200}(-delete|\brm\b)/.test(text)) return { note: 'find … -mtime' };
  if (/\b(restic|rustic)\b.{0,100}\bforget\b/.test(text)) {
    const days = /--keep-daily[= ](\d{1,4})/.exec(text)?.[1];
    return { note: 'restic forget', ...(days === undefined ? {} : { days: Number(days) }) };
  }
  if (/\bborg\b.{0,100}\bprune\b/.test(text)) return { note: 'borg prune' };
  const age = /\brclone\b.{0,100}\bdelete\b.{0,100}--min-age[= ](\d{1,4})d/.exec(text)?.[1];
  if (age !== undefined) return { note: 'rclone delete --min-age', days: Number(age) };
  if (
    /\btail -n \+?\d+.{0,40}\bxargs\b.{0,20}\brm\b|\bhead -n -\d+.{0,40}\bxargs\b.{0,20}\brm\b/.test(text)
  ) {
    return { note: 'keeps the newest few' };
  }
  return undefined;
}

function notifies(line: string): boolean {
  return /^(curl|wget)\b.*(hc-ping|healthchecks|slack|discord|pagerduty|opsgenie|telegram|uptime|betteruptime|ntfy|pushgateway)/i.test(
    line,
  );
}

/** Programs that do something nobody here knows: a job with one of them may well back up. */
export function unknownPrograms(acts: readonly Act[]): string[] {
  return acts
    .filter((act) => !act.idle && workOf([act]).dumps.length === 0 && !known.test(act.words[0] ?? ''))
    .map((act) => act.words[0] ?? '');
}

/** Programs that surely read no database out. */
const known =
  /^(aws|gsutil|gcloud|az|rclone|mc|s3cmd|s5cmd|b2|scp|sftp|rsync|curl|wget|gzip|zstd|xz|bzip2|zip|openssl|gpg2?|age|find|rm|mv|cp|mktemp|chmod|chown|apk|apt-get|apt|pip|npm|git|jq|date|sha256sum|psql|mysql|kubectl|helm|docker)$/;
