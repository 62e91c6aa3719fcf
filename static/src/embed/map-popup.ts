// <map-popup>: the small card of a record that was chosen on a map: name, kind, a few facts, how well
// it is placed, sources, and the way to its card in the atlas.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { loadFigures, loadItem, type Item } from '../api';
import type { RecordView } from '../atlas/record';
import type { Catalog } from '../catalog';
import { Asked } from '../figures/asked';
import { figureCss } from '../figures/figure-css';
import { figureList } from '../figures/figure-list';
import { sourceItem } from '../figures/source-view';
import { subjectOf } from '../figures/subject';
import type { Figures } from '../figures/types';
import { formatNumber, text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import { overlayValue } from '../overlays/overlay-value';
import type { Overlay } from '../overlays/types';
import type { ThemeName } from '../style/palette';
import { tellingFigures, tellingView } from './facts';
import { popupCss } from './popup-css';

interface Answer {
  readonly item: Item;
  readonly figures: Figures | null;
}

@customElement('map-popup')
export class MapPopup extends LitElement {
  static override styles = [figureCss, popupCss];

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property() theme: ThemeName = 'light';
  @property({ attribute: false }) ref: FeatureRef | null = null;
  @property({ attribute: false }) catalog: Catalog | null = null;
  @property({ attribute: false }) overlay: Overlay | null = null;
  private readonly asked = new Asked<Answer>(this);
  /** Whether the map was told that the card of `ref` has its size. */
  private told = false;

  override render(): TemplateResult {
    const { lang, asked, ref, catalog } = this;
    const { value } = asked;
    const view = ref && value && tellingView(lang, ref.layer, catalog, value.item, value.figures);
    return html`<section
      class="card"
      aria-label=${view?.name ?? text(lang, 'card.label')}
      aria-busy=${asked.busy}
      @keydown=${(event: KeyboardEvent) => this.pressed(event)}
    >
      <button
        type="button"
        class="close"
        title=${text(lang, 'card.close')}
        aria-label=${text(lang, 'card.close')}
        @click=${() => this.tell('close')}
      >
        <svg width="16" height="16" viewBox="0 0 18 18" aria-hidden="true">
          <path
            d="M4 4l10 10M14 4L4 14"
            stroke="currentColor"
            stroke-width="1.8"
            stroke-linecap="round"
          />
        </svg>
      </button>
      <div class="inside" aria-live="polite">
        ${view && value && ref ? this.content(ref, value, view) : nothing}
        ${asked.busy ? this.waiting() : nothing}
        ${
          asked.failure === null
            ? nothing
            : html`<div class="failure" role="alert">
                <p>${text(lang, 'card.error')} ${asked.failure}</p>
                <button type="button" @click=${() => asked.retry()}>
                  ${text(lang, 'app.retry')}
                </button>
              </div>`
        }
      </div>
    </section>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.dataset['theme'] = this.theme;
    const { ref, base, lang } = this;
    const before = changed.get('ref');
    const other = changed.has('ref') && (before?.id !== ref?.id || before?.layer !== ref?.layer);
    if (!other && !changed.has('lang')) return;
    this.told = false;
    this.asked.ask(ref && ((signal) => load(base, ref, lang, signal)));
  }

  protected override updated(): void {
    if (this.told || this.asked.busy) return;
    this.told = true;
    this.tell('shown');
  }

  private content(ref: FeatureRef, { item, figures }: Answer, view: RecordView): TemplateResult {
    const { lang, overlay } = this;
    const few = tellingFigures(figures);
    const code = item.properties[this.ofProvince(ref) ? 'province' : 'code'];
    const isArea = ['provinces', 'communes'].includes(ref.layer);
    return html`
      <p class="kind">${view.kind}</p>
      <h3 class="name">${view.name}</h3>
      ${
        view.precision
          ? html`<p class=${view.precision.warning ? 'precision warning' : 'precision'}>
              ${view.precision.words}
            </p>`
          : nothing
      }
      ${overlay && isArea && typeof code === 'string' ? overlayValue(lang, overlay, code) : nothing}
      <dl>
        ${view.rows.map(
          ({ title, parts }) =>
            html`<div>
              <dt>${title}</dt>
              <dd>${parts.map(({ words }) => words).join(', ')}</dd>
            </div>`,
        )}
      </dl>
      ${few && few.items.length > 0 ? figureList(lang, few) : nothing}
      <details>
        <summary>${this.sourceWords(item.sources.length)}</summary>
        <ul class="sources">
          ${item.sources.map((source) => sourceItem(lang, source))}
        </ul>
      </details>
      <a class="more" href=${this.address(ref)} target="_blank" rel="noopener"
        >${text(lang, 'embed.card')}
        <svg width="13" height="13" viewBox="0 0 14 14" fill="none" aria-hidden="true">
          <path
            d="M5 3h6v6M11 3L3 11"
            stroke="currentColor"
            stroke-width="1.6"
            stroke-linecap="round"
            stroke-linejoin="round"
          /></svg
      ></a>
    `;
  }

  private sourceWords(n: number): string {
    const { lang } = this;
    return n > 1
      ? text(lang, 'source.many', { n: formatNumber(lang, n) })
      : text(lang, 'card.sources');
  }

  private waiting(): TemplateResult {
    return html`<p class="visually-hidden" role="status">${text(this.lang, 'card.loading')}</p>
      <div class="skeleton" aria-hidden="true">
        ${[40, 75, 60, 55].map((width) => html`<i style=${`width: ${width}%`}></i>`)}
      </div>`;
  }

  private ofProvince({ layer }: FeatureRef): boolean {
    return layer === 'communes' && this.overlay?.level === 'province';
  }

  /** The card in the atlas. */
  private address({ layer, id }: FeatureRef): string {
    const lang = this.lang === 'en' ? '?lang=en' : '';
    return `${this.base}/${lang}#card=${layer}/${id}`;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.tell('close');
  }

  private tell(name: 'shown' | 'close'): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

/** The record, and its figures if there are any; without them the card says what the record says. */
async function load(
  base: string,
  ref: FeatureRef,
  lang: Lang,
  signal: AbortSignal,
): Promise<Answer> {
  const item = await loadItem(base, ref, lang, signal);
  const subject = subjectOf(ref, item.properties['code']);
  const figures = subject ? await loadFigures(base, subject, lang, signal).catch(() => null) : null;
  return { item, figures };
}

declare global {
  interface HTMLElementTagNameMap {
    'map-popup': MapPopup;
  }
}
