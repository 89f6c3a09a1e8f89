import type { Statement } from '../documents/statements.ts';
import type { Match } from './map.ts';

interface Subject {
  readonly heading: RegExp;
  /** Phrases that keep all their audits. */
  readonly spared: RegExp;
  /** Audits that remain of the others. */
  readonly audits: RegExp;
  /** Audits of a line of which none remains. */
  readonly instead: readonly string[];
  /** A line with a number measures something, and is not of this subject. */
  readonly unmeasured?: true;
}

/** What stands under these headings speaks of one thing only: under "Alerts", "database down" is an alert. */
const subjects: readonly Subject[] = [
  {
    heading:
      /^(?:(?:technical|operational|user|developer|project|and|&|training|materials?|guides?|documentation|documents|docs|handover|knowledge|transfer|\d+[.)]?|[^\p{L}\d]+)\s*)+$/iu,
    spared:
      /documentation|openapi|swagger|changelog|runbook|guide|readme|licen[cs]e|policy|policies|architecture|onboarding|training|examples/i,
    audits: /^documentation\//,
    instead: [],
  },
  {
    heading:
      /^(?:(?:critical|warning|info|high|low|priority|key|monitoring|prometheus|sentry|error|setup|configuration|conditions|and|&|alert|alerts|alerting|alarms|rules|thresholds|\d+[.)]?|[^\p{L}\d]+)\s*)*\b(?:alert|alerts|alerting|alarms)\b[^\p{L}]*(?:rules|conditions|thresholds|setup|configuration)?[^\p{L}]*$/iu,
    spared: /runbook|on-call|escalation/i,
    audits: /alert|oncall|uptime/,
    instead: ['observability/alert-coverage'],
  },
  {
    heading:
      /^(?:(?:application|infrastructure|business|system|service|custom|defined|prometheus|resource|runtime|exposed|collected|and|&|\d+[.)]?|[^\p{L}\d]+)\s*)+metrics[^\p{L}]*$/iu,
    spared: /metrics|dashboard|alert/i,
    audits: /metrics|dashboards/,
    instead: ['observability/metrics-exposed'],
    unmeasured: true,
  },
  {
    heading:
      /^[^\p{L}]*(?:error|exception|crash)[\s-](?:tracking|reporting)[^\p{L}]*(?:active|setup|configured)?[^\p{L}]*$/iu,
    spared: /error|exception|crash|sentry|alert|notification/i,
    audits: /error-tracking|logs/,
    instead: ['observability/error-tracking'],
  },
];

const acted = /\b(?:tested|rehearsed|drilled|exercised|practi[sc]ed|executed)\b/i;

/** Leaves of the audits found those that fit the heading the line stands under. */
export function narrowByHeading(found: readonly Match[], { under, text, figures }: Statement): Match[] {
  const heading = under.at(-1) ?? '';
  const subject =
    /\p{L}/u.test(heading) &&
    subjects.find((one) => one.heading.test(heading) && !(one.unmeasured && figures.length > 0));
  // "Rollback tested" is an act wherever it stands.
  if (!subject || acted.test(text)) return found.map(plain);
  const kept = found.flatMap((match) => {
    const audits = subject.spared.test(match.phrase)
      ? match.audits
      : match.audits.filter((id) => subject.audits.test(id));
    return audits.length === 0 ? [] : [{ ...plain(match), audits, wider: [] }];
  });
  const [first] = found;
  if (kept.length > 0 || !first || subject.instead.length === 0) return kept;
  return [{ ...plain(first), audits: subject.instead, place: 'context', wider: [] }];
}

function plain({ phrase, audits, place, words, wider }: Match): Match {
  return { phrase, audits, place, words, wider };
}
