import type { Purpose } from './model.ts';

/** What a name claims a step or job is for. Only words that make no sense unless the thing is done. */
const rows: readonly (readonly [Purpose, RegExp])[] = [
  ['test', /\b(tests?|testing|specs?|pytest|jest|vitest|e2e|rspec|phpunit|junit)\b/],
  ['load-test', /\b(load|stress|performance)[ _-]?tests?\b|\bk6\b/],
  ['lint', /\b(lint|linter|linting|eslint|flake8|ruff|rubocop|pylint)\b/],
  ['format', /\b(format check|formatting|prettier|black)\b/],
  ['typecheck', /\b(type[ -]?check(s|ing)?|typecheck|mypy|tsc)\b/],
  [
    'scan',
    /\b(security|vulnerabilit(y|ies)|secrets?|dependenc(y|ies)|code|container|image|sast|dast|trivy|snyk|bandit|semgrep)\b.{0,30}\b(scan|scans|scanning|audit|check|checks|analysis)\b/,
  ],
  ['scan', /\b(scan|scanning|sast|dast|codeql|trivy|snyk|semgrep|npm audit|pip-audit)\b/],
  ['migrate', /\b(migrations?|migrate)\b/],
  ['backup', /\b(back ?up|backup|backups|snapshot database|database snapshot|pg_dump)\b/],
  ['deploy', /\b(deploy|deploys|deployment|rollout)\b/],
  [
    'verify',
    /\b(smoke|health ?checks?|healthcheck|sanity (check|test)s?|post[- ]?deploy(ment)?|verify|verification|validate|validation)\b/,
  ],
  ['rollback', /\b(roll ?back|rollback|revert deployment)\b/],
  ['approve', /\b(approval|approve|sign[ -]?off)\b/],
  ['build', /\b(build|compile)\b/],
  ['notify', /\b(notify|notification|notifications|slack|discord|teams message|announce)\b/],
];

/** A name that begins so tells, asks, prepares or clears away. */
const besides =
  /^(set|sets|setup|setting|get|fetch|find|detect|decide|determine|compute|calculate|configure|prepare|preparing|notify|announce|comment|print|show|display|list|log|dump|skip|skipped|wait|waiting|upload|download|cache|install|installing|save|record|mark|generate|output|debug|echo|hint|trigger|clean|cleanup|remove|delete|stop|tear|teardown|checkout|check out|check (if|for|whether)|login|log in|authenticate|connect|extract|parse|read|load|export|define|resolve|update (status|badge|deployment status)|tag|label|add|post (a|an|the|to|comment|message)|send|start|starting|begin|end|finish|finished|complete|completed|create (the )?(release|issue|pr|pull request|summary|report|comment)|next steps|note|todo|remind)\b/;

/** A name with such a word speaks about the work or its outcome. */
const about =
  /\b(notify|notification|notifications|summar(y|ize|ise)|reports?|reporting|comment|status|info|information|metadata|results?|artifacts?|urls?|variables?|vars|env|skipped|preview|dry run|plan|docs?|documentation|badge|timestamp|success|successful|succeeded|passed|passing|completed|completion|finished|failed|done|required|requirements?|gate|instructions?|next steps|manual|filter|matrix|outputs?|inputs?|parameters?|params|credentials|tokens?|disk space|header|separator|banner|whether|needed|is|are|was|not|no|if)\b/;

/** The word right after the work that makes it a thing: a "deployment version", a "backup name". */
const thing =
  /\b(tests?|deploy|deploys|deployment|backups?|release|rollback|scan|migration|lint|check) (versions?|tags?|name|labels?|sha|date|time|branch|ref|environments?|env|targets?|id|title|body|message|logs?|list|links?|config|configuration|settings|matrix|data|database|user|key|keys|changes|files?|folder|path|counts?)\b/;

export function purposesOfName(name: string | undefined): Purpose[] {
  if (name === undefined) return [];
  // camelCase, snake_case and kebab-case names are sentences too; emoji and versions are not words.
  const text = name
    .slice(0, 200)
    .replace(/\$\{\{[^}]*\}\}/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_/:.]+/g, ' ')
    .toLowerCase();
  const spaced = text.replace(/-/g, ' ');
  const found = rows
    .filter(([, shape]) => shape.test(text) || shape.test(spaced))
    .map(([purpose]) => purpose);
  return [...new Set(found)];
}

/** True when the name promises the act itself, so that a body that only prints breaks the promise. */
export function promises(name: string | undefined, purpose: Purpose): boolean {
  if (name === undefined || !purposesOfName(name).includes(purpose)) return false;
  const text = name
    .slice(0, 200)
    .replace(/\$\{\{[^}]*\}\}/g, ' ')
    .toLowerCase()
    .replace(/\b(on|upon|if|after|in case of) (any )?(failures?|failed|errors?)\b/g, ' ')
    .replace(/\bmanual (?=approval|sign)/g, ' ')
    .replace(/\b(approval) required\b/g, '$1')
    .replace(/[_/:.-]+/g, ' ')
    .replace(/[^\w ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return !besides.test(text) && !about.test(text) && !thing.test(text);
}
