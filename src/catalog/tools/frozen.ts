/** How the package tool itself says whether a lock file fits its manifest, without changing either. */
export interface FrozenCheck {
  readonly command: string;
  /** What it prints when they do not fit; any other failure says nothing about the lock file. */
  readonly refuses: RegExp;
  /** How many packages it names. */
  readonly counts?: RegExp;
}

export const frozenChecks: Readonly<Record<string, FrozenCheck>> = {
  npm: {
    command: 'npm ci --dry-run --ignore-scripts --no-audit --no-fund',
    refuses: /can only install (packages )?(when|with)|are in sync|Missing: \S+@|Invalid: lock file's|EUSAGE/,
    counts: /added (\d+) packages?/,
  },
  pnpm: {
    command: 'pnpm install --frozen-lockfile --lockfile-only --ignore-scripts',
    refuses: /ERR_PNPM_(OUTDATED_LOCKFILE|LOCKFILE_CONFIG_MISMATCH|LOCKFILE_MISSING_DEPENDENCY)/,
  },
  yarn: {
    command: 'yarn install --frozen-lockfile --ignore-scripts',
    refuses: /lockfile needs to be updated|lockfile would have been (modified|created)|YN0028/,
  },
  uv: { command: 'uv lock --check', refuses: /needs to be updated/, counts: /Resolved (\d+) packages?/ },
  poetry: {
    command: 'poetry check --lock',
    refuses: /pyproject\.toml changed significantly|not up to date with/,
  },
  go: {
    command: 'go mod verify && go list -mod=readonly -deps -test ./... > /dev/null',
    refuses:
      /updates to go\.(mod|sum) needed|missing go\.sum entry|checksum mismatch|SECURITY ERROR|has been modified/,
  },
};
