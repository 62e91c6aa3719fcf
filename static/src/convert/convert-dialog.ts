// <convert-dialog>: former addresses into present ones and back, one or many. A dialog that keeps
// what it holds while it is closed. Tells `find` with the record that the map is to show.
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { text, type Lang } from '../i18n';
import { dialogCss } from './dialog-css';
import './many-addresses';
import './one-address';
import type { Direction } from './types';

const WAYS = ['one', 'many'] as const;
type Way = (typeof WAYS)[number];
const DIRECTIONS: readonly Direction[] = ['present', 'former'];

@customElement('convert-dialog')
export class ConvertDialog extends LitElement {
  static override styles = dialogCss;

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @state() private way: Way = 'one';
  @state() private to: Direction = 'present';
  @query('dialog') private dialog!: HTMLDialogElement;

  /** Opens the dialog; what was in it is still there. */
  async open(): Promise<void> {
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    await this.turnTo(this.way);
  }

  close(): void {
    this.dialog.close();
  }

  override render(): TemplateResult {
    const { lang, base, way, to } = this;
    return html`<dialog
      aria-labelledby="title"
      @keydown=${(event: KeyboardEvent) => this.pressed(event)}
      @click=${(event: MouseEvent) => this.clicked(event)}
      @find=${() => this.close()}
    >
      <div class="sheet">
        <div class="top">
          <h2 id="title">${text(lang, 'convert.title')}</h2>
          <button
            type="button"
            class="close"
            title=${text(lang, 'convert.close')}
            aria-label=${text(lang, 'convert.close')}
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
        <div class="choices">${this.waysView()} ${this.directionView()}</div>
        <div class="body">
          <div id="part-one" role="tabpanel" aria-labelledby="way-one" ?hidden=${way !== 'one'}>
            <p class="lead">${text(lang, 'convert.lead')}</p>
            <one-address .base=${base} .lang=${lang} .to=${to}></one-address>
          </div>
          <div id="part-many" role="tabpanel" aria-labelledby="way-many" ?hidden=${way !== 'many'}>
            <many-addresses .base=${base} .lang=${lang} .to=${to}></many-addresses>
          </div>
        </div>
      </div>
    </dialog>`;
  }

  private waysView(): TemplateResult {
    const { lang } = this;
    return html`<div
      class="tabs"
      role="tablist"
      aria-label=${text(lang, 'convert.ways')}
      @keydown=${(event: KeyboardEvent) => this.step(event)}
    >
      ${WAYS.map(
        (way) =>
          html`<button
            type="button"
            role="tab"
            id=${`way-${way}`}
            aria-controls=${`part-${way}`}
            aria-selected=${way === this.way}
            tabindex=${way === this.way ? 0 : -1}
            @click=${() => (this.way = way)}
          >
            ${text(lang, `convert.${way}`)}
          </button>`,
      )}
    </div>`;
  }

  private directionView(): TemplateResult {
    const { lang } = this;
    return html`<fieldset class="direction">
      <legend class="visually-hidden">${text(lang, 'convert.direction')}</legend>
      ${DIRECTIONS.map(
        (to) =>
          html`<label>
            <input
              type="radio"
              name="direction"
              value=${to}
              .checked=${to === this.to}
              @change=${() => (this.to = to)}
            />
            <span>${text(lang, `convert.to.${to}`)}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  /** Escape closes the dialog and nothing behind it. */
  private pressed(event: KeyboardEvent): void {
    if (event.key === 'Escape') event.stopPropagation();
  }

  /** A click beside the sheet. */
  private clicked(event: MouseEvent): void {
    if (event.target === this.dialog) this.close();
  }

  private step(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    this.way = this.way === 'one' ? 'many' : 'one';
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`#way-${this.way}`)?.focus(),
    );
  }

  private async turnTo(way: Way): Promise<void> {
    const part = this.renderRoot.querySelector<LitElement>(
      `${way}-address${way === 'many' ? 'es' : ''}`,
    );
    await part?.updateComplete;
    part?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'convert-dialog': ConvertDialog;
  }
}
