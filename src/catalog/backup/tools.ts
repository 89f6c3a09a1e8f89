import type { Work } from './types.ts';

type DestinationKind = Work['destinations'][number]['kind'];

interface Tool {
  readonly does: RegExp;
  readonly tool: string;
  /** What it reads: the kind of store, `any` where it takes whatever folder or host it is pointed at. */
  readonly store: string;
}

/** Commands that read data out, matched against the program and its arguments. */
export const dumpTools: readonly Tool[] = [
  { does: /^pg_dump(all)?\b/, tool: 'pg_dump', store: 'postgres' },
  { does: /^pg_basebackup\b/, tool: 'pg_basebackup', store: 'postgres' },
  { does: /^wal-g\b.*\bbackup-push\b/, tool: 'wal-g', store: 'postgres' },
  { does: /^pgbackrest\b.*\bbackup\b/, tool: 'pgbackrest', store: 'postgres' },
  { does: /^barman\b.*\bbackup\b/, tool: 'barman', store: 'postgres' },
  {
    does: /^(mysqldump|mariadb-dump|mysqlpump|mydumper|xtrabackup|mariabackup)\b/,
    tool: 'mysqldump',
    store: 'mysql',
  },
  { does: /^mongodump\b/, tool: 'mongodump', store: 'mongodb' },
  { does: /^redis-cli\b.*(--rdb|\bbgsave\b|\bsave$)/i, tool: 'redis-cli', store: 'redis' },
  { does: /^sqlite3\b.*\.(backup|dump)/, tool: 'sqlite3', store: 'sqlite' },
  { does: /^litestream\b.*\breplicate\b/, tool: 'litestream', store: 'sqlite' },
  {
    does: /^clickhouse-backup\b.*\b(create|create_remote)\b/,
    tool: 'clickhouse-backup',
    store: 'clickhouse',
  },
  { does: /^influxd?\b.*\bbackup\b/, tool: 'influx', store: 'influxdb' },
  { does: /^neo4j-admin\b.*\bdump\b/, tool: 'neo4j-admin', store: 'neo4j' },
  { does: /^etcdctl\b.*\bsnapshot save\b/, tool: 'etcdctl', store: 'etcd' },
  { does: /^cockroach\b.*\bBACKUP\b/i, tool: 'cockroach', store: 'cockroach' },
  { does: /^(restic|rustic)\b.*\bbackup\b/, tool: 'restic', store: 'files' },
  { does: /^borg\b.*\bcreate\b|^borgmatic\b/, tool: 'borg', store: 'files' },
  { does: /^kopia\b.*\bsnapshot create\b/, tool: 'kopia', store: 'files' },
  { does: /^duplicity\b|^duplicati-cli\b.*\bbackup\b/, tool: 'duplicity', store: 'files' },
  { does: /^velero\b.*\bbackup create\b/, tool: 'velero', store: 'kubernetes' },
  { does: /^heroku\b.*\bpg:backups:(capture|schedule)\b/, tool: 'heroku pg:backups', store: 'postgres' },
  {
    does: /^aws\b.*\b(create-db-snapshot|create-db-cluster-snapshot|start-backup-job)\b/,
    tool: 'aws snapshot',
    store: 'any',
  },
  { does: /^gcloud\b.*\bsql\b.*\b(backups create|export)\b/, tool: 'gcloud sql', store: 'any' },
  { does: /^supabase\b.*\bdb dump\b/, tool: 'supabase db dump', store: 'postgres' },
  { does: /\bartisan\b.*\bbackup:run\b/, tool: 'laravel-backup', store: 'any' },
  { does: /\bmanage\.py\b.*\bdbbackup\b/, tool: 'django-dbbackup', store: 'any' },
  {
    does: /^tar\b.*\b(uploads?|media|storage|data|volumes?|attachments|files|backups?)\b/i,
    tool: 'tar',
    store: 'files',
  },
];

