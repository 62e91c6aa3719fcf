// The legend of what is shown, drawn from its data.
import { html, type TemplateResult } from 'lit';
import { formatNumber, text, type Lang } from '../i18n';
import type { LegendSection } from '../layers/legend';
import { markView } from './mark';

export function legendView(lang: Lang, sections: readonly LegendSection[]): TemplateResult {
  return html`<section class="legend" aria-labelledby="legend-title">
    <h2 id="legend-title">${text(lang, 'panel.legend')}</h2>
    ${sections.map(
      ({ title, form, entries }) => html`
        <h3>${text(lang, title)}</h3>
        <ul class=${form}>
          ${entries.map(
            ({ mark, label }) =>
              html`<li>
                ${markView(mark)}
                <span
                  >${typeof label === 'number' ? formatNumber(lang, label) : text(lang, label)}</span
                >
              </li>`,
          )}
        </ul>
      `,
    )}
  </section>`;
}
