import type { Subject } from '../evidence/documents.ts';

interface Sign {
  readonly subject: Subject;
  /** Tried on the file name without extension, lower case, words joined by hyphens; the folder on `folder`. */
  readonly name?: RegExp;
  readonly folder?: RegExp;
  /** Tried on titles and headings. */
  readonly heading?: RegExp;
}

/** The first that fits wins, so the special stand before the general. */
const signs: readonly Sign[] = [
  { subject: 'readme', name: /^readme(-[a-z-]{2,7})?$/ },
  {
    subject: 'readiness',
    name: /production-?read(y|iness)|readiness(?!-?(probe|check|gate))|(go-?live|launch|pre-?(launch|deploy\w*|release)|deploy(ment)?|production)-?checklist|^prr$/,
    heading:
      /\bproduction[- ]read(y|iness)\b|\breadiness (checklist|review|report|assessment|summary|guide|status)\b|\b(go-?live|launch|production|pre-?(launch|deployment)) checklist\b/i,
  },
  {
    subject: 'changelog',
    folder: /(^|\/)(release-?notes|changelogs?|\.changes|changes)$/,
    name: /^(changelog|changes|history|release-?notes|releases|news|whats-?new)$/,
    heading: /^(change ?log|release notes)$/i,
  },
  {
    subject: 'contributing',
    name: /^(contributing|contribute|development|developing|hacking)$/,
    heading: /\bcontribut(ing|e|ions?)\b|^development$/i,
  },
  { subject: 'conduct', name: /^code-?of-?conduct$/, heading: /code of conduct/i },
  { subject: 'licence', name: /^(licen[cs]e|copying|unlicense|notice)/, heading: /^licen[cs](e|ing)$/i },
  { subject: 'cookies', name: /cookie/, heading: /\bcookie (policy|consent|notice)\b/i },
  {
    subject: 'assessment',
    name: /dpia|impact-?assessment|gdpr|ropa|records?-of-processing/,
    heading: /\b(privacy|data protection) impact assessment\b|\bDPIA\b|\bgdpr\b/i,
  },
  {
    subject: 'retention',
    name: /(data|log|backup)-?retention|retention-?(policy|schedule)/,
    heading: /\bretention\b/i,
  },
  { subject: 'privacy', name: /privacy/, heading: /\bprivacy (policy|notice|statement)\b/i },
  {
    subject: 'terms',
    name: /^(terms|tos)(-?(of-?(service|use)|and-?conditions))?$/,
    heading: /\bterms (of (service|use)|and conditions)\b/i,
  },
  { subject: 'security', name: /security/, heading: /\bsecurity\b|\breporting (a )?vulnerabilit/i },
  { subject: 'incident', name: /incident|post-?mortem/, heading: /\bincidents?\b|\bpost-?mortems?\b/i },
  { subject: 'rollback', name: /roll-?back/, heading: /\broll(ing)?[- ]?back\b/i },
  {
    subject: 'recovery',
    name: /disaster|\bdr-?(plan|runbook)?$|recovery|backups?|restore|business-?continuity/,
    heading: /\bdisaster\b|\b(backup|restore|recovery)\b|\bbusiness continuity\b|\bRTO\b|\bRPO\b/i,
  },
  {
    subject: 'runbook',
    name: /run-?books?|play-?books?|^operations?(-?(guide|manual))?$|^ops$|on-?call|trouble-?shooting/,
    folder: /(^|\/)(run-?books?|play-?books?|on-?call)(\/|$)/,
    heading:
      /\brun-?books?\b|\bplay-?books?\b|\bon-?call\b|\btroubleshooting\b|\boperations?\b|\boperational procedures\b/i,
  },
  {
    subject: 'monitoring',
    name: /monitoring|observability|^alert(s|ing)?(-|$)|^(dashboards?|metrics)$/,
    heading: /\bmonitoring\b|\bobservability\b|\balert(s|ing)\b|\bdashboards?\b|\bmetrics\b/i,
  },
  {
    subject: 'scaling',
    name: /scaling|scalability|capacity/,
    heading: /\bscaling\b|\bscale (up|out)\b|\bcapacity\b/i,
  },
  { subject: 'training', name: /onboarding|training/, heading: /\bonboarding\b|\btraining\b/i },
  {
    subject: 'decision',
    name: /^(adr|rfc)-?\d|^\d{3,4}-/,
    folder: /(^|\/)(adrs?|decisions|rfcs?|proposals)(\/|$)/,
  },
  {
    subject: 'architecture',
    name: /architecture|system-?design|^design$|c4|overview-?of-?the-?system/,
    heading: /\barchitecture\b(?! decision)|\bsystem (design|overview|diagram)\b|\bcomponent diagram\b/i,
  },
  {
    subject: 'schema',
    name: /schema|^erd?$|data-?model|data-?dictionary|^database$/,
    heading: /\b(database|db) schema\b|\bdata (model|dictionary)\b|\bentity[- ]relationship\b|\bERD\b/i,
  },
  {
    subject: 'contacts',
    name: /^(emergency|support|on-?call|team|escalation)-?(contacts?|list|policy|matrix)?$/,
    heading: /\b(emergency|support|team|on-?call|key) contacts?\b|^contacts?$|\bescalation\b|^support$/i,
  },
  {
    subject: 'quick-start',
    name: /quick-?start|getting-?started|^(install|installation|setup|usage)$/,
    heading:
      /\bquick ?-?start\b|\bgetting started\b|\binstall(ation|ing)?\b|^usage$|^set ?up$|\blocal (development|set ?up)\b|^running\b|^how to run\b|^run(ning)? (it|locally|the)\b/i,
  },
  {
    subject: 'deployment',
    name: /deploy|release-?process|^releasing$|^production$/,
    heading: /\bdeploy(ment|ing)?\b|^releas(e|ing)( process)?$/i,
  },
  {
    subject: 'api',
    name: /^(rest-?)?api(-?(reference|docs?))?$/,
    heading: /^(rest )?api( reference| documentation)?$/i,
  },
  {
    subject: 'plan',
    name: /roadmap|^to-?do$|backlog|(^|-)plan$|proposal|milestones/,
    heading: /^roadmap$|^to-?do$/i,
  },
];

/** What a document is about: its name tells best, then its folder, then its title. */
export function subjectOf(path: string, title: string | undefined): Subject {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(0, slash)).toLowerCase();
  const name = hyphenate(path.slice(slash + 1).replace(/\.[a-z]+$/i, ''));
  const byName = signs.find((sign) => sign.name?.test(name) || sign.folder?.test(folder))?.subject;
  if (byName && byName !== 'plan' && byName !== 'deployment') return byName;
  const strong = title === undefined ? undefined : subjectOfTitle(title);
  // A deployment guide whose title says "production readiness" is a readiness document; most titles add nothing.
  if (strong === 'readiness') return strong;
  return byName ?? strong ?? 'other';
}

/** A dashboard in a title is a page of the product as often as one of Grafana. */
function subjectOfTitle(title: string): Subject {
  const subject = subjectOfHeading(title);
  const meant = subject !== 'monitoring' || /\bmonitoring\b|\bobservability\b|\balerting\b/i.test(title);
  return meant ? subject : 'other';
}

export function subjectOfHeading(text: string): Subject {
  return signs.find((sign) => sign.heading?.test(text))?.subject ?? 'other';
}

function hyphenate(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[\s_.]+/g, '-');
}
