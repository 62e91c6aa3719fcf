// Which columns of a table were recognised, before it is sent.
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber, text, type Lang } from '../i18n';
import { namesUnits } from './columns';
import type { TableInput } from './input';

export function foundColumns(lang: Lang, { columns, rows }: TableInput): TemplateResult {
  const count = text(lang, 'convert.rows', { n: formatNumber(lang, rows) });
  if (!columns) {
    return html`<p class="found">${text(lang, 'convert.found.lines')} · ${count}</p>`;
  }
  const known = columns.flatMap(({ heading, column }) => (column ? [{ heading, column }] : []));
  const kept = columns.length - known.length;
  return html`<div class="found">
    ${
      namesUnits(columns)
        ? html`<span class="label">${text(lang, 'convert.found')}:</span>
            <ul>
              ${known.map(
                ({ heading, column }) =>
                  html`<li>
                    <b>${text(lang, `convert.column.${column}`)}</b> ${
                      sameWords(heading, text(lang, `convert.column.${column}`))
                        ? nothing
                        : html`<span>“${heading.trim()}”</span>`
                    }
                  </li>`,
              )}
            </ul>`
        : html`<span class="warning">${text(lang, 'convert.found.none')}</span>`
    }
    <span>
      ${kept > 0 ? html`${text(lang, 'convert.found.kept', { n: formatNumber(lang, kept) })} · ` : nothing}${count}
    </span>
  </div>`;
}

const sameWords = (a: string, b: string): boolean =>
  a.trim().toLocaleLowerCase() === b.toLocaleLowerCase();
