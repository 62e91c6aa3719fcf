// What all cards share: the button that closes them, the body that scrolls, waiting and failure.
import { html, type TemplateResult } from 'lit';
import { text, type Lang } from '../i18n';

interface CardFrame {
  readonly lang: Lang;
  readonly busy: boolean;
  /** What the server says is wrong, null if nothing is. */
  readonly failure: string | null;
  readonly close: () => void;
  readonly retry: () => void;
  /** What kind of thing the card is of; empty while that is not known. */
  readonly kind: string;
  /** The way back to where the reader came from. */
  readonly back?: { readonly words: string; readonly go: () => void } | null;
  /** The content; asked for only when it is there. */
  readonly content: () => TemplateResult;
}

export function cardFrame({
  lang,
  busy,
  failure,
  kind,
  back = null,
  close,
  retry,
  content,
}: CardFrame): TemplateResult {
  return html`
    <div class="bar">
      ${
        back
          ? html`<button type="button" class="back" @click=${back.go}>
              <svg width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true">
                <path
                  d="M10 3L5 8l5 5"
                  stroke="currentColor"
                  stroke-width="1.8"
                  stroke-linecap="round"
                  stroke-linejoin="round"
                />
              </svg>
              <span>${back.words}</span>
            </button>`
          : html`<p class="kind">${kind}</p>`
      }
      <button
        type="button"
        class="close"
        title=${text(lang, 'card.close')}
        aria-label=${text(lang, 'card.close')}
        @click=${close}
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
    <div class="body" aria-live="polite" aria-busy=${busy}>
      ${failure !== null ? failureView(lang, failure, retry) : busy ? skeleton(lang) : content()}
    </div>
  `;
}

function failureView(lang: Lang, failure: string, retry: () => void): TemplateResult {
  return html`<div class="failure" role="alert">
    <p>${text(lang, 'card.error')} ${failure}</p>
    <button type="button" class="retry" @click=${retry}>${text(lang, 'app.retry')}</button>
  </div>`;
}

function skeleton(lang: Lang): TemplateResult {
  return html`<div class="skeleton">
    <span class="visually-hidden">${text(lang, 'card.loading')}</span>
    ${[40, 75, 100, 100, 90, 60].map((width) => html`<i class=${`w${width}`}></i>`)}
  </div>`;
}
