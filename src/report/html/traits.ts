import type { Result } from '../../kit/result.ts';
import type { Background } from '../background.ts';
import { describePlace, linkTo } from '../place.ts';
import { counted } from '../words.ts';
import { html, type Markup } from './markup.ts';

/** What the target is made of, and how that is known. */
export function traits({ target }: Result, { origin }: Background): Markup | undefined {
  if (target.traits.length === 0) return undefined;
  return html`<details class="explain">
    <summary>What it is made of: ${counted(target.traits.length, 'thing', 'things')}</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">Technology</th>
          <th scope="col">Folder</th>
          <th scope="col">Because of</th>
        </tr>
      </thead>
      <tbody>
        ${target.traits.map(({ name, folder, where }) => {
          const place = describePlace(where);
          const link = linkTo(where, target.commit, origin);
          const shown = place === undefined ? undefined : html`<code>${place}</code>`;
          return html`<tr>
            <th scope="row">${name}</th>
            <td>${folder ?? 'all'}</td>
            <td>${link === undefined ? shown : html`<a href="${link}" rel="noreferrer">${shown}</a>`}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </details>`;
}
