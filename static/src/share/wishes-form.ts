// <wishes-form>: how the map is to look on the other page. Tells `wish` with what changed.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { text, type Lang, type MessageKey } from '../i18n';
import { INTERACTIONS } from '../map/interaction';
import { formCss } from './form-css';
import type { Size, Wishes } from './snippets';

/** What is shared, in the order of the tabs. */
export const FORMS = ['link', 'frame', 'element', 'picture'] as const;
export type Form = (typeof FORMS)[number];

const THEMES = ['light', 'dark', 'auto'] as const;
const RATIOS = ['16 / 9', '4 / 3', '1 / 1'] as const;
const SIZES: readonly Size['kind'][] = ['wide', 'ratio', 'fixed'];
/** Pixels; what the server draws. */
const LEAST = 200;
const MOST = 2000;

@customElement('wishes-form')
export class WishesForm extends LitElement {
  static override styles = formCss;

  @property() override lang: Lang = 'vi';
  @property() form: Form = 'frame';
  @property({ attribute: false }) wishes!: Wishes;

  override render(): TemplateResult {
    const { form } = this;
    const isMap = form === 'frame' || form === 'element';
    return html`
      ${form === 'link' ? nothing : this.titleView()}
      ${
        form === 'link'
          ? nothing
          : html`<div class="checks">
              ${this.checkView('legend')} ${isMap ? this.checkView('search') : nothing}
            </div>`
      }
      <div class="pair">
        ${this.choiceView('lang', ['vi', 'en'])}
        ${form === 'link' ? nothing : this.choiceView('theme', isMap ? THEMES : ['light', 'dark'])}
      </div>
      ${isMap ? this.choiceView('interaction', INTERACTIONS) : nothing}
      ${form === 'link' ? nothing : this.sizeView(form === 'picture')}
    `;
  }

  private titleView(): TemplateResult {
    return html`<label class="field">
      <span>${text(this.lang, 'share.title')}</span>
      <input
        type="text"
        name="title"
        maxlength="200"
        autocomplete="off"
        placeholder=${text(this.lang, 'share.titleHint')}
        .value=${this.wishes.title}
        @input=${(event: Event) => this.wish({ title: valueOf(event).trim() })}
      />
    </label>`;
  }

  private checkView(name: 'legend' | 'search'): TemplateResult {
    const off = name === 'search' && this.wishes.interaction === 'none';
    return html`<label class="check">
      <input
        type="checkbox"
        name=${name}
        .checked=${this.wishes[name] && !off}
        ?disabled=${off}
        @change=${(event: Event) => this.wish({ [name]: (event.target as HTMLInputElement).checked })}
      />
      <span>${text(this.lang, `share.${name}`)}</span>
    </label>`;
  }

  private choiceView<Name extends 'lang' | 'theme' | 'interaction'>(
    name: Name,
    values: readonly Wishes[Name][],
  ): TemplateResult {
    const key = (value: string) => `share.${name}.${value}` as MessageKey;
    return html`<label class="field">
      <span>${text(this.lang, `share.${name}`)}</span>
      <select name=${name} @change=${(event: Event) => this.wish({ [name]: valueOf(event) })}>
        ${values.map(
          (value) =>
            html`<option value=${value} .selected=${value === this.wishes[name]}>
              ${text(this.lang, key(value))}
            </option>`,
        )}
      </select>
    </label>`;
  }

  private sizeView(isPicture: boolean): TemplateResult {
    const { lang } = this;
    const { size } = this.wishes;
    return html`<fieldset>
      <legend>${text(lang, 'share.size')}</legend>
      ${
        isPicture
          ? nothing
          : html`<select
              name="size"
              aria-label=${text(lang, 'share.size')}
              @change=${(event: Event) => this.wish({ size: sizeOf(valueOf(event) as Size['kind']) })}
            >
              ${SIZES.map(
                (kind) =>
                  html`<option value=${kind} .selected=${kind === size.kind}>
                    ${text(lang, `share.size.${kind}`)}
                  </option>`,
              )}
            </select>`
      }
      <div class="numbers">
        ${size.kind === 'fixed' ? this.numberView('width', size.width, size) : nothing}
        ${size.kind === 'ratio' ? this.ratioView(size.ratio) : this.numberView('height', size.height, size)}
      </div>
    </fieldset>`;
  }

  private numberView(name: 'width' | 'height', value: number, size: Size): TemplateResult {
    return html`<label class="field">
      <span>${text(this.lang, `share.${name}`)}</span>
      <input
        type="number"
        name=${name}
        min=${LEAST}
        max=${MOST}
        step="10"
        .value=${String(value)}
        @change=${(event: Event) => {
          const pixels = Math.min(
            MOST,
            Math.max(LEAST, Math.round(Number(valueOf(event)) || value)),
          );
          this.wish({ size: { ...size, [name]: pixels } as Size });
        }}
      />
    </label>`;
  }

  private ratioView(ratio: string): TemplateResult {
    return html`<label class="field">
      <span>${text(this.lang, 'share.ratio')}</span>
      <select
        name="ratio"
        @change=${(event: Event) => this.wish({ size: { kind: 'ratio', ratio: valueOf(event) } })}
      >
        ${RATIOS.map(
          (one) =>
            html`<option value=${one} .selected=${one === ratio}>
              ${one.replaceAll(' ', '')}
            </option>`,
        )}
      </select>
    </label>`;
  }

  private wish(detail: Partial<Wishes>): void {
    this.dispatchEvent(new CustomEvent('wish', { detail }));
  }
}

/** What a kind of size begins with. */
export function sizeOf(kind: Size['kind']): Size {
  switch (kind) {
    case 'fixed':
      return { kind, width: 800, height: 500 };
    case 'wide':
      return { kind, height: 480 };
    case 'ratio':
      return { kind, ratio: '16 / 9' };
  }
}

const valueOf = (event: Event): string =>
  (event.target as HTMLInputElement | HTMLSelectElement).value;

declare global {
  interface HTMLElementTagNameMap {
    'wishes-form': WishesForm;
  }
}
