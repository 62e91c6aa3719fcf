// The card of one record: asks for it and its figures, shows fields, precision, figures, sources.
// A gate has its trade in a section of its own.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { figuresUrl, loadFigures, loadItem, type Item } from '../api';
import { hasServer } from '../bundle/known';
import { layerOf, type Catalog } from '../catalog';
import { Asked } from '../figures/asked';
import { csvLink } from '../figures/csv-link';
import { figureCss } from '../figures/figure-css';
import { figureList } from '../figures/figure-list';
import { sourceItem } from '../figures/source-view';
import { fieldsSaidBy, subjectOf } from '../figures/subject';
import '../figures/trade-panel';
import type { Figures } from '../figures/types';
import { text, type Lang } from '../i18n';
import { UNIT_LAYERS, type FeatureRef } from '../layers/names';
import { destinationOfShape, type Located } from '../map/flight';
import { fromOf } from '../nearby/from';
import { overlayValue } from '../overlays/overlay-value';
import type { Overlay } from '../overlays/types';
import { reportLink, unitCode } from '../report/report-link';
import '../report/unit-relations';
import type { ThemeName } from '../style/palette';
import type { CardTab } from './address';
import { cardCss } from './card-css';
import { cardFrame } from './card-frame';
import { cardTabs } from './card-tabs';
import { recordView, type Part, type RecordView, type Row } from './record';

@customElement('feature-card')
export class FeatureCard extends LitElement {
  static override styles = [cardCss, figureCss];

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property() theme: ThemeName = 'light';
  @property({ attribute: false }) ref: FeatureRef | null = null;
  @property({ attribute: false }) catalog: Catalog | null = null;
  /** The overlay that colours the map, if any. */
  @property({ attribute: false }) overlay: Overlay | null = null;
  @property() tab: CardTab = 'info';
  /** What the way back leads to, in words; null without one. */
  @property({ attribute: false }) back: string | null = null;
  private readonly item = new Asked<Item>(this);
  private readonly figures = new Asked<Figures>(this);

