import { html, raw, type Markup } from './markup.ts';

/** The pattern of what nobody has shown; stands once in the page. */
export const hatch: Markup = raw(
  '<svg width="0" height="0" class="sr" aria-hidden="true" focusable="false"><defs>' +
    '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
    '<rect class="hatch-ground" width="5" height="5"/><rect class="hatch-line" width="2" height="5"/>' +
    '</pattern></defs></svg>',
);

/** Proven, not shown yet, failed, as a picture; the numbers stand beside it as text. Attributes only: no inline style. */
export function bar({ proven, possible }: { readonly proven: number; readonly possible: number }): Markup {
  return html`<svg class="bar" aria-hidden="true" focusable="false">
    <rect class="failed" width="100%" height="100%" />
    <rect class="gap" width="${possible}%" height="100%" />
    <rect class="unseen" width="${possible}%" height="100%" fill="url(#hatch)" />
    <rect class="proven" width="${proven}%" height="100%" />
  </svg>`;
}
