// <trade-panel>: the trade of a gate, one chart and one table for each kind of figure and scope;
// below it the passages of the gate, and its province as context.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { loadTrade, tradeUrl } from '../api';
import { cardCss } from '../atlas/card-css';
import { formatNumber, text, type Lang } from '../i18n';
import type { ThemeName } from '../style/palette';
import { Asked } from './asked';
import { csvLink } from './csv-link';
import { figureCss } from './figure-css';
import { pick } from './format';
import './trade-chart';
import { tradeTable } from './trade-table';
import { chartLines, tradeGroups, type TradeGroup, type TradeLine } from './trade-view';
import type { Place, Trade, TradeSeries } from './types';

@customElement('trade-panel')
export class TradePanel extends LitElement {
  static override styles = [cardCss, figureCss];

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property({ reflect: true, attribute: 'data-theme' }) theme: ThemeName = 'light';
  /** Number of the gate. */
  @property({ type: Number }) gate = 0;
  private readonly trade = new Asked<Trade>(this);

  override render(): TemplateResult {
    const { trade, lang } = this;
    return html`<div aria-live="polite" aria-busy=${trade.busy}>
      ${
        trade.failure !== null
          ? html`<div class="failure" role="alert">
              <p>${text(lang, 'figures.error')} ${trade.failure}</p>
              <button type="button" class="retry" @click=${() => trade.retry()}>
                ${text(lang, 'app.retry')}
              </button>
            </div>`
          : trade.value
            ? this.tradeView(trade.value)
            : html`<p class="none">${text(lang, 'figures.loading')}</p>`
      }
    </div>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('gate')) return;
    const { base, gate, lang } = this;
    this.trade.ask((signal) => loadTrade(base, gate, lang, signal));
  }

  private tradeView(trade: Trade): TemplateResult {
    const { lang } = this;
    const { parts } = trade;
    const none = trade.series.length === 0 && parts.every(({ series }) => series.length === 0);
    const notes = lang === 'vi' ? trade.notes_vi : trade.notes_en;
    return html`
      ${
        trade.series.length > 0
          ? this.groupsView(trade, trade.series)
          : html`<p class="none">${text(lang, none ? 'trade.none' : 'trade.noSeries')}</p>`
      }
      ${none ? nothing : csvLink(lang, this.base, tradeUrl(this.base, this.gate, 'csv'))}
      ${
        notes.length > 0
          ? html`<ul class="remarks">
              ${notes.map((note) => html`<li>${note}</li>`)}
            </ul>`
          : nothing
      }
      ${parts.length > 0 ? this.partsView(trade, parts) : nothing}
      ${trade.province ? this.provinceView(trade, trade.province) : nothing}
    `;
  }

  private groupsView(trade: Trade, series: readonly TradeSeries[]): TemplateResult[] {
    return tradeGroups(this.lang, series).map((group) => this.groupView(trade, group));
  }

  private groupView(trade: Trade, group: TradeGroup): TemplateResult {
    const { lang } = this;
    const all = group.lines.length;
    const drawn = chartLines(group);
    const tones = group.measures.length > 1;
    return html`<section class="chart">
      <h3>${group.title}</h3>
      <p class="scope">
        ${group.scope ? html`${group.scope}<br />` : nothing}
        ${text(lang, 'overlay.unit', { unit: group.unit })}
      </p>
      ${
        tones
          ? html`<ul class="tones">
              ${group.measures.map(
                ({ tone, title }) => html`<li><i class=${tone}></i>${title}</li>`,
              )}
            </ul>`
          : nothing
      }
      <trade-chart .lang=${lang} .group=${group}></trade-chart>
      ${isAnyHatched(drawn) ? html`<p class="hint">${text(lang, 'trade.hatched')}</p>` : nothing}
      ${
        all > drawn.length
          ? html`<p class="hint">
              ${text(lang, 'trade.latest', {
                n: formatNumber(lang, drawn.length),
                all: formatNumber(lang, all),
              })}
            </p>`
          : nothing
      }
      ${tradeTable(lang, group, trade.sources)}
    </section>`;
  }

  private partsView(trade: Trade, parts: Trade['parts']): TemplateResult {
    const { lang } = this;
    return html`<section class="place">
      <h3>${text(lang, 'trade.parts')}</h3>
      <p class="hint">${text(lang, 'trade.partsNote')}</p>
      ${parts.map(
        ({ gate, series }) =>
          html`<h4>${nameOf(lang, gate)}</h4>
            ${
              series.length > 0
                ? this.groupsView(trade, series)
                : html`<p class="none">${text(lang, 'figures.empty')}</p>`
            }`,
      )}
    </section>`;
  }

  private provinceView(
    trade: Trade,
    { place, series }: NonNullable<Trade['province']>,
  ): TemplateResult | typeof nothing {
    if (series.length === 0) return nothing;
    const { lang } = this;
    return html`<details class="place">
      <summary>${text(lang, 'trade.province', { name: nameOf(lang, place) })}</summary>
      <p class="hint">${text(lang, 'trade.provinceNote')}</p>
      ${this.groupsView(trade, series)}
    </details>`;
  }
}

const isAnyHatched = (lines: readonly TradeLine[]): boolean =>
  lines.some(({ entries }) => entries.some(({ hatched }) => hatched));

const nameOf = (lang: Lang, { name_vi, name_en }: Place): string =>
  pick(lang, name_vi, name_en) ?? '';

declare global {
  interface HTMLElementTagNameMap {
    'trade-panel': TradePanel;
  }
}
