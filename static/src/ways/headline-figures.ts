// The figures of the region that a way begins with: the latest of each measure, those of one period
// and source together.
import { html, nothing, type TemplateResult } from 'lit';
import { changeWords, pick, quantityWords } from '../figures/format';
import { periodKey, periodWords } from '../figures/period';
import '../figures/source-button';
import { sourcesOf } from '../figures/source-view';
import type { Figure, Figures } from '../figures/types';
import { text, textIfAny, type Lang } from '../i18n';
import type { Headline } from './ways';

/** Figures that share their period and their sources. */
export interface FigureGroup {
  readonly key: string;
  readonly figures: readonly Figure[];
}

/** The latest figure of each headline, in its order, grouped where period and sources are one. */
export function headlineGroups(
  figures: readonly Figure[],
  headlines: readonly Headline[],
): FigureGroup[] {
  const groups = new Map<string, Figure[]>();
  for (const { measure, scope } of headlines) {
    const found = figures.find(
      (one) => one.measure === measure && one.value !== null && (!scope || one.scope === scope),
    );
    if (!found) continue;
    const key = `${periodKey(found.period)} ${found.source_ids.join(' ')}`;
    groups.set(key, [...(groups.get(key) ?? []), found]);
  }
  return [...groups].map(([key, members]) => ({ key, figures: members }));
}

export function headlineView(
  lang: Lang,
  { items, sources }: Figures,
  headlines: readonly Headline[],
): TemplateResult[] {
  const isBare = ({ measure }: Figure) =>
    headlines.some((one) => one.measure === measure && one.bare);
  return headlineGroups(items, headlines).map(({ figures }) => {
    const [first] = figures;
    const period = first ? periodWords(lang, first.period) : '';
    return html`<div class="headline">
      <dl class=${figures.length > 2 ? 'many' : ''}>
        ${figures.map((figure) => figureView(lang, figure, isBare(figure)))}
      </dl>
      <p class="from">
        <span>${text(lang, 'ways.official', { period })}</span>
        <source-button
          .lang=${lang}
          .sources=${sourcesOf(sources, first?.source_ids ?? [])}
          .what=${text(lang, 'ways.official', { period })}
        ></source-button>
      </p>
    </div>`;
  });
}

function figureView(lang: Lang, figure: Figure, bare: boolean): TemplateResult {
  const title = pick(lang, figure.measure_vi, figure.measure_en) ?? '';
  const short = textIfAny(lang, `ways.figure.${figure.measure}`) ?? title;
  const unit = bare ? '' : pick(lang, figure.unit_vi, figure.unit_en);
  // The bound of a rounded value stands small before it.
  const rounded = figure.bound === 'about';
  const about = rounded ? text(lang, 'figure.about', { value: '' }).trim() : '';
  const words = quantityWords(lang, rounded ? { ...figure, bound: 'exact' } : figure);
  const scope = pick(lang, figure.scope_vi, figure.scope_en);
  const note = pick(lang, figure.note_vi, figure.note_en);
  return html`<div title=${note ?? nothing}>
    <dt>${short}${scope ? html` <small>${scope}</small>` : nothing}</dt>
    <dd>
      ${about ? html`<small>${about}</small> ` : nothing}<b>${words}</b>
      ${unit ? html`<span>${unit}</span>` : nothing}
      ${
        figure.yoy_pct === null
          ? nothing
          : html`<small class="change"
              >${changeWords(lang, figure.yoy_pct)} ${text(lang, 'figure.yoy')}</small
            >`
      }
    </dd>
  </div>`;
}
