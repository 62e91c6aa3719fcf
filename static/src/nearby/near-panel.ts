// <near-panel>: what lies near a record. Kinds and distance are chosen; the list comes nearest
// first. Tells `ring` with the line to draw, `settle` when it is to be seen whole, and `visit` with a
// thing that was chosen.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Position } from 'geojson';
import { loadNeighbours } from '../api';
import { keepInAddress, parametersOf } from '../state/parameters';
import { cardCss } from '../atlas/card-css';
import type { Catalog } from '../catalog';
import { formatNumber, text, type Lang } from '../i18n';
import { aboutWords } from '../things/about';
import { thingIcon } from '../things/thing-icon';
import type { Thing } from '../things/types';
import { wayView } from '../things/way';
import { nearCss } from './near-css';
import { NeighbourList } from './neighbour-list';
import { ringAround } from './ring';
import {
  KM_STEP,
  LEAST_KM,
  MOST_KM,
  NEAR_KINDS,
  turned,
  USUAL_WISH,
  wishIn,
  wishWords,
  type NearKind,
  type Wish,
} from './wish';

/** What was asked last, for the next record. */
let lastWish: Wish = USUAL_WISH;

@customElement('near-panel')
export class NearPanel extends LitElement {
  static override styles = [cardCss, nearCss];

  @property() base = '';
  @property() override lang: Lang = 'vi';
  /** Where distances begin, as the server wants it said. */
  @property() from = '';
  @property({ attribute: false }) catalog: Catalog | null = null;
  @state() private wish: Wish = wishIn(parametersOf(location.hash).get('near')) ?? lastWish;
  private readonly list = new NeighbourList(this, (offset, signal) =>
    loadNeighbours(this.base, this.from, this.wish, offset, this.lang, signal),
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    keepInAddress({ near: null });
  }

  override render(): TemplateResult {
    const { lang, wish } = this;
    const km = text(lang, 'near.km', { km: formatNumber(lang, wish.km) });
    return html`
      <fieldset class="kinds">
        <legend>${text(lang, 'near.kinds')}</legend>
        ${NEAR_KINDS.map((kind) => this.kindView(kind))}
      </fieldset>
      <label class="distance">
        <span>${text(lang, 'near.within')}</span>
        <output>${km}</output>
        <input
          type="range"
          min=${LEAST_KM}
          max=${MOST_KM}
          step=${KM_STEP}
          aria-valuetext=${km}
          .value=${String(wish.km)}
          @input=${(event: Event) => {
            this.turn({ ...wish, km: (event.currentTarget as HTMLInputElement).valueAsNumber });
          }}
          @change=${() => this.tell('settle', null)}
        />
        <span class="ends" aria-hidden="true"
          ><i>${formatNumber(lang, LEAST_KM)}</i><i>${formatNumber(lang, MOST_KM)}</i></span
        >
      </label>
      ${this.listView()}
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('from') || changed.has('wish')) {
      lastWish = this.wish;
      keepInAddress({ near: wishWords(this.wish) });
      this.list.ask(this.wish.kinds.length > 0, changed.has('from'));
    }
  }

  protected override updated(): void {
    const centre = this.list.answer?.from;
    const { km } = this.wish;
    if (!centre || centre.lon === null || centre.lat === null) return;
    const key = `${centre.lon} ${centre.lat} ${km}`;
    if (key === this.drawn) return;
    const first = this.drawn === '';
    this.drawn = key;
    this.tell('ring', ringAround(centre.lon, centre.lat, km));
    if (first) this.tell('settle', null);
  }

  /** The ring that the map has. */
  private drawn = '';

  private kindView(kind: NearKind): TemplateResult {
    const on = this.wish.kinds.includes(kind);
    return html`<label class="chip">
      <input
        type="checkbox"
        name=${kind}
        .checked=${on}
        @change=${() => this.turn(turned(this.wish, kind))}
      />
      <span>${thingIcon(kind)} ${text(this.lang, `near.kind.${kind}`)}</span>
    </label>`;
  }

  private listView(): TemplateResult {
    const { lang, list, wish } = this;
    if (wish.kinds.length === 0) {
      return html`<p class="none" role="status">${text(lang, 'near.noKind')}</p>`;
    }
    if (list.failure !== null) {
      return html`<div class="failure" role="alert">
        <p>${text(lang, 'near.error')} ${list.failure}</p>
        <button type="button" class="retry" @click=${() => list.retry()}>
          ${text(lang, 'app.retry')}
        </button>
      </div>`;
    }
    if (!list.answer) {
      return html`<div class="skeleton" aria-hidden="true">
        ${[90, 60, 75].map((width) => html`<i style=${`width: ${width}%`}></i>`)}
      </div>`;
    }
    return html`
      <p class="found" role="status">${this.countWords()}</p>
      <ul class="ways" aria-label=${text(lang, 'near.list')} aria-busy=${list.busy}>
        ${list.items.map((thing) =>
          wayView(lang, {
            thing,
            about: aboutWords(lang, this.catalog, thing),
            go: () => this.tell('visit', thing),
          }),
        )}
      </ul>
      ${
        list.answer.next !== null
          ? html`<button
              type="button"
              class="retry"
              ?disabled=${list.busy}
              @click=${() => list.more()}
            >
              ${text(lang, 'near.more')}
            </button>`
          : nothing
      }
      ${
        /^(former:)?\d+$/.test(this.from)
          ? html`<p class="hint">${text(lang, 'near.fromLabel')}</p>`
          : nothing
      }
      ${
        list.answer.withoutPlace > 0
          ? html`<p class="hint">
              ${text(lang, 'near.withoutPlace', { n: formatNumber(lang, list.answer.withoutPlace) })}
            </p>`
          : nothing
      }
    `;
  }

  private countWords(): string {
    const { lang, list } = this;
    const n = list.answer?.numberMatched ?? 0;
    const km = formatNumber(lang, list.answer?.km ?? this.wish.km);
    return n === 0
      ? text(lang, 'near.none', { km })
      : text(lang, 'near.count', { n: formatNumber(lang, n), km });
  }

  private turn(wish: Wish): void {
    this.wish = wish;
  }

  private tell(
    name: 'ring' | 'settle' | 'visit',
    detail: readonly Position[] | Thing | null,
  ): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'near-panel': NearPanel;
  }
}
