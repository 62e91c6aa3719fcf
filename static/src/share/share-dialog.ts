// <share-dialog>: the map of now as a link, a frame, an element or a picture, to be copied, with a
// preview of what the other page will show.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { hasServer } from '../bundle/known';
import { dialogCss } from '../controls/dialog-css';
import { dialogView } from '../controls/dialog-view';
import { tabsView } from '../controls/tabs-view';
import { text, type Lang } from '../i18n';
import type { ThemeName } from '../style/palette';
import './copy-words';
import type { FreeView } from '../map/room';
import { framedView } from './framed-view';
import { shareCss } from './share-css';
import {
  elementHtml,
  embedUrl,
  frameHtml,
  linkTo,
  pictureUrl,
  pixelsOf,
  type Shared,
  type Wishes,
} from './snippets';
import { FORMS, sizeOf, type Form } from './wishes-form';

/** Milliseconds without a change until the preview follows. */
const REST = 500;

/** What the atlas shows when the dialog is opened. */
export interface Sharing {
  readonly hash: string;
  /** What is free of the map; null where the whole region is shown. */
  readonly view: FreeView | null;
}

@customElement('share-dialog')
export class ShareDialog extends LitElement {
  static override styles = [dialogCss, shareCss];

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property() theme: ThemeName = 'light';
  @state() private form: Form = 'link';
  @state() private sharing: Sharing | null = null;
  @state() private wishes: Wishes = {
    title: '',
    legend: true,
    search: false,
    lang: 'vi',
    theme: 'light',
    interaction: 'full',
    size: sizeOf('wide'),
  };
  /** The address that the preview shows; it follows after a rest. */
  @state() private previewed = '';
  /** Pixels that the preview may take. */
  @state() private room = 0;
  @query('dialog') private dialog!: HTMLDialogElement;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly resized = new ResizeObserver(([entry]) => {
    this.room = entry?.contentRect.width ?? 0;
  });

  /** Opens the dialog for what is shown now. */
  async open(sharing: Sharing): Promise<void> {
    this.wishes = { ...this.wishes, lang: this.lang };
    this.sharing = sharing;
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.resized.disconnect();
  }

  override render(): TemplateResult {
    const { lang, form, sharing } = this;
    return dialogView({
      lang,
      title: text(lang, 'share.open'),
      closed: () => (this.sharing = null),
      content: html`
        ${this.tabsView()}
        <div class="body ${form}" id="part" role="tabpanel" aria-labelledby=${`form-${form}`}>
          ${sharing ? this.partsView(sharing) : nothing}
        </div>
      `,
    });
  }

  protected override updated(changed: PropertyValues): void {
    const frame = this.renderRoot.querySelector('.preview');
    this.resized.disconnect();
    if (frame) this.resized.observe(frame);
    if (!this.sharing) {
      clearTimeout(this.timer);
      this.previewed = '';
      return;
    }
    const wanted = this.previewUrl(this.sharing);
    if (wanted === this.previewed || ![...changed.keys()].some((key) => key !== 'room')) return;
    clearTimeout(this.timer);
    const rest = this.previewed === '' || changed.has('form') ? 0 : REST;
    this.timer = setTimeout(() => (this.previewed = wanted), rest);
  }

  private tabsView(): TemplateResult {
    const { lang } = this;
    return tabsView({
      look: 'tabs',
      prefix: 'form',
      label: text(lang, 'share.forms'),
      ids: FORMS.filter((form) => form !== 'picture' || hasServer(this.base)),
      chosen: this.form,
      face: (form) => text(lang, `share.form.${form}`),
      part: () => 'part',
      choose: (form) => {
        this.turnTo(form);
      },
    });
  }

  private partsView(sharing: Sharing): TemplateResult {
    const { lang, form, wishes } = this;
    return html`
      <p class="lead">${text(lang, `share.lead.${form}`)}</p>
      <copy-words
        .lang=${lang}
        .name=${text(lang, `share.words.${form}`)}
        .words=${this.words(sharing)}
        .rows=${{ link: 3, frame: 8, element: 9, picture: 4 }[form]}
        >${form === 'link' ? nothing : this.openView(sharing)}</copy-words
      >
      <wishes-form
        .lang=${lang}
        .form=${form}
        .wishes=${wishes}
        @wish=${(event: CustomEvent<Partial<Wishes>>) => this.wish(event.detail)}
      ></wishes-form>
      ${form === 'link' ? nothing : this.previewView()}
    `;
  }

  private openView(sharing: Sharing): TemplateResult {
    return html`<a href=${this.previewUrl(sharing)} target="_blank" rel="noopener"
      >${text(this.lang, 'share.tryOut')}</a
    >`;
  }

  private previewView(): TemplateResult {
    const { lang, previewed, form } = this;
    const { width, height } = pixelsOf(this.wishes.size);
    const scale = this.room > 0 ? Math.min(1, this.room / width) : 1;
    const box = { height: `${Math.round(height * scale)}px` };
    const inside = {
      width: `${width}px`,
      height: `${height}px`,
      transform: `scale(${scale})`,
    };
    return html`<div class="preview">
      <h3>${text(lang, 'share.preview')}</h3>
      <div class="window" style=${styleMap(box)}>
        ${
          !previewed
            ? nothing
            : form === 'picture'
              ? html`<img
                  src=${previewed}
                  alt=${text(lang, 'share.preview')}
                  style=${styleMap(inside)}
                />`
              : html`<iframe
                  src=${previewed}
                  title=${text(lang, 'share.preview')}
                  style=${styleMap(inside)}
                ></iframe>`
        }
      </div>
    </div>`;
  }

  private words(sharing: Sharing): string {
    const { wishes } = this;
    const shared = this.shared(sharing);
    switch (this.form) {
      case 'link':
        return linkTo(shared, wishes.lang);
      case 'frame':
        return frameHtml(this.previewUrl(sharing), this.frameTitle(), wishes.size);
      case 'element':
        return elementHtml(shared, this.view(sharing), wishes);
      case 'picture':
        return this.previewUrl(sharing);
    }
  }

  /** Frames have a title for those who do not see them. */
  private frameTitle(): string {
    const { lang, title } = this.wishes;
    return title || text(lang, 'share.frameTitle');
  }

  private previewUrl(sharing: Sharing): string {
    const shared = this.shared(sharing);
    const view = this.view(sharing);
    return this.form === 'picture'
      ? pictureUrl(shared, view, this.wishes)
      : embedUrl(shared, view, this.wishes);
  }

  private shared({ hash }: Sharing): Shared {
    return { base: this.base, hash };
  }

  private view({ view }: Sharing): string | null {
    return view && framedView(view, pixelsOf(this.wishes.size));
  }

  private wish(part: Partial<Wishes>): void {
    this.wishes = { ...this.wishes, ...part };
  }

  private turnTo(form: Form): void {
    const { size, theme } = this.wishes;
    // A picture has pixels and one theme.
    if (form === 'picture' && size.kind !== 'fixed') this.wish({ size: sizeOf('fixed') });
    if (form === 'picture' && theme === 'auto') this.wish({ theme: 'light' });
    this.previewed = '';
    this.form = form;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'share-dialog': ShareDialog;
  }
}
