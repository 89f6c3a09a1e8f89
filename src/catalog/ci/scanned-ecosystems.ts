import type { Ecosystem } from '../evidence/manifests.ts';
import { deedsOf, type Seat } from './look.ts';
import type { Ci } from './model.ts';

const byTool: readonly (readonly [RegExp, Ecosystem | 'all'])[] = [
  [/^(npm|pnpm|yarn|bun)( npm)? audit|^(audit-ci|better-npm-audit|retire|auditjs|socket)\b/, 'npm'],
  [/^(pip-audit|safety|uv audit)\b/, 'PyPI'],
  [/^(govulncheck|nancy)\b/, 'Go'],
  [/^(bundler-audit|bundle-audit|bundle audit)\b/, 'RubyGems'],
  [/^(composer audit|local-php-security-checker|symfony )/, 'Packagist'],
  [/^(cargo audit|cargo deny|cargo-deny)\b/, 'crates.io'],
  [/^dotnet list\b/, 'NuGet'],
  [/^mix /, 'Hex'],
];
const byAction: readonly (readonly [RegExp, Ecosystem])[] = [
  [/pip-audit|pyupio|safety/i, 'PyPI'],
  [/govulncheck/i, 'Go'],
  [/rustsec|cargo-deny|actions-rust-lang|actions-rs/i, 'crates.io'],
  [/symfony/i, 'Packagist'],
  [/npm-audit/i, 'npm'],
];

/** The package ecosystems that a scanning step looks at; scanners that find lock files by themselves look at all. */
export function ecosystemsOf(ci: Ci, seat: Seat): ReadonlySet<Ecosystem | 'all'> {
  const { uses } = seat.step;
  if (uses !== undefined) return new Set([byAction.find(([shape]) => shape.test(uses))?.[1] ?? 'all']);
  const found = new Set<Ecosystem | 'all'>();
  for (const { command } of deedsOf(ci, seat)) {
    if (!command.does.includes('scan-dependencies')) continue;
    const text = [command.program?.replace(/^.*[\\/]/, ''), ...command.args].join(' ');
    found.add(byTool.find(([shape]) => shape.test(text))?.[1] ?? 'all');
  }
  return found;
}
