// <key-help>: a dialog that tells all keys of the page.
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { dialogCss } from '../controls/dialog-css';
import { dialogView } from '../controls/dialog-view';
import { text, type Lang, type MessageKey } from '../i18n';

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
  static override styles = [
    dialogCss,
    css`
      dialog {
        --dialog-width: 520px;
      }
      .body {
        flex: 1;
        min-height: 0;
        padding: 0 24px 20px;
        overflow: auto;
        scrollbar-width: thin;
      }
      h3 {
        margin: 14px 0 2px;
        font-size: 12.5px;
        font-weight: 600;
        color: var(--text-quiet);
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
        .body {
          padding: 0 16px 16px;
        }
        dt {
          width: 116px;
        }
      }
    `,
  ];

  @property() override lang: Lang = 'vi';
  @query('dialog') private dialog!: HTMLDialogElement;

  override render(): TemplateResult {
    const { lang } = this;
    return dialogView({
      lang,
      title: text(lang, 'keys.title'),
      closed: () => {
        this.remove();
      },
      content: html`<div class="body">
        ${GROUPS.map(
          ({ title, lines }) => html`
            <h3>${text(lang, title)}</h3>
            <dl>${lines.map((line) => this.lineView(line))}</dl>
          `,
        )}
      </div>`,
    });
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
