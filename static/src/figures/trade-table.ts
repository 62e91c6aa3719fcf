// The figures of a group as a table: what the chart shows, for every period, with the change on the
// year before and the source of each row.
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber, text, type Lang } from '../i18n';
import { changeWords, pick, quantityWords } from './format';
import { periodWords } from './period';
import './source-button';
import { sourcesOf } from './source-view';
import type { TradeEntry, TradeGroup, TradeLine } from './trade-view';
import type { Source, TradePoint } from './types';

export function tradeTable(
  lang: Lang,
  group: TradeGroup,
  sources: readonly Source[],
): TemplateResult {
  const single = group.measures.length === 1;
  return html`<table class="trade">
    <caption class="visually-hidden">
      ${group.title}${group.scope ? html`, ${group.scope}` : nothing} (${group.unit})
    </caption>
    <thead>
      <tr>
        <th scope="col">${text(lang, 'trade.period')}</th>
        <th scope="col" class="number">${text(lang, 'trade.value')}</th>
        <th scope="col" class="number">${text(lang, 'trade.change')}</th>
        <th scope="col"><span class="visually-hidden">${text(lang, 'trade.source')}</span></th>
      </tr>
    </thead>
    ${group.lines.map((line) =>
      single
        ? html`<tbody>
            ${line.entries.map((entry) => row(lang, group, line, entry, line.words, sources))}
          </tbody>`
        : html`<tbody>
            <tr class="period">
              <th scope="rowgroup" colspan="4">${line.words}</th>
            </tr>
            ${line.entries.map((entry) =>
              row(lang, group, line, entry, entry.measure.title, sources),
            )}
          </tbody>`,
    )}
  </table>`;
}

function row(
  lang: Lang,
  group: TradeGroup,
  line: TradeLine,
  { measure, point }: TradeEntry,
  head: string,
  sources: readonly Source[],
): TemplateResult {
  const note = pick(lang, point.note_vi, point.note_en);
  const what = [measure.title, line.words].join(', ');
  return html`<tr class=${point.reported ? '' : 'gap'}>
      <th scope="row">${head}</th>
      <td class="number">${valueWords(lang, point)}</td>
      <td class="number">${changes(lang, point, group)}</td>
      <td class="source">
        ${
          point.reported
            ? html`<source-button
                .lang=${lang}
                .sources=${sourcesOf(sources, point.source_ids)}
                .what=${what}
              ></source-button>`
            : nothing
        }
      </td>
    </tr>
    ${
      note
        ? html`<tr class="note">
            <td colspan="4">${note}</td>
          </tr>`
        : nothing
    }`;
}

/** The value as printed; a change without a value is said to be one, a gap to be one. */
function valueWords(lang: Lang, point: TradePoint): string {
  const words = quantityWords(lang, point);
  return words ?? text(lang, point.reported ? 'figure.onlyChange' : 'figure.none');
}

/** As the source prints it, and as computed from the figure of the year before. */
function changes(lang: Lang, { yoy_pct, yoy }: TradePoint, group: TradeGroup): TemplateResult[] {
  const views: TemplateResult[] = [];
  if (yoy_pct !== null) {
    views.push(
      html`<span class="change"
        >${changeWords(lang, yoy_pct)} <small>${text(lang, 'trade.printed')}</small></span
      >`,
    );
  }
  if (yoy) {
    const value = formatNumber(lang, yoy.against.value, Math.max(group.decimals, 1));
    const period = periodWords(lang, yoy.against.period);
    views.push(
      html`<span class="change"
        >${changeWords(lang, yoy.pct, 1)}
        <small>${text(lang, 'trade.computed', { value, period })}</small></span
      >`,
    );
  }
  return views;
}
