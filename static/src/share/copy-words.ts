// <copy-words>: words that are taken along, such as an address or a piece of HTML, with a button that
// copies them.
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { text, type Lang } from '../i18n';

@customElement('copy-words')
export class CopyWords extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    label {
      display: block;
      margin-bottom: 4px;
      font-size: 12px;
      font-weight: 600;
      color: var(--text-quiet);
    }
    .box {
      border: 1px solid var(--line-strong);
      border-radius: 10px;
      background: var(--surface-quiet);
      overflow: hidden;
    }
    textarea {
      display: block;
      box-sizing: border-box;
      width: 100%;
      padding: 10px 12px;
      border: 0;
      background: none;
      color: var(--text);
      font:
        400 12.5px/1.5 ui-monospace,
        'Cascadia Mono',
        'DejaVu Sans Mono',
        Menlo,
        Consolas,
        monospace;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      resize: vertical;
    }
    .row {
      display: flex;
      align-items: center;
      gap: 12px;
      padding: 8px;
      border-top: 1px solid var(--line);
      background: var(--surface);
    }
    p {
      flex: 1;
      margin: 0;
      font-size: 12.5px;
      color: var(--text-quiet);
    }
    button {
      flex: none;
      min-width: 112px;
      min-height: 40px;
      padding: 0 16px;
      border: 0;
      border-radius: 8px;
      background: var(--accent);
      color: var(--accent-text);
      font: 600 14px/1.2 var(--font);
      cursor: pointer;
    }
    button:hover {
      filter: brightness(1.08);
    }
    :focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
    textarea:focus-visible {
      outline-offset: -2px;
      border-radius: 10px;
    }
  `;

  @property() override lang: Lang = 'vi';
  /** What they are. */
  @property() name = '';
  @property() words = '';
  @property({ type: Number }) rows = 3;
  @state() private said: 'share.copied' | 'share.copyYourself' | null = null;
  @query('textarea') private field!: HTMLTextAreaElement;

  override render(): TemplateResult {
    const { lang, said } = this;
    return html`<label for="words">${this.name}</label>
      <div class="box">
        <textarea
          id="words"
          readonly
          spellcheck="false"
          rows=${this.rows}
          .value=${this.words}
        ></textarea>
        <div class="row">
          <p role="status">${said ? text(lang, said) : ''}</p>
          <slot></slot>
          <button type="button" @click=${() => void this.copy()}>
            ${text(lang, 'share.copy')}
          </button>
        </div>
      </div>`;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('words')) this.said = null;
  }

  /** Browsers lend the clipboard to safe pages only; elsewhere the words are selected. */
  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.words);
      this.said = 'share.copied';
    } catch {
      this.field.select();
      this.said = 'share.copyYourself';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'copy-words': CopyWords;
  }
}
