// <convert-dialog>: former addresses into present ones and back, one or many. A dialog that keeps
// what it holds while it is closed. Tells `find` with the record that the map is to show.
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { text, type Lang } from '../i18n';
import { dialogCss } from '../controls/dialog-css';
import { dialogView } from '../controls/dialog-view';
import { tabsView } from '../controls/tabs-view';
import { convertCss } from './convert-css';
import './many-addresses';
import './one-address';
import type { Direction } from './types';

const WAYS = ['one', 'many'] as const;
type Way = (typeof WAYS)[number];
const DIRECTIONS: readonly Direction[] = ['present', 'former'];

@customElement('convert-dialog')
export class ConvertDialog extends LitElement {
  static override styles = [dialogCss, convertCss];

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
    return dialogView({
      lang,
      title: text(lang, 'convert.title'),
      content: html`
        <div class="choices">${this.waysView()} ${this.directionView()}</div>
        <div class="body" @find=${() => this.close()}>
          <div id="part-one" role="tabpanel" aria-labelledby="way-one" ?hidden=${way !== 'one'}>
            <p class="lead">${text(lang, 'convert.lead')}</p>
            <one-address .base=${base} .lang=${lang} .to=${to}></one-address>
          </div>
          <div id="part-many" role="tabpanel" aria-labelledby="way-many" ?hidden=${way !== 'many'}>
            <many-addresses .base=${base} .lang=${lang} .to=${to}></many-addresses>
          </div>
        </div>
      `,
    });
  }

  private waysView(): TemplateResult {
    const { lang } = this;
    return tabsView({
      look: 'tabs',
      prefix: 'way',
      label: text(lang, 'convert.ways'),
      ids: WAYS,
      chosen: this.way,
      face: (way) => text(lang, `convert.${way}`),
      part: (way) => `part-${way}`,
      choose: (way) => (this.way = way),
    });
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
