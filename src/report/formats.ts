import type { Result } from '../kit/result.ts';
import type { Background } from './background.ts';
import type { TerminalOptions } from './terminal.ts';

export const reportFormats = ['terminal', 'json', 'html', 'markdown', 'sarif', 'junit', 'badge'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const formatByExtension: Readonly<Record<string, ReportFormat>> = {
  '.txt': 'terminal',
  '.json': 'json',
  '.html': 'html',
  '.htm': 'html',
  '.md': 'markdown',
  '.sarif': 'sarif',
  '.xml': 'junit',
  '.svg': 'badge',
};

/** Renders one report; the code of a format is loaded when it is wanted. */
export async function render(
  format: ReportFormat,
  result: Result,
  background: Background,
  terminal: TerminalOptions & { readonly all: boolean },
): Promise<string> {
  switch (format) {
    case 'json':
      return toJson(result);
    case 'html':
      return (await import('./html/document.ts')).renderHtml(result, background);
    case 'markdown':
      return (await import('./markdown.ts')).renderMarkdown(result, background);
    case 'sarif':
      return (await import('./sarif.ts')).renderSarif(result, background);
    case 'junit':
      return (await import('./junit.ts')).renderJunit(result);
    case 'badge':
      return (await import('./badge.ts')).renderBadge(result);
    case 'terminal':
      if (terminal.all)
        return (await import('./terminal-all.ts')).renderEverything(result, background, terminal);
      return (await import('./terminal.ts')).renderTerminal(result, background, terminal);
  }
}

/** Bytes of the JSON report; the stored result.json is the same. */
export function toJson(result: Result): string {
  return `${JSON.stringify(result)}\n`;
}
