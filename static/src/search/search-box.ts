// <search-box>: finds by name. A combobox with a list below it: the focus stays in the field, arrow
// keys walk through the hits. Tells `find` with the chosen hit; what becomes of it others decide.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { searchFor } from '../api';
import { formatNumber, text, type Lang } from '../i18n';
import { thingIcon } from '../things/thing-icon';
import type { Hit } from '../things/types';
import { Finder } from './finder';
import { hitWords, type Piece } from './hit';
import { activeAfter, isWriting } from './keys';
import { searchCss } from './search-css';

@customElement('search-box')
export class SearchBox extends LitElement {
  static override styles = searchCss;

  @property() base = '';
  @property() override lang: Lang = 'vi';
  /** Whether the key `/` leads here from anywhere on the page. */
  @property({ attribute: false }) slash = true;
  /** Longitude, latitude that near hits are near to. */
  @property({ attribute: false }) centre: () => readonly [number, number] | null = () => null;
  @state() private words = '';
  @state() private open = false;
  @state() private active: number | null = null;
  @query('input') private input!: HTMLInputElement;

  /** Enter was pressed before the answer came. */
  private hurried = false;
  private readonly finder = new Finder(
    this,
    (q, signal) => searchFor(this.base, q, this.centre(), this.lang, signal),
    () => this.answered(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.focusBySlash);
    visualViewport?.addEventListener('resize', this.measure);
    this.measure();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.focusBySlash);
    visualViewport?.removeEventListener('resize', this.measure);
  }

  override render(): TemplateResult {
    const { lang, finder } = this;
    const hits = this.hits;
    const listed = this.open && hits.length > 0;
    return html`
      <div
        class="search"
        role="search"
        @focusin=${() => this.unfold()}
        @focusout=${(event: FocusEvent) => this.left(event)}
      >
        <div class="field">
          <svg
            class="lens"
            width="20"
            height="20"
            viewBox="0 0 20 20"
            fill="none"
            aria-hidden="true"
          >
            <path
              d="M13 13l4 4M14.5 8.75a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0z"
              stroke="currentColor"
              stroke-width="1.8"
              stroke-linecap="round"
            />
          </svg>
          <input
            type="text"
            role="combobox"
            maxlength="200"
            autocomplete="off"
            autocapitalize="off"
            autocorrect="off"
            spellcheck="false"
            enterkeyhint="search"
            aria-label=${text(lang, 'search.label')}
            aria-autocomplete="list"
            aria-expanded=${listed}
            aria-controls=${listed ? 'hits' : nothing}
            aria-keyshortcuts=${this.slash ? '/' : nothing}
            aria-activedescendant=${listed && this.active !== null ? `hit-${this.active}` : nothing}
            placeholder=${text(lang, 'search.placeholder')}
            .value=${this.words}
            @input=${() => this.typed()}
            @keydown=${(event: KeyboardEvent) => this.pressed(event)}
            @click=${() => this.unfold()}
          />
          ${finder.busy ? html`<span class="waiting" aria-hidden="true"></span>` : nothing}
          ${
            this.words === ''
              ? html`<kbd aria-hidden="true" ?hidden=${!this.slash}>/</kbd>`
              : html`<button
                  type="button"
                  class="clear"
                  title=${text(lang, 'search.clear')}
                  aria-label=${text(lang, 'search.clear')}
                  @click=${() => this.clear()}
                >
                  <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
                    <path
                      d="M4.5 4.5l9 9M13.5 4.5l-9 9"
                      stroke="currentColor"
                      stroke-width="1.8"
                      stroke-linecap="round"
                    />
                  </svg>
                </button>`
          }
        </div>
        ${this.open ? this.resultsView() : nothing}
        <p class="visually-hidden" role="status">${this.open ? this.countWords() : ''}</p>
      </div>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('active') && this.active !== null) {
      this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    }
  }

  private get hits(): readonly Hit[] {
    return this.finder.answer?.items ?? [];
  }

  private resultsView(): TemplateResult | typeof nothing {
    const { lang, finder, hits } = this;
    if (finder.failure !== null) {
      return html`<div class="results failure" role="alert">
        <p>${text(lang, 'search.error')} ${finder.failure}</p>
        <button type="button" @click=${() => this.retry()}>${text(lang, 'app.retry')}</button>
      </div>`;
    }
    if (!finder.answer) {
      return finder.busy
        ? html`<div class="results skeleton" aria-hidden="true">
            ${[60, 45, 70].map((width) => html`<i style=${`width: ${width}%`}></i>`)}
          </div>`
        : nothing;
    }
    if (hits.length === 0) {
      return html`<div class="results none">
        <p><b>${text(lang, 'search.none', { q: finder.answer.q })}</b></p>
        <p>${text(lang, 'search.noneHint')}</p>
      </div>`;
    }
    return html`<div class="results">
      <ul
        id="hits"
        role="listbox"
        aria-label=${text(lang, 'search.hits')}
        aria-busy=${finder.busy}
        @pointerdown=${(event: Event) => event.preventDefault()}
      >
        ${hits.map((hit, index) => this.hitView(hit, index))}
      </ul>
      <p class="count" aria-hidden="true">${this.countWords()}</p>
    </div>`;
  }

  private hitView(hit: Hit, index: number): TemplateResult {
    const { lang } = this;
    const words = hitWords(lang, hit);
    return html`<li
      id=${`hit-${index}`}
      role="option"
      aria-selected=${index === this.active}
      @click=${() => this.choose(hit)}
      @pointermove=${() => (this.active = index)}
    >
      ${thingIcon(hit.kind, hit.former)}
      <span class="words">
        <span class="name"
          >${piecesView(words.title)}${
            words.former
              ? html` <span class="former-mark">${text(lang, 'search.former')}</span>`
              : nothing
          }</span
        >
        ${words.alias ? html`<span class="alias">≈ ${piecesView(words.alias)}</span>` : nothing}
        ${words.about ? html`<span class="about">${words.about}</span>` : nothing}
        ${words.now ? html`<span class="now">${words.now}</span>` : nothing}
        ${
          words.placeless
            ? html`<span class="about">${text(lang, 'search.placeless')}</span>`
            : nothing
        }
      </span>
    </li>`;
  }

  private countWords(): string {
    const { lang, finder, hits } = this;
    if (!finder.answer || finder.busy) return '';
    const n = formatNumber(lang, hits.length);
    const all = finder.answer.numberMatched;
    if (hits.length === 0) return text(lang, 'search.none', { q: finder.answer.q });
    return all > hits.length
      ? text(lang, 'search.countOf', { n, all: formatNumber(lang, all) })
      : text(lang, 'search.count', { n });
  }

  private typed(): void {
    this.words = this.input.value;
    this.active = null;
    this.hurried = false;
    this.open = true;
    this.finder.look(this.words);
  }

  private pressed(event: KeyboardEvent): void {
    // While a letter is being composed, its keys are not ours.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.enter();
    } else if (event.key === 'Escape') {
      this.escape(event);
    } else {
      this.step(event);
    }
  }

  private step(event: KeyboardEvent): void {
    const { open } = this;
    if (!open && !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
    const active = activeAfter(event.key, this.active, this.hits.length);
    if (active === undefined) return;
    this.open = true;
    this.active = active;
    if (active !== null) event.preventDefault();
  }

  /** The active hit, or the first one; waits for it if it is not there yet. */
  private enter(): void {
    if (this.finder.busy) {
      this.hurried = true;
      return;
    }
    const hit = this.hits[this.active ?? 0];
    if (hit) this.choose(hit);
  }

  /** First the list, then the words; a further Escape is for the page. */
  private escape(event: KeyboardEvent): void {
    if (!this.open && this.words === '') return;
    event.stopPropagation();
    event.preventDefault();
    if (this.open && (this.finder.answer !== null || this.finder.busy || this.finder.failure)) {
      this.open = false;
      this.active = null;
    } else {
      this.clear();
    }
  }

  private answered(): void {
    this.active = null;
    const [first] = this.hits;
    if (this.hurried && first) this.choose(first);
    this.hurried = false;
  }

  private choose(detail: Hit): void {
    this.open = false;
    this.active = null;
    this.input.blur();
    this.dispatchEvent(new CustomEvent('find', { detail }));
  }

  private clear(): void {
    this.words = '';
    this.active = null;
    this.hurried = false;
    this.finder.look('');
    this.input.focus();
  }

  /** The button goes away with the failure: the focus goes back to the field first. */
  private retry(): void {
    this.input.focus();
    this.finder.retry();
  }

  private unfold(): void {
    this.open = true;
  }

  private left({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && this.renderRoot.contains(relatedTarget)) return;
    this.open = false;
    this.active = null;
  }

  private readonly focusBySlash = (event: KeyboardEvent): void => {
    if (!this.slash || event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.defaultPrevented || isWriting(event.composedPath()[0])) return;
    event.preventDefault();
    this.input.focus();
    this.input.select();
  };

  /** How much of the window a keyboard on the screen leaves free. */
  private readonly measure = (): void => {
    this.style.setProperty('--seen', `${Math.round(visualViewport?.height ?? innerHeight)}px`);
  };
}

const piecesView = (pieces: readonly Piece[]) =>
  pieces.map(({ words, found }) => (found ? html`<mark>${words}</mark>` : words));

declare global {
  interface HTMLElementTagNameMap {
    'search-box': SearchBox;
  }
}
