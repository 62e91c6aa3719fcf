// <copy-place>: coordinates as other maps read them, with a button that copies them.
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { text, type Lang } from '../i18n';

/** Five digits are about a metre. */
const DIGITS = 5;

/** Latitude first, as people and other maps write it. */
export const placeWords = ([lon, lat]: readonly [number, number]): string =>
  `${lat.toFixed(DIGITS)}, ${lon.toFixed(DIGITS)}`;

@customElement('copy-place')
export class CopyPlace extends LitElement {
  static override styles = css`
    :host {
      display: block;
      margin-top: 12px;
    }
    div {
      display: flex;
      align-items: center;
      gap: 8px;
      padding-left: 12px;
      border-radius: 8px;
      background: var(--surface-quiet);
    }
    span {
      flex: 1;
      min-width: 0;
      font-size: 12.5px;
      color: var(--text-quiet);
    }
    b {
      display: block;
      font-size: 14px;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
      color: var(--text);
      user-select: all;
    }
    button {
      flex: none;
      min-width: 84px;
      min-height: 52px;
      padding: 0 14px;
      border: 0;
      border-radius: 8px;
      background: none;
      color: var(--accent);
      font: 600 14px/1.2 var(--font);
      cursor: pointer;
    }
    button:hover {
      background: var(--hover);
    }
    :focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: -2px;
    }
    p {
      margin: 4px 0 0;
      font-size: 12.5px;
      color: var(--text-quiet);
    }
    p:empty {
      display: none;
    }
  `;

  @property() override lang: Lang = 'vi';
  /** Longitude, latitude. */
  @property({ attribute: false }) place: readonly [number, number] | null = null;
  @state() private said: 'here.copied' | 'here.copyYourself' | null = null;
  @query('b') private words!: HTMLElement;

  override render(): TemplateResult {
    const { lang, place, said } = this;
    return html`
      <div>
        <span>${text(lang, 'here.coordinates')} <b>${place ? placeWords(place) : ''}</b></span>
        <button type="button" @click=${() => void this.copy()}>
          ${text(lang, said === 'here.copied' ? said : 'here.copy')}
        </button>
      </div>
      <p role="status">${said === 'here.copyYourself' ? text(lang, said) : ''}</p>
    `;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('place')) this.said = null;
  }

  /** Browsers lend the clipboard to safe pages only; elsewhere the words are selected. */
  private async copy(): Promise<void> {
    if (!this.place) return;
    try {
      await navigator.clipboard.writeText(placeWords(this.place));
      this.said = 'here.copied';
    } catch {
      getSelection()?.selectAllChildren(this.words);
      this.said = 'here.copyYourself';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'copy-place': CopyPlace;
  }
}
