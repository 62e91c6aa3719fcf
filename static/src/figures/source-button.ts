// <source-button>: one click from a number to its sources. A button that opens a note with title,
// publisher, date, licence and address of each.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { formatDate, text, type Lang } from '../i18n';
import { addressOf, licenceWords } from './source-view';
import type { Source } from './types';

/** Distance of the note from the edges of the window, in pixels. */
const AIR = 8;

@customElement('source-button')
export class SourceButton extends LitElement {
  static override styles = css`
    :host {
      display: inline-block;
    }
    .open {
      min-height: 26px;
      padding: 0 8px;
      border: 1px solid var(--line-strong);
      border-radius: 13px;
      background: var(--surface);
      color: var(--accent);
      font: 500 12px/1.3 var(--font);
      white-space: nowrap;
      cursor: pointer;
    }
    .open:hover {
      background: var(--hover);
    }
    :focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 1px;
    }
    @media (pointer: coarse) {
      .open {
        min-height: 36px;
        padding: 0 12px;
        border-radius: 18px;
      }
    }
    .popup {
      position: fixed;
      inset: auto;
      box-sizing: border-box;
      width: min(340px, calc(100vw - 16px));
      max-height: min(60vh, 420px);
      margin: 0;
      padding: 12px 16px 14px;
      overflow: auto;
      border: 1px solid var(--line-strong);
      border-radius: 10px;
      background: var(--surface);
      color: var(--text);
      box-shadow: var(--shadow);
      font: 400 13px/1.45 var(--font);
      text-align: left;
      white-space: normal;
    }
    .what {
      margin: 0 0 8px;
      font-size: 12px;
      color: var(--text-quiet);
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li + li {
      margin-top: 10px;
      padding-top: 10px;
      border-top: 1px solid var(--line);
    }
    strong {
      display: block;
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    small {
      display: block;
      font-size: 12px;
      color: var(--text-quiet);
    }
    a {
      display: inline-block;
      margin-top: 4px;
      color: var(--accent);
      font-weight: 500;
    }
  `;

  @property() override lang: Lang = 'vi';
  @property({ attribute: false }) sources: readonly Source[] = [];
  /** What the sources are of, in words. */
  @property() what = '';
  @state() private isOpen = false;
  @query('.popup') private note!: HTMLElement;
  @query('.open') private button!: HTMLButtonElement;

  override render(): TemplateResult | typeof nothing {
    const { lang, sources, what } = this;
    if (sources.length === 0) return nothing;
    const words =
      sources.length === 1
        ? text(lang, 'source.title')
        : text(lang, 'source.many', { n: String(sources.length) });
    const label = text(lang, 'source.of', { what });
    return html`<button
        type="button"
        class="open"
        aria-expanded=${this.isOpen}
        aria-label=${`${words}: ${what}`}
        @click=${() => this.turn()}
      >
        ${words}
      </button>
      <div
        class="popup"
        popover
        role="dialog"
        aria-label=${label}
        @toggle=${(event: ToggleEvent) => (this.isOpen = event.newState === 'open')}
      >
        ${
          this.isOpen
            ? html`<p class="what">${label}</p>
                <ul>
                  ${sources.map((source) => this.sourceView(source))}
                </ul>`
            : nothing
        }
      </div>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Escape closes the note and nothing behind it.
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.isOpen) return;
      event.stopPropagation();
      this.note.hidePopover();
      this.button.focus();
    });
  }

  private sourceView(source: Source): TemplateResult {
    const { lang } = this;
    const { title, publisher, date, licence, note } = source;
    const link = addressOf(source);
    return html`<li>
      <strong>${title}</strong>
      ${publisher ? html`<small>${publisher}</small>` : nothing}
      ${
        date
          ? html`<small>${text(lang, 'source.date', { date: formatDate(lang, date) })}</small>`
          : nothing
      }
      ${licence ? html`<small>${licenceWords(lang, licence)}</small>` : nothing}
      ${note ? html`<small>${note}</small>` : nothing}
      ${
        link
          ? html`<a href=${link} target="_blank" rel="noopener noreferrer"
              >${text(lang, 'source.open')}</a
            >`
          : html`<small>${text(lang, 'source.noAddress')}</small>`
      }
    </li>`;
  }

  private turn(): void {
    if (this.isOpen) {
      this.note.hidePopover();
      return;
    }
    this.isOpen = true;
    void this.updateComplete.then(() => {
      this.note.showPopover();
      this.place();
    });
  }

  /** Below the button, or above it where there is no room; inside the window in any case. */
  private place(): void {
    const at = this.button.getBoundingClientRect();
    const { width, height } = this.note.getBoundingClientRect();
    const left = Math.max(AIR, Math.min(at.right - width, innerWidth - width - AIR));
    const below = at.bottom + 4;
    const top = below + height + AIR <= innerHeight ? below : Math.max(AIR, at.top - height - 4);
    this.note.style.left = `${left}px`;
    this.note.style.top = `${top}px`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'source-button': SourceButton;
  }
}
