// <key-help>: a dialog that tells all keys of the page.
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { text, type Lang, type MessageKey } from '../i18n';
import { TOOL_PATHS } from './tool-paths';

interface KeyLine {
  /** What is on the keys: a sign, or a text of the page. Any of them does it. */
  readonly keys: readonly string[];
  readonly does: MessageKey;
}

const GROUPS: readonly { readonly title: MessageKey; readonly lines: readonly KeyLine[] }[] = [
  {
    title: 'keys.anywhere',
    lines: [
      { keys: ['/'], does: 'keys.search' },
      { keys: ['key.escape'], does: 'keys.escape' },
      { keys: ['Tab'], does: 'keys.tab' },
      { keys: ['Ctrl + P'], does: 'tools.print' },
      { keys: ['?'], does: 'keys.help' },
    ],
  },
  {
    title: 'keys.map',
    lines: [
      { keys: ['← ↑ → ↓'], does: 'keys.pan' },
      { keys: ['+'], does: 'keys.zoomIn' },
      { keys: ['−'], does: 'keys.zoomOut' },
      { keys: ['key.enter'], does: 'keys.choose' },
      { keys: ['Shift + F10', 'key.menu'], does: 'keys.ask' },
    ],
  },
  {
    title: 'keys.drawing',
    lines: [
      { keys: ['key.space'], does: 'keys.point' },
      { keys: ['key.backspace'], does: 'keys.back' },
      { keys: ['key.enter'], does: 'keys.finish' },
      { keys: ['key.escape'], does: 'tools.putAway' },
    ],
  },
];

/** Opens the dialog; it leaves the page when it is closed. */
export function openKeyHelp(lang: Lang): void {
  if (document.querySelector('key-help')) return;
  const help = document.createElement('key-help');
  help.lang = lang;
  document.body.append(help);
}

@customElement('key-help')
export class KeyHelp extends LitElement {
  static override styles = css`
    dialog {
      width: min(520px, calc(100vw - 32px));
      max-height: calc(100dvh - 48px);
      padding: 0 24px 20px;
      border: 0;
      border-radius: 16px;
      background: var(--surface);
      color: var(--text);
      box-shadow: var(--edge), var(--shadow);
      font: 400 14px/1.45 var(--font);
      overflow: auto;
      box-sizing: border-box;
    }
    dialog::backdrop {
      background: rgb(10 18 26 / 0.5);
    }
    .top {
      position: sticky;
      top: 0;
      display: flex;
      align-items: center;
      justify-content: space-between;
      margin-right: -14px;
      padding-top: 8px;
      background: var(--surface);
    }
    h2 {
      margin: 0;
      font-size: 19px;
      line-height: 1.3;
    }
    h3 {
      margin: 14px 0 2px;
      font-size: 12.5px;
      font-weight: 600;
      color: var(--text-quiet);
    }
    button {
      display: grid;
      place-items: center;
      width: 44px;
      height: 44px;
      border: 0;
      border-radius: 10px;
      background: none;
      color: var(--text-quiet);
      cursor: pointer;
    }
    button:hover {
      background: var(--hover);
    }
    :focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: -2px;
    }
    dl {
      margin: 0;
    }
    dl > div {
      display: flex;
      align-items: center;
      gap: 16px;
      min-height: 36px;
      border-top: 1px solid var(--line);
    }
    dt {
      flex: none;
      width: 168px;
    }
    dd {
      margin: 0;
      padding: 4px 0;
    }
    kbd {
      display: inline-block;
      min-width: 24px;
      padding: 1px 7px;
      border: 1px solid var(--line-strong);
      border-bottom-width: 2px;
      border-radius: 6px;
      background: var(--surface-quiet);
      font: 600 12px/1.5 var(--font);
      text-align: center;
      white-space: nowrap;
      box-sizing: border-box;
    }
    small {
      font-size: 12px;
      color: var(--text-quiet);
    }
    @media (max-width: 480px) {
      dialog {
        padding: 0 16px 16px;
      }
      dt {
        width: 116px;
      }
    }
  `;

  @property() override lang: Lang = 'vi';
  @query('dialog') private dialog!: HTMLDialogElement;

  override render(): TemplateResult {
    const { lang } = this;
    return html`<dialog
      aria-labelledby="title"
      @close=${() => this.remove()}
      @click=${(event: MouseEvent) => {
        if (event.target === this.dialog) this.dialog.close();
      }}
    >
      <div class="top">
        <h2 id="title">${text(lang, 'keys.title')}</h2>
        <button
          type="button"
          title=${text(lang, 'keys.close')}
          aria-label=${text(lang, 'keys.close')}
          @click=${() => this.dialog.close()}
        >
          <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
            <path
              d=${TOOL_PATHS.close}
              stroke="currentColor"
              stroke-width="1.7"
              stroke-linecap="round"
            />
          </svg>
        </button>
      </div>
      ${GROUPS.map(
        ({ title, lines }) => html`
          <h3>${text(lang, title)}</h3>
          <dl>${lines.map((line) => this.lineView(line))}</dl>
        `,
      )}
    </dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  private lineView({ keys, does }: KeyLine): TemplateResult {
    const { lang } = this;
    return html`<div>
      <dt>
        ${keys.map(
          (key, index) =>
            html`${index > 0 ? html` <small>${text(lang, 'keys.or')}</small> ` : ''}<kbd
                >${key.startsWith('key.') ? text(lang, key as MessageKey) : key}</kbd
              >`,
        )}
      </dt>
      <dd>${text(lang, does)}</dd>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'key-help': KeyHelp;
  }
}
