// The button that opens the dialog for addresses, which a server converts. The dialog itself loads
// when it is first wanted.
import { html, nothing, type TemplateResult } from 'lit';
import { hasServer } from '../bundle/known';
import { text, type Lang } from '../i18n';

interface Host {
  readonly base: string;
  readonly lang: Lang;
}

export function convertButton(
  { base, lang }: Host,
  open: () => void,
): TemplateResult | typeof nothing {
  if (!hasServer(base)) return nothing;
  const words = text(lang, 'convert.open');
  return html`<button
    type="button"
    class="convert"
    aria-haspopup="dialog"
    title=${words}
    aria-label=${words}
    @click=${open}
  >
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path
        d="M3 6.500h12M11.500 3l3.500 3.500-3.500 3.500M17 13.500H5M8.500 10L5 13.500 8.500 17"
        stroke="currentColor"
        stroke-width="1.700"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
    <span class="long" aria-hidden="true">${words}</span>
  </button>`;
}