  override render(): TemplateResult {
    const { item } = this;
    const view = this.view();
    return cardFrame({
      lang: this.lang,
      kind: view?.kind ?? '',
      back: this.back === null ? null : { words: this.back, go: () => this.tell('back', null) },
      busy: item.busy,
      failure: item.failure,
      close: () => this.dispatchEvent(new CustomEvent('close')),
      retry: () => this.load(),
      content: () =>
        this.ref && item.value && view ? this.content(this.ref, item.value, view) : html``,
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('ref')) this.load();
  }

  private load(): void {
    const { ref, base, lang } = this;
    this.figures.ask(null);
    this.item.ask(ref && ((signal) => this.loadBoth(base, ref, lang, signal)));
  }

  /** The record first: its code says which figures are its own. */
  private async loadBoth(
    base: string,
    ref: FeatureRef,
    lang: Lang,
    signal: AbortSignal,
  ): Promise<Item> {
    const item = await loadItem(base, ref, lang, signal);
    if (!signal.aborted) this.tell('located', locatedAt(ref, item));
    const subject = subjectOf(ref, item.properties['code']);
    if (subject && !signal.aborted) {
      this.figures.ask((wait) => loadFigures(base, subject, lang, wait));
    }
    return item;
  }

  /** What the card says of the record, once it is known. */
  private view(): RecordView | null {
    const { ref, item, lang, catalog } = this;
    if (!ref || !item.value) return null;
    const said = fieldsSaidBy(this.figures.value);
    return recordView(lang, ref.layer, layerOf(catalog, ref.layer), item.value, said);
  }

  private content(ref: FeatureRef, item: Item, view: RecordView): TemplateResult {
    const { lang } = this;
    const from = fromOf(ref, item);
    const tabs: readonly CardTab[] = [
      'info',
      ...(ref.layer === 'border_gates' ? (['trade'] as const) : []),
      ...(from === null || !hasServer(this.base) ? [] : (['near'] as const)),
    ];
    const tab = tabs.includes(this.tab) ? this.tab : 'info';
    const body = this.bodyView(tab, ref, item, view, from ?? '');
    return html`
      ${this.back === null ? nothing : html`<p class="kind">${view.kind}</p>`}
      <h2 tabindex="-1">${view.name}</h2>
      ${view.otherName ? html`<p class="other">${view.otherName}</p>` : nothing}
      ${tabs.length > 1 ? cardTabs(lang, tabs, tab, (next) => this.turn(next), body) : body}
    `;
  }

  private bodyView(
    tab: CardTab,
    ref: FeatureRef,
    item: Item,
    view: RecordView,
    from: string,
  ): TemplateResult {
    const { base, lang, theme } = this;
    switch (tab) {
      case 'trade':
        return html`<trade-panel
          .base=${base}
          .lang=${lang}
          .theme=${theme}
          .gate=${ref.id}
        ></trade-panel>`;
      case 'near':
        void import('../nearby/near-panel');
        return html`<near-panel
          .base=${base}
          .lang=${lang}
          .from=${from}
          .catalog=${this.catalog}
        ></near-panel>`;
      case 'info':
        return this.recordBody(item, view);
    }
  }

  private recordBody(item: Item, view: RecordView): TemplateResult {
    const { lang, base } = this;
    const unit = this.ref && unitCode(this.ref, item.properties['code']);
    return html`
      ${reportLink(lang, base, unit)} ${this.overlayView(item)}
      ${
        view.precision
          ? html`<p class=${view.precision.warning ? 'precision warning' : 'precision'}>
              <span class="visually-hidden">${text(lang, 'card.precision')}: </span>
              ${view.precision.words}
            </p>`
          : nothing
      }
      <dl>${view.rows.map((row) => this.rowView(row))}</dl>
      ${
        unit
          ? html`<unit-relations .base=${base} .lang=${lang} .code=${unit}></unit-relations>`
          : nothing
      }
      ${this.figuresView(item)}
      <h3>${text(lang, 'card.sources')}</h3>
      ${
        item.sources.length > 0
          ? html`<ul class="sources">
              ${item.sources.map((source) => sourceItem(lang, source))}
            </ul>`
          : html`<p class="none">${text(lang, 'card.noSources')}</p>`
      }
    `;
  }

  /** The value of the chosen overlay for this unit, or for its province. */
  private overlayView({ properties }: Item): TemplateResult | typeof nothing {
    const { overlay, ref } = this;
    if (!overlay || !ref || !['provinces', 'communes'].includes(ref.layer)) return nothing;
    const ofProvince = ref.layer === 'communes' && overlay.level === 'province';
    const code = properties[ofProvince ? 'province' : 'code'];
    return typeof code === 'string' ? overlayValue(this.lang, overlay, code) : nothing;
  }

  private figuresView({ properties }: Item): TemplateResult | typeof nothing {
    const { figures, lang, ref } = this;
    if (figures.failure !== null) {
      return html`<div class="failure" role="alert">
        <p>${text(lang, 'figures.error')} ${figures.failure}</p>
        <button type="button" class="retry" @click=${() => figures.retry()}>
          ${text(lang, 'app.retry')}
        </button>
      </div>`;
    }
    const subject = ref && subjectOf(ref, properties['code']);
    if (!figures.value || figures.value.items.length === 0 || !subject) return nothing;
    return html`
      ${figureList(lang, figures.value)}
      ${csvLink(lang, this.base, figuresUrl(this.base, subject, 'csv'))}
    `;
  }

  private rowView({ title, parts, long }: Row): TemplateResult {
    return html`<div class=${long ? 'long' : ''}>
      <dt>${title}</dt>
      <dd>${parts.map((part, index) => [index > 0 ? ', ' : '', this.partView(part)])}</dd>
    </div>`;
  }

  /** A unit is a way to its own card. */
  private partView({ words, unit }: Part): TemplateResult {
    if (!unit) return html`${words}`;
    return html`<button type="button" class="unit" @click=${() => this.select(unit)}>
      ${words}
    </button>`;
  }

  private select(detail: FeatureRef): void {
    this.tell('select', detail);
  }

  private turn(detail: CardTab): void {
    this.tell('tab', detail);
  }

  private tell(name: 'select' | 'tab' | 'located' | 'back', detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Where a record is; of a unit its item tells a point only. */
function locatedAt(ref: FeatureRef, item: Item): Located | null {
  const point = destinationOfShape(item.geometry);
  const unit = UNIT_LAYERS.has(ref.layer) ? fromOf(ref, item) : null;
  return point && unit !== null ? { unit, point } : point;
}

declare global {
  interface HTMLElementTagNameMap {
    'feature-card': FeatureCard;
  }
}
