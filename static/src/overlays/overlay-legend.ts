// The legend of an overlay: classes with their ranges and counts, remarks, sources.
import { html, nothing, svg, type TemplateResult } from 'lit';
import { hasServer } from '../bundle/known';
import { pick } from '../figures/format';
import { sourceItem } from '../figures/source-view';
import { legendUrl } from '../api';
import { formatNumber, text, titleIn, type Lang } from '../i18n';
import { PALETTES, type ThemeName } from '../style/palette';
import type { OverlayChoice } from './choice';
import { legendRemarks, legendSteps } from './legend-model';
import type { Overlay } from './types';

/** So many sources are shown at once; more are folded. */
const SOURCES_SHOWN = 2;

export function overlayLegend(
  base: string,
  lang: Lang,
  theme: ThemeName,
  overlay: Overlay,
  choice: OverlayChoice | null,
): TemplateResult {
  const unit = pick(lang, overlay.unit_vi, overlay.unit_en);
  return html`<section class="legend">
    <table>
      <caption>
        ${titleIn(lang, overlay)}
        ${unit ? html`<small>${text(lang, 'overlay.unit', { unit })}</small>` : nothing}
      </caption>
      <thead>
        <tr>
          <th scope="col">${text(lang, 'overlay.class')}</th>
          <th scope="col" class="n">${text(lang, 'overlay.count')}</th>
        </tr>
      </thead>
      <tbody>
        ${legendSteps(lang, overlay, theme).map(
          ({ colour, range, n }) =>
            html`<tr>
              <th scope="row">${swatch(colour)} ${range}</th>
              <td class="n">${formatNumber(lang, n)}</td>
            </tr>`,
        )}
        ${
          overlay.missing.n > 0
            ? html`<tr class="missing">
                <th scope="row">
                  ${swatch(overlay.missing[theme], PALETTES[theme].communeText)}
                  ${text(lang, 'overlay.missing')}
                </th>
                <td class="n">${formatNumber(lang, overlay.missing.n)}</td>
              </tr>`
            : nothing
        }
      </tbody>
    </table>
    ${legendRemarks(lang, overlay).map((remark) => html`<p class="remark">${remark}</p>`)}
    ${sourcesView(lang, overlay)}
    ${choice && hasServer(base) ? html`<a class="svg" href=${legendUrl(base, choice, lang, theme)} download>${text(lang, 'overlay.svg')}</a>` : nothing}
  </section>`;
}

function sourcesView(lang: Lang, { sources }: Overlay): TemplateResult | typeof nothing {
  if (sources.length === 0) return nothing;
  const list = html`<ul class="sources">
    ${sources.map((source) => sourceItem(lang, source))}
  </ul>`;
  if (sources.length <= SOURCES_SHOWN) {
    return html`<div class="sourced">
      <h4>${text(lang, 'card.sources')}</h4>
      ${list}
    </div>`;
  }
  return html`<details class="sourced">
    <summary>${text(lang, 'source.many', { n: formatNumber(lang, sources.length) })}</summary>
    ${list}
  </details>`;
}

function swatch(colour: string, hatch?: string): TemplateResult {
  return html`<svg class="swatch" width="26" height="16" viewBox="0 0 26 16" aria-hidden="true">
    <rect width="26" height="16" rx="2" fill=${colour} />
    ${
      hatch
        ? svg`<path d="M0 8l8-8M0 16L16 0M8 16L24 0M16 16L26 6M24 16l2-2" stroke=${hatch}
            stroke-opacity=".6" stroke-width="1.2" />`
        : nothing
    }
  </svg>`;
}
