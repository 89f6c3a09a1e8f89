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

/** Words after which the name speaks about the thing instead of being it. */
const about =
  /\b(notify|notification|notifications|summar(y|ize|ise)|report|reports|reporting|comment|announce|message|status|print|show|display|list|log|logs|dump|set|setup|set up|setting up|prepare|preparing|preparation|configure|configuration|config|determine|compute|calculate|get|fetch|find|detect|decide|skip|skipped|url|urls|version|versions|tag|tags|label|labels|env|environment|variable|variables|vars|info|information|metadata|result|results|artifacts?|upload|download|cache|restore|wait|waiting|start|starting|begin|complete|completed|completion|success|successful|succeeded|passed|passing|failure|failed|link|plan|dry[- ]?run|preview|changes?|changed|filter|matrix|output|outputs|debug|create (the )?(release|issue|pr)|install|installing|dependencies for|clean ?up|cleanup|remove|delete|stop|tear ?down|trigger|tagline|generate|gate|required|requirements?|ok|done|finish|finished|all|any|badge|docs?|documentation|timestamp|time|date|name|sha|record|save|checkout|login|log in|authenticate|connect|wait for|inputs?|parameters?|params?|mark|title|body|key|keys|token|credentials|secrets to|files?|needed|should|whether|can|disk|space|docker|image name|ssh|hosts?|who|instructions?|manual|next steps|todo|marker|flag|step|note|hint|banner|header|separator|welcome|hello|acknowledge|is|are|was|if|not|no)\b/;

/** Some of those words belong to a purpose after all: a code scan is not an "image name". */
const still: Partial<Record<Purpose, RegExp>> = {
  scan: /^(run |perform |execute )?[\w-]* ?(security|dependency|vulnerability|secret|container|docker|image|code) (scan|scanning|audit|check)s?( \(.*\))?$/,
};

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
    .toLowerCase()
    .replace(/\b(on|upon|if|after|in case of) (any )?(failures?|failed|errors?)\b/g, ' ')
    .replace(/\bmanual (?=approval|sign)/g, ' ')
    .replace(/[_/:.-]+/g, ' ')
    .replace(/[^\w ()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return still[purpose]?.test(text) === true || !about.test(text);
}
