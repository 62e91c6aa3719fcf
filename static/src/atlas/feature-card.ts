// The card of one record: asks for it, shows its fields, its precision and its sources.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, loadItem, type Item } from '../api';
import { layerOf, type Catalog } from '../catalog';
import { sourceItem } from '../figures/source-view';
import { text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import { cardCss } from './card-css';
import { recordView, type Part, type Row } from './record';

@customElement('feature-card')
export class FeatureCard extends LitElement {
  static override styles = cardCss;

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property({ attribute: false }) ref: FeatureRef | null = null;
  @property({ attribute: false }) catalog: Catalog | null = null;
  @state() private item: Item | null = null;
  @state() private failure: string | null = null;
  private waiting: AbortController | null = null;

  override render(): TemplateResult {
    return html`
      <div class="bar">
        <button
          type="button"
          class="close"
          title=${text(this.lang, 'card.close')}
          aria-label=${text(this.lang, 'card.close')}
          @click=${() => this.close()}
        >
          <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
            <path
              d="M4 4l10 10M14 4L4 14"
              stroke="currentColor"
              stroke-width="1.8"
              stroke-linecap="round"
            />
          </svg>
        </button>
      </div>
      <div class="body" aria-live="polite" aria-busy=${!this.item && this.failure === null}>
        ${this.failure !== null ? this.failureView() : this.item ? this.itemView() : this.skeleton()}
      </div>
    `;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('ref')) void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.waiting?.abort();
  }

  private async load(): Promise<void> {
    this.waiting?.abort();
    this.item = null;
    this.failure = null;
    const { ref } = this;
    if (!ref) return;
    const waiting = new AbortController();
    this.waiting = waiting;
    try {
      const item = await loadItem(this.base, ref, this.lang, waiting.signal);
      if (!waiting.signal.aborted) this.item = item;
    } catch (error) {
      if (!waiting.signal.aborted) this.failure = error instanceof ApiError ? error.message : '';
    }
  }

  private itemView(): TemplateResult {
    const { ref, item, lang } = this;
    if (!ref || !item) return html``;
    const view = recordView(lang, ref.layer, layerOf(this.catalog, ref.layer), item);
    return html`
      <p class="kind">${view.kind}</p>
      <h2 tabindex="-1">${view.name}</h2>
      ${view.otherName ? html`<p class="other">${view.otherName}</p>` : nothing}
      ${
        view.precision
          ? html`<p class=${view.precision.warning ? 'precision warning' : 'precision'}>
              <span class="visually-hidden">${text(lang, 'card.precision')}: </span>
              ${view.precision.words}
            </p>`
          : nothing
      }
      <dl>${view.rows.map((row) => this.rowView(row))}</dl>
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

  private failureView(): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${text(this.lang, 'card.error')} ${this.failure}</p>
      <button type="button" class="retry" @click=${() => void this.load()}>
        ${text(this.lang, 'app.retry')}
      </button>
    </div>`;
  }

  private skeleton(): TemplateResult {
    return html`<div class="skeleton">
      <span class="visually-hidden">${text(this.lang, 'card.loading')}</span>
      ${[40, 75, 100, 100, 90, 60].map((width) => html`<i class=${`w${width}`}></i>`)}
    </div>`;
  }

  private select(detail: FeatureRef): void {
    this.dispatchEvent(new CustomEvent('select', { detail }));
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'feature-card': FeatureCard;
  }
}
