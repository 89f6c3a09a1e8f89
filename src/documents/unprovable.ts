type Reason = readonly [RegExp, string];

const anywhere: readonly Reason[] = [
  [
    /\b(?:(?:enterprise|industry|military|bank)[- ](?:grade|class|level|leading|standard)|(?:world|best-in|top)[- ]class)\b/i,
    'an adjective without a measure',
  ],
  [
    /\bstate[- ]of[- ]the[- ]art\b|\bcutting[- ]edge\b|\bbattle[- ]tested\b|\brock[- ]solid\b|\bbullet-?proof\b/i,
    'an adjective without a measure',
  ],
  [
    /\b(?:fewer|less|reduced?|lower(?:ed)?|decreased?)\s+(?:\w+\s+){0,3}(?:tickets?|bugs?|incidents?|costs?|toil|effort|confusion|friction)\b/i,
    'an effect that this service cannot show by itself',
  ],
  [
    /\b(?:better|easier|improved?|enhanced?|increased?|higher|greater|faster)\s+(?:\w+\s+){0,2}(?:reusability|maintainability|refactoring|productivity|satisfaction|collaboration|velocity|confidence|morale|onboarding|understanding|trust)\b/i,
    'a comparison without a measure',
  ],
  [
    /\b(?:developer|team|customer|user|stakeholder) (?:satisfaction|productivity|confidence|happiness|morale|trust)\b|\bonboarding\s*(?:<|under|in|within|down)\s*\d/i,
    'a statement about people, not about the service',
  ],
  [
    /\btime[- ]to[- ]market\b|\bbusiness value\b|\breturn on investment\b/i,
    'an effect that this service cannot show by itself',
  ],
  [
    /\b100 ?% (?:application coverage|reliab\w+|secure|safe|confidence|guaranteed?)\b|\bcompletely secure\b|\bzero risk\b/i,
    'a whole that no measurement can reach',
  ],
  [/\bfull (?:encryption|security|protection) and \w+/i, 'a whole without naming its parts'],
];

/** Summaries of effect: in "Impact: quality gates automated" a phrase is a boast, in a ticked line it names a thing. */
const inSummaries: readonly Reason[] = [
  [
    /\b(?:standardi[sz]ed|automated|centrali[sz]ed|streamlined|enforced|simplified)\b/i,
    'a summary without a measure',
  ],
  [
    /\b(?:fewer|easier|better|faster|proactive|improved|zero-touch|reduced|prevents?)\b/i,
    'a comparison without a measure',
  ],
  [/\bMTT[DR]\b|\bfeedback loop\b|\bdetected before\b/i, 'a figure of the team that nothing here measures'],
];
const summary = /^\W*(?:impact|benefits?|outcomes?|business impact|value)\s*:/i;

/** Why nobody could prove a line, however hard they tried; undefined for lines that somebody could. */
export function whyUnprovable(text: string): string | undefined {
  const reasons = summary.test(text) ? [...anywhere, ...inSummaries] : anywhere;
  return reasons.find(([pattern]) => pattern.test(text))?.[1];
}
