// <way-panel>: one way into the atlas: the figures of the region, the form, what the records that
// match are together, and their list.
import { switchCss } from '../controls/switch-css';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { exportUrl, loadFigures, loadMeasure } from '../api';
import { hasServer } from '../bundle/known';
import type { Catalog } from '../catalog';
import { Asked } from '../figures/asked';
import type { Figure, Figures } from '../figures/types';
import { provinceTitles } from '../filters/condition-words';
import { valuesOf, type Conditions } from '../filters/conditions';
import { conditionsIn, cqlOf } from '../filters/cql';
import { Facets, type Counted } from '../filters/facets';
import '../filters/filter-form';
import { formatNumber, text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import { countWords, latestTrade } from '../list/columns';
import '../list/record-list';
import type { RecordList } from '../list/record-list';
import type { Wanted } from '../list/types';
import type { Box } from '../map/view';
import type { ThemeId } from '../state/filters';
import type { ThemeName } from '../style/palette';
import { headlineView } from './headline-figures';
import { sumsView } from './sums-view';
import { wayCss } from './way-css';
import { WAYS } from './ways';

const REGION = 'region';

@customElement('way-panel')
export class WayPanel extends LitElement {
  static override styles = [switchCss, wayCss];

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property() theme: ThemeName = 'light';
  @property() way: ThemeId = 'zones';
  @property({ attribute: false }) catalog: Catalog | null = null;
  /** What is wanted, as CQL2 text; null for all. */
  @property({ attribute: false }) filter: string | null = null;
  /** What the reader sees of the map; null while nobody knows. */
  @property({ attribute: false }) box: Box | null = null;
  @property({ attribute: false }) selected: FeatureRef | null = null;
  /** Whether the panel lies over the map, with the list as a wide table. */
  @property({ type: Boolean }) wide = false;
  /** Whether the list is of what is in view only. */
  @state() private inView = false;
  @query('record-list') private list?: RecordList;
  @query('.scroll') private scroller!: HTMLElement;
  private readonly figures = new Asked<Figures>(this);
  private readonly trade = new Asked<ReadonlyMap<number, Figure>>(this);
  private readonly facets = new Facets(this);
  private conditions: Conditions | null = [];
  private wanted: Wanted = { filter: null, box: null };
  private provinces: ReadonlyMap<string, string> = new Map();
  /** What `provinces` were made of. */
  private counted: Counted | null = null;

  /** The row of the chosen record comes into sight and, if asked, takes the keyboard. */
  async returnToRow(focus: boolean): Promise<void> {
    await this.list?.reveal(focus);
  }

  override render(): TemplateResult {
    const { lang, theme, base, catalog, conditions, facets, filter } = this;
    const way = WAYS[this.way];
    return html`<div class="scroll ${this.wide ? 'wide' : ''}">
      <div class="question">
        <section class="official" aria-label=${text(lang, 'ways.officialLabel')}>
          ${this.officialView()}
        </section>
        <filter-form
          .lang=${lang}
          .theme=${theme}
          .way=${way}
          .catalog=${catalog}
          .counted=${facets.value}
          .conditions=${conditions}
          .filter=${filter}
          .clearable=${filter !== way.start}
          @ask=${(event: CustomEvent<Conditions>) => this.ask(cqlOf(event.detail))}
          @clear=${() => this.ask(way.start)}
        ></filter-form>
      </div>
      <div class="answer">
        ${this.resultView()}
        <record-list
          .base=${base}
          .lang=${lang}
          .theme=${theme}
          .way=${way}
          .catalog=${catalog}
          .wanted=${this.wanted}
          .provinces=${this.provinces}
          .trade=${this.trade.value ?? NO_TRADE}
          .selected=${this.selected}
          .wide=${this.wide}
        >
          <div slot="empty">${this.emptyView()}</div>
        </record-list>
        ${this.way === 'gates' ? html`<p class="note">${text(lang, 'list.tradeNote')}</p>` : nothing}
        <p class="note">${text(lang, 'list.sourceNote')}</p>
      </div>
    </div>`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { base, lang } = this;
    if (changed.has('base') || changed.has('lang')) {
      this.figures.ask((signal) => loadFigures(base, REGION, lang, signal));
    }
    const tradeWanted = this.way === 'gates' && !this.trade.value && !this.trade.busy;
    if (changed.has('way') && tradeWanted) {
      this.trade.ask(async (signal) => {
        const { items, sources } = await loadMeasure(base, 'trade', lang, signal);
        return latestTrade(items, sources);
      });
    }
    if (changed.has('way') && changed.get('way') !== undefined) this.scroller.scrollTop = 0;
    const sight = changed.has('inView') || (changed.has('box') && this.inView);
    if (sight || ['way', 'filter', 'base', 'lang'].some((name) => changed.has(name))) this.count();
    if (this.counted !== this.facets.value) {
      this.counted = this.facets.value;
      this.provinces = provinceTitles(lang, this.counted);
    }
  }

  private count(): void {
    const { base, lang, filter } = this;
    const box = this.inView ? this.box : null;
    const conditions = conditionsIn(filter);
    this.conditions = conditions;
    this.wanted = { filter, box };
    this.facets.ask({ base, way: WAYS[this.way], filter, conditions, box, lang });
  }

  private officialView(): TemplateResult | TemplateResult[] {
    const { lang, figures, way } = this;
    if (figures.failure !== null) {
      return html`<p class="failure" role="alert">
        ${text(lang, 'ways.figuresError')} ${figures.failure}
        <button type="button" @click=${() => figures.retry()}>${text(lang, 'app.retry')}</button>
      </p>`;
    }
    if (!figures.value) return html`<div class="figures-waiting ${way}" aria-hidden="true"></div>`;
    return headlineView(lang, figures.value, WAYS[way].headlines);
  }

  /** How many match, what they are together, and what can be done with them. */
  private resultView(): TemplateResult {
    const { lang, way, facets } = this;
    const { matched = null, inSight = null } = facets.value ?? {};
    const told = inSight ?? matched;
    const kinds = valuesOf(this.conditions ?? [], 'kind');
    return html`<div class="result">
      <div class="line">
        <div class="count" role="status">
          <b
            >${told ? countWords(lang, way, kinds, told.numberMatched) : text(lang, 'list.counting')}</b
          >
          ${
            inSight && matched
              ? html`<span
                  >${text(lang, 'list.of', { n: formatNumber(lang, matched.numberMatched) })}</span
                >`
              : nothing
          }
        </div>
        ${this.filesView()}
      </div>
      <div class="line">
        ${
          facets.failure === null
            ? html`<p class="sums">${told ? sumsView(lang, WAYS[way], told) : nothing}</p>`
            : html`<p class="failure" role="alert">
                ${text(lang, 'list.countError')} ${facets.failure}
                <button type="button" @click=${() => facets.retry()}>
                  ${text(lang, 'app.retry')}
                </button>
              </p>`
        }
        ${this.box === null ? nothing : this.inViewSwitch()}
      </div>
    </div>`;
  }

  private inViewSwitch(): TemplateResult {
    const { lang, inView } = this;
    return html`<label class="in-view">
      <input
        type="checkbox"
        role="switch"
        name="in-view"
        .checked=${inView}
        @change=${(event: Event) => (this.inView = (event.target as HTMLInputElement).checked)}
      />
      <span class="track" aria-hidden="true"></span>
      <span>${text(lang, 'list.inView')}</span>
    </label>`;
  }

  private filesView(): TemplateResult {
    const { lang, base, way, wanted } = this;
    if (!hasServer(base)) return html`<p class="files">${this.tableButton()}</p>`;
    const file = (format: 'csv' | 'geojson', words: string) =>
      html`<a
        href=${exportUrl(base, WAYS[way].layer, wanted, format, lang)}
        download
        aria-label=${text(lang, 'list.downloadAs', { format: words })}
        >${words}</a
      >`;
    return html`<p class="files">
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true">
        <path
          d="M8 2v8M4.500 7L8 10.500 11.500 7M3 13.500h10"
          stroke="currentColor"
          stroke-width="1.6"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
      <span>${text(lang, 'list.download')}</span>
      ${file('csv', 'CSV')} ${file('geojson', 'GeoJSON')} ${this.tableButton()}
    </p>`;
  }

  /** Spreads the list over the map, or folds it again; there is no room for it on a phone. */
  private tableButton(): TemplateResult {
    const { lang, wide } = this;
    return html`<button
      type="button"
      class="table"
      aria-pressed=${wide}
      @click=${() => this.dispatchEvent(new CustomEvent('widen', { detail: !wide }))}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true">
        <path
          d="M2 3h12v10H2zM2 6.500h12M6.500 6.500V13"
          stroke="currentColor"
          stroke-width="1.5"
        />
      </svg>
      <b>${text(lang, wide ? 'list.fold' : 'list.table')}</b>
    </button>`;
  }

  private emptyView(): TemplateResult {
    const { lang, way, inView, facets } = this;
    const elsewhere = inView && (facets.value?.matched.numberMatched ?? 0) > 0;
    return html`<div class="empty">
      <p>${text(lang, elsewhere ? `list.noneInView.${way}` : `list.none.${way}`)}</p>
      <button
        type="button"
        @click=${() => (elsewhere ? (this.inView = false) : this.ask(WAYS[way].start))}
      >
        ${text(lang, elsewhere ? 'list.everywhere' : 'filter.clear')}
      </button>
    </div>`;
  }

  private ask(detail: string | null): void {
    this.dispatchEvent(new CustomEvent('filter', { detail }));
  }
}

const NO_TRADE: ReadonlyMap<number, Figure> = new Map();

declare global {
  interface HTMLElementTagNameMap {
    'way-panel': WayPanel;
  }
}
