// The figures of a subject, by theme: each number with its period, its change, its note, and its
// source one click away.
import { html, nothing, type TemplateResult } from 'lit';
import { text, type Lang } from '../i18n';
import { changeWords, pick, quantityWords, withUnit } from './format';
import { periodWords } from './period';
import './source-button';
import { sourcesOf } from './source-view';
import { byTheme, type MeasureFigures } from './themes';
import type { Figure, Figures, Source } from './types';

export function figureList(lang: Lang, { items, sources }: Figures): TemplateResult {
  return html`<div class="figures">
    ${byTheme(items).map(
      ({ theme, measures }) =>
        html`<section>
          <h3>${text(lang, `theme.${theme}`)}</h3>
          ${measures.map((one) => measureView(lang, one, sources))}
        </section>`,
    )}
  </div>`;
}

function measureView(
  lang: Lang,
  { figures }: MeasureFigures,
  sources: readonly Source[],
): TemplateResult {
  const [first] = figures;
  const scope = pick(lang, first?.scope_vi, first?.scope_en);
  return html`<div class="measure">
    <h4>
      ${pick(lang, first?.measure_vi, first?.measure_en)}
      ${scope ? html`<small>${scope}</small>` : nothing}
    </h4>
    <ul>
      ${figures.map((figure) => figureView(lang, figure, sources))}
    </ul>
  </div>`;
}

function figureView(lang: Lang, figure: Figure, sources: readonly Source[]): TemplateResult {
  const unit = pick(lang, figure.unit_vi, figure.unit_en) ?? '';
  const words = quantityWords(lang, figure);
  const period = periodWords(lang, figure.period);
  const note = pick(lang, figure.note_vi, figure.note_en);
  const title = pick(lang, figure.measure_vi, figure.measure_en);
  return html`<li class="figure">
    <span class="value">
      ${words === null ? text(lang, 'figure.onlyChange') : withUnit(words, unit)}
    </span>
    <source-button
      .lang=${lang}
      .sources=${sourcesOf(sources, figure.source_ids)}
      .what=${`${title}, ${period}`}
    ></source-button>
    <span class="period">${period}</span>
    ${
      figure.yoy_pct === null
        ? nothing
        : html`<span class="change"
            >${changeWords(lang, figure.yoy_pct)} ${text(lang, 'figure.yoy')}</span
          >`
    }
    ${note ? html`<p class="note">${note}</p>` : nothing}
  </li>`;
}
