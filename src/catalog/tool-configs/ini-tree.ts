import type { Entry, ParsedYaml, Tree } from '../yaml-tree.ts';

/** setup.cfg, tox.ini, .coveragerc … as a tree of sections: continuation lines belong to the value above. Never throws. */
export function parseIni(text: string): ParsedYaml {
  const sections = new Map<string, { line: number; entries: Map<string, { line: number; text: string }> }>();
  let section = { line: 1, entries: new Map<string, { line: number; text: string }>() };
  let current: { line: number; text: string } | undefined;
  sections.set('', section);
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (/^\s*[#;]/.test(raw) || raw.trim() === '') continue;
    const header = /^\[([^\]]+)\]/.exec(raw)?.[1];
    const setting = /^([^\s=:[][^=:]{0,200}?)\s*[=:]\s*(.*)$/.exec(raw);
    if (header !== undefined) {
      section = { line: index + 1, entries: new Map() };
      sections.set(header.trim(), section);
      current = undefined;
    } else if (setting?.[1] !== undefined) {
      current = { line: index + 1, text: (setting[2] ?? '').trim() };
      section.entries.set(setting[1], current);
    } else if (current) current.text = `${current.text} ${raw.trim()}`.trim();
  }
  const entries = [...sections].map(([name, { line, entries: values }]): [string, Entry] => {
    const settings = [...values].map(([key, value]): [string, Entry] => [
      key,
      { line: value.line, value: scalar(value) },
    ]);
    return [name, { line, value: { kind: 'map', line, entries: new Map(settings) } }];
  });
  return { documents: [{ kind: 'map', line: 1, entries: new Map(entries) }], problems: [] };
}

function scalar({ line, text }: { readonly line: number; readonly text: string }): Tree {
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false') return { kind: 'scalar', line, value: lower === 'true' };
  return { kind: 'scalar', line, value: /^\d+(\.\d+)?$/.test(text) ? Number(text) : text };
}
