/** What a line says was reached. */
export type Reached = 'done' | 'open' | 'partial';

const symbols: Readonly<Record<Reached, string>> = {
  done: '✅ ✔ ✓ ☑ 🟢 🆗 💚 :white_check_mark: :heavy_check_mark: :ballot_box_with_check: :green_circle:',
  open: '❌ ✗ ✘ ☐ ⬜ ☒ 🔴 🚫 ⭕ :x: :red_circle: :white_large_square: :no_entry:',
  partial:
    '⚠ 🟡 🟠 🚧 ⏳ ⌛ 🔄 🔶 :warning: :construction: :yellow_circle: :hourglass: :large_orange_diamond:',
};

const reachedBySymbol = new Map<string, Reached>(
  Object.entries(symbols).flatMap(([reached, list]) =>
    list
      .split(' ')
      .map((symbol): [string, Reached] => [
        symbol,
        reached === 'done' ? 'done' : reached === 'open' ? 'open' : 'partial',
      ]),
  ),
);
const symbol = new RegExp([...reachedBySymbol.keys()].join('|'), 'gu');

const words: readonly (readonly [Reached, RegExp])[] = [
  [
    'open',
    /^(?:to ?do|pending|open|missing|blocked|not (?:yet )?(?:started|done|implemented|configured|ready|met|available|tested)|no|none|absent|failed|failing|required|needed|planned|outstanding|incomplete|awaiting .*|offen|ausstehend|fehlt|nicht erledigt|à faire|pendiente|pendente|por hacer|falta|未完成|待办|待处理)$/,
  ],
  [
    'partial',
    /^(?:in progress|partial(?:ly)?(?: .*)?|wip|ongoing|started|under way|underway|draft|in review|mostly .*|almost .*|needs .*|degraded|in arbeit|teilweise|en cours|en progreso|en curso|em andamento|parcial|进行中)$/,
  ],
  [
    'done',
    /^(?:done|complete[d]?|achieved|implemented|active|validated|met|configured|automated|supported|included|fixed|resolved|closed|merged|passed|passing|enabled|verified|ready|yes|ok|deployed|live|in place|finished|operational|tested|eliminated|secured|approved|available|covered|compliant|100 ?%|erledigt|fertig|abgeschlossen|umgesetzt|getestet|terminé|fait|hecho|completado|listo|concluído|feito|pronto|完成|已完成|通过)(?: ?[,(].*)?$/,
  ],
];

/** The mark of a line by its symbols at either end, or by a status word in status position; undefined when it has none. */
export function readMark(text: string): Reached | undefined {
  return readSymbol(text) ?? readStatusWord(text);
}

export function readSymbol(text: string): Reached | undefined {
  const found = [...text.replaceAll('\ufe0f', '').matchAll(symbol)];
  const reached = new Set(found.map((match) => reachedBySymbol.get(match[0])));
  // "✅ Backend, ❌ frontend" says both: neither done nor open.
  if (reached.size > 1) return 'partial';
  return [...reached][0];
}

/** "Status: PENDING", "Load tests - DONE", "**COMPLETED**", "(in progress)". */
function readStatusWord(text: string): Reached | undefined {
  const clean = withoutSymbols(text);
  const tail = /(?:^|[:：–—(|→]|\s-)\s*([\p{L}][\p{L}0-9 %,()]{1,40})\)?[.!]?$/u.exec(clean)?.[1];
  if (tail === undefined) return undefined;
  const shouted = tail === tail.toUpperCase() || tail.length < clean.length - 1 || clean.length < 20;
  return shouted ? statusOf(tail) : undefined;
}

/** The meaning of a status text that stands alone, e.g. in the cell of a table. */
export function statusOf(text: string): Reached | undefined {
  const plain = withoutSymbols(text).toLowerCase().replace(/[.!]$/, '');
  return words.find(([, pattern]) => pattern.test(plain))?.[0];
}

export function withoutSymbols(text: string): string {
  return text
    .replaceAll('\ufe0f', '')
    .replace(symbol, ' ')
    .replace(/\p{Extended_Pictographic}/gu, (found) => (/[\d#*©®™]/.test(found) ? found : ' '))
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
