// <picture-dialog>: the map as a picture: its title, its form, a preview; saved as PNG or printed.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { dialogCss } from '../controls/dialog-css';
import { dialogView } from '../controls/dialog-view';
import { text, type Lang } from '../i18n';
import type { PhiabacMap } from '../map/phiabac-map';
import { folded } from '../things/fold';
import { saveFile, today } from '../tools/save-file';
import type { Surroundings } from '../tools/toolbox';
import { usualTitle } from './content';
import { PictureMaker } from './picture-maker';
import { pictureCss } from './picture-css';
import { blobOf, printPicture } from './print-page';
import { FORMS, type Form } from './sheet';
import { TooSlow } from './still-map';

interface Picture {
  readonly file: Blob;
  readonly address: string;
  readonly isWide: boolean;
}

/** Milliseconds that the title rests until the picture is drawn anew. */
const REST = 350;

/** Opens the dialog for what the map shows; it leaves the page when it is closed. */
export function openPicture(
  wish: 'picture' | 'print',
  map: PhiabacMap,
  surroundings: Surroundings,
): void {
  if (document.querySelector('picture-dialog')) return;
  const dialog = document.createElement('picture-dialog');
  dialog.lang = surroundings.lang;
  dialog.form = wish === 'print' ? 'landscape' : 'screen';
  dialog.name = usualTitle(surroundings.lang, map.shown, surroundings.overlay);
  dialog.maker = new PictureMaker(map, surroundings);
  document.body.append(dialog);
}

@customElement('picture-dialog')
export class PictureDialog extends LitElement {
  static override styles = [dialogCss, pictureCss];

  @property() override lang: Lang = 'vi';
  @property() form: Form = 'screen';
  /** Title of the map, as the reader wants it. */
  @property() name = '';
  @property({ attribute: false }) maker: PictureMaker | null = null;
  @state() private withLegend = true;
  @state() private picture: Picture | null = null;
  @state() private busy = true;
  @state() private failure: string | null = null;
  @query('dialog') private dialog!: HTMLDialogElement;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the pictures that were asked for; only the last one is shown. */
  private turn = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.turn += 1;
    this.forget();
  }

  override render(): TemplateResult {
    const { lang, busy, picture, failure } = this;
    return dialogView({
      lang,
      title: text(lang, 'picture.title'),
      closed: () => {
        this.remove();
      },
      content: html`<div class="parts">
        <form @submit=${(event: Event) => event.preventDefault()}>${this.wishesView()}</form>
        <div class="preview" aria-busy=${busy}>
          ${picture ? html`<img src=${picture.address} alt=${this.words} />` : nothing}
          <p class="state" role="status">${busy ? text(lang, 'picture.making') : ''}</p>
          ${
            failure === null
              ? nothing
              : html`<div class="failure" role="alert">
                  <p>${text(lang, 'picture.failed', { why: failure })}</p>
                  <button type="button" @click=${() => void this.draw()}>
                    ${text(lang, 'app.retry')}
                  </button>
                </div>`
          }
        </div>
      </div>`,
    });
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
    void this.draw();
  }

  private wishesView(): TemplateResult {
    const { lang, form, busy, picture } = this;
    const ready = picture !== null && !busy;
    return html`
      <label class="field">
        <span>${text(lang, 'picture.name')}</span>
        <input
          type="text"
          maxlength="120"
          .value=${this.name}
          @input=${(event: Event) => {
            this.name = (event.currentTarget as HTMLInputElement).value;
            this.drawSoon();
          }}
        />
      </label>
      <fieldset>
        <legend>${text(lang, 'picture.form')}</legend>
        ${FORMS.map(
          (one) =>
            html`<label class="form">
              <input
                type="radio"
                name="form"
                value=${one}
                .checked=${one === form}
                @change=${() => {
                  this.form = one;
                  void this.draw();
                }}
              />
              <i class=${one} aria-hidden="true"></i>
              <span>${text(lang, `picture.form.${one}`)}</span>
            </label>`,
        )}
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          .checked=${this.withLegend}
          @change=${() => {
            this.withLegend = !this.withLegend;
            void this.draw();
          }}
        />
        <span>${text(lang, 'picture.legend')}</span>
      </label>
      <div class="ends">
        <button
          type="button"
          class=${form === 'screen' ? 'main' : ''}
          ?disabled=${!ready}
          @click=${() => this.save()}
        >
          ${text(lang, 'picture.save')}
        </button>
        <button
          type="button"
          class=${form === 'screen' ? '' : 'main'}
          ?disabled=${!ready}
          @click=${() => void this.print()}
        >
          ${text(lang, 'picture.print')}
        </button>
      </div>
    `;
  }

  private get words(): string {
    return text(this.lang, 'picture.map', { title: this.name });
  }

  private drawSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.draw(), REST);
  }

  private async draw(): Promise<void> {
    const turn = (this.turn += 1);
    this.busy = true;
    this.failure = null;
    try {
      const canvas = await this.maker?.make(this.form, this.name.trim(), this.withLegend);
      const file = canvas ? await blobOf(canvas) : null;
      if (turn !== this.turn) return;
      this.forget();
      if (canvas && file) {
        const isWide = canvas.width > canvas.height;
        this.picture = { file, isWide, address: URL.createObjectURL(file) };
      }
    } catch (error) {
      if (turn !== this.turn) return;
      this.failure = error instanceof TooSlow ? text(this.lang, 'picture.slow') : String(error);
    }
    this.busy = false;
  }

  private forget(): void {
    if (this.picture) URL.revokeObjectURL(this.picture.address);
    this.picture = null;
  }

  private save(): void {
    if (this.picture) saveFile(this.picture.file, this.fileName);
  }

  private async print(): Promise<void> {
    const { picture } = this;
    if (picture) await printPicture(picture.file, picture.isWide, this.words);
  }

  /** `ban-do-so-cum-cong-nghiep-2026-11-22.png` */
  private get fileName(): string {
    const name = folded(this.name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    const begin = text(this.lang, 'picture.file');
    return `${[begin, ...(name ? [name] : []), today()].join('-')}.png`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'picture-dialog': PictureDialog;
  }
}
