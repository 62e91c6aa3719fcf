// The value of the chosen overlay in the card of an area: number, period, what it is made of,
// sources.
import { html, nothing, type TemplateResult } from 'lit';
import { pick } from '../figures/format';
import { periodWords } from '../figures/period';
import '../figures/source-button';
import { sourcesOf } from '../figures/source-view';
import { formatNumber, text, titleIn, type Lang } from '../i18n';
import { valueWords } from './paint';
import type { Overlay, OverlayRow } from './types';

/** `code`: of the unit itself, or of its province where the overlay has values for provinces. */
export function overlayValue(
  lang: Lang,
  overlay: Overlay,
  code: string,
): TemplateResult | typeof nothing {
  const row = overlay.rows.find((one) => one.code === code);
  if (!row) return nothing;
  const period = overlay.period ? periodWords(lang, overlay.period) : null;
  const name = pick(lang, row.name_vi, row.name_en) ?? row.code;
  const title = text(lang, 'overlay.ofArea', { title: titleIn(lang, overlay), name });
  return html`<section class="overlay-value" aria-label=${text(lang, 'overlay.value')}>
    <h3>${title}</h3>
    <div class="figure">
      <span class="value">${valueWords(lang, overlay, row)}</span>
      <source-button
        .lang=${lang}
        .sources=${sourcesOf(overlay.sources, row.source_ids)}
        .what=${[title, period].filter(Boolean).join(', ')}
      ></source-button>
      ${period ? html`<span class="period">${period}</span>` : nothing}
      ${remarks(lang, overlay, row).map((words) => html`<p class="note">${words}</p>`)}
    </div>
    ${partsView(lang, overlay, row)}
  </section>`;
}

function remarks(lang: Lang, overlay: Overlay, row: OverlayRow): string[] {
  const note = pick(lang, row.note_vi, row.note_en);
  const scope = pick(lang, overlay.scope_vi, overlay.scope_en);
  return [
    scope,
    overlay.reporting && !overlay.period
      ? text(lang, 'overlay.behind', {
          n: formatNumber(lang, row.n),
          of: formatNumber(lang, row.of),
        })
      : null,
    row.derived ? text(lang, 'overlay.rowDerived') : null,
    note,
  ].filter((words) => words !== null);
}

function partsView(
  lang: Lang,
  { decimals }: Overlay,
  { parts }: OverlayRow,
): TemplateResult | typeof nothing {
  if (!parts || parts.length < 2) return nothing;
  return html`<ul class="parts">
    ${parts.map(
      (part) =>
        html`<li>
          <span>${titleIn(lang, part)}</span><b>${formatNumber(lang, part.amount, decimals)}</b>
        </li>`,
    )}
  </ul>`;
}
