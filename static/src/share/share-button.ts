// The button that opens the dialog for sharing. The dialog itself loads when it is first wanted.
import { html, type TemplateResult } from 'lit';
import { text, type Lang } from '../i18n';

export function shareButton(lang: Lang, open: () => void): TemplateResult {
  const words = text(lang, 'share.open');
  return html`<button
    type="button"
    class="tool share"
    aria-haspopup="dialog"
    title=${words}
    aria-label=${words}
    @click=${open}
  >
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path
        d="M13.500 6.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM13.500 18.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM4.500 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM6.700 8.800l4.600-3.100M6.700 11.200l4.600 3.100"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
    <span class="long">${words}</span>
  </button>`;
}