export const restoreTools: readonly { readonly does: RegExp; readonly tool: string }[] = [
  { does: /^pg_restore\b(?!.*(\s-l\b|--list))/, tool: 'pg_restore' },
  { does: /^psql\b.*(\s-f\b|--file|<)/, tool: 'psql' },
  { does: /^(mysql|mariadb)\b.*</, tool: 'mysql' },
  { does: /^mongorestore\b(?!.*--dryRun)/, tool: 'mongorestore' },
  { does: /^(restic|rustic)\b.*\brestore\b/, tool: 'restic' },
  { does: /^borg\b.*\bextract\b/, tool: 'borg' },
  { does: /^pgbackrest\b.*\brestore\b/, tool: 'pgbackrest' },
  { does: /^wal-g\b.*\bbackup-fetch\b/, tool: 'wal-g' },
  { does: /^litestream\b.*\brestore\b/, tool: 'litestream' },
];

export const verifyTools: readonly RegExp[] = [
  /^pg_restore\b.*(\s-l\b|--list)/,
  /^(restic|rustic)\b.*\bcheck\b/,
  /^borg\b.*\bcheck\b/,
  /^pgbackrest\b.*\bverify\b/,
  /^pg_verifybackup\b/,
  /^(gzip|zstd|xz)\b.*(\s-\w*t\w*\b|--test)/,
  /^(sha256sum|sha512sum|sha1sum|md5sum|shasum)\b.*(\s-c\b|--check)/,
  /^mongorestore\b.*--dryRun/,
  /^(test|\[)\s+-s\b/,
];

/** Where a command puts what it was given. */
export const senders: readonly {
  readonly does: RegExp;
  readonly kind: DestinationKind;
  readonly note: string;
}[] = [
  { does: /^aws\b.*\bs3(api)?\b.*\b(cp|sync|mv|put-object)\b/, kind: 'object-storage', note: 'aws s3' },
  {
    does: /^(gsutil\b.*\b(cp|rsync|mv)\b|gcloud\b.*\bstorage\b.*\b(cp|rsync)\b)/,
    kind: 'object-storage',
    note: 'Google Cloud Storage',
  },
  { does: /^az\b.*\bstorage\b.*\bupload/, kind: 'object-storage', note: 'Azure Blob Storage' },
  { does: /^rclone\b.*\b(copy|copyto|sync|move|moveto|rcat)\b/, kind: 'object-storage', note: 'rclone' },
  { does: /^(mc|mcli)\b.*\b(cp|mirror|pipe|mv)\b/, kind: 'object-storage', note: 'mc' },
  { does: /^s3cmd\b.*\b(put|sync)\b|^s5cmd\b.*\b(cp|sync|pipe)\b/, kind: 'object-storage', note: 's3' },
  { does: /^b2\b.*\b(upload|sync|file)/, kind: 'object-storage', note: 'Backblaze B2' },
  { does: /^(scp|sftp)\b.*\S+:/, kind: 'remote-host', note: 'scp' },
  { does: /^rsync\b.*\s[\w.@${}-]+:/, kind: 'remote-host', note: 'rsync to another host' },
  {
    does: /^(wal-g|clickhouse-backup\b.*create_remote)\b/,
    kind: 'object-storage',
    note: 'its own object storage',
  },
  { does: /^(velero|heroku)\b/, kind: 'backup-service', note: 'the platform' },
  {
    does: /^(aws|gcloud)\b.*(snapshot|backup|sql)/,
    kind: 'backup-service',
    note: 'the provider of the database',
  },
];

export const encryptors: readonly { readonly does: RegExp; readonly tool: string }[] = [
  { does: /^gpg2?\b.*(\s-\w*[ecr]\w*\b|--encrypt|--symmetric|--recipient)/, tool: 'gpg' },
  { does: /^openssl\b.*\b(enc|smime|cms)\b/, tool: 'openssl' },
  { does: /^r?age\b.*\s(-r|-R|-p|-e|--encrypt|--recipient|--recipients-file|--passphrase)\b/, tool: 'age' },
  { does: /^(restic|rustic)\b/, tool: 'restic' },
  { does: /^borg\b/, tool: 'borg' },
  { does: /^kopia\b/, tool: 'kopia' },
  { does: /^rclone\b.*\bcrypt:/, tool: 'rclone crypt' },
  { does: /^(7z|7za)\b.*\s-p/, tool: '7z' },
];
