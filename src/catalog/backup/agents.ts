interface Agent {
  readonly image: RegExp;
  readonly tool: string;
  readonly store: string;
}

/** Images whose only purpose is to back something up; the whole image name is matched. */
const agents: readonly Agent[] = [
  {
    image: /postgres-backup|pg-backup|pgbackups?(\/|$)|pgdump|postgresql-backup/,
    tool: 'pg_dump',
    store: 'postgres',
  },
  { image: /pgbackrest/, tool: 'pgbackrest', store: 'postgres' },
  { image: /wal-g/, tool: 'wal-g', store: 'postgres' },
  { image: /(mysql|mariadb)-(cron-)?backup|mysqldump/, tool: 'mysqldump', store: 'mysql' },
  { image: /mongo(db)?-backup|mongodump/, tool: 'mongodump', store: 'mongodb' },
  { image: /litestream/, tool: 'litestream', store: 'sqlite' },
  { image: /(^|\/)(tiredofit|nfrastack)\/(container-)?db-backup/, tool: 'db-backup', store: 'any' },
  { image: /docker-volume-backup|volume-backup/, tool: 'docker-volume-backup', store: 'files' },
  { image: /restic|resticker/, tool: 'restic', store: 'files' },
  { image: /borgmatic|(^|\/)borg/, tool: 'borg', store: 'files' },
  { image: /duplicati|duplicity|kopia/, tool: 'duplicati', store: 'files' },
];

/** The backup program an image is, if it is one. */
export function backupAgent(image: string): { readonly tool: string; readonly store: string } | undefined {
  const found = agents.find((agent) => agent.image.test(image.toLowerCase()));
  return found ? { tool: found.tool, store: found.store } : undefined;
}

/** What the names of an agent's variables tell; their values are not kept. */
export function agentSettings(names: readonly string[]) {
  const has = (shape: RegExp) => names.some((name) => shape.test(name));
  return {
    scheduled: has(/SCHEDULE|CRON|INTERVAL|BACKUP_(BEGIN|FREQ)/i),
    objectStorage: has(/(^|_)(S3|GCS|B2|AZURE|AZ_STORAGE)_|BUCKET|AWS_ACCESS_KEY|RESTIC_REPOSITORY|WALG_S3/i),
    remoteHost: has(/(SSH|SFTP|WEBDAV|DROPBOX)_/i),
    encrypts: has(/GPG|PASSPHRASE|ENCRYPT|AGE_|RESTIC_PASSWORD|BORG_PASSPHRASE/i),
    prunes: has(/KEEP|RETENTION|PRUNE|CLEANUP|DELETE_OLDER|REMOVE_BEFORE/i),
    notifies: has(/NOTIFICATION|WEBHOOK|HEALTHCHECK|SLACK|ALERT/i),
  };
}
