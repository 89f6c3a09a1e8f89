const blank =
  /\[[^[\]\n]{0,40}\b(?:contact|channel|e-?mail|phone|ext|numbers?|handle|rotation)\b[^[\]\n]{0,40}\](?![([:])|\[(?:contact|name|e-?mail|phone|your|insert|to ?do|tbd|fill|add|link|url|date|team|company|slack|number|info|details|placeholder|xxx)\b[^\]\n]{0,60}\](?![([])|\b(?:TBD|TBC|FIXME)\b|\bTO ?DO\b(?=\s*$|[:.)])|<(?:your|insert|name|contact|e-?mail|phone|team|todo|fill)[^<>\n]{0,40}>|\b(?:xxx|555)[-. ]x{3,4}|_{4,}|\blorem ipsum\b|\+?1?[-. (]{0,3}(?:555|123)[-. )]{1,3}(?:555|456|01\d\d)[-. ]?\d{0,4}\b/i;

/** A place that somebody was to fill in and nobody did: "[Contact info]", "TBD", "<your team>". */
export function findBlank(text: string): string | undefined {
  return blank.exec(text)?.[0];
}
