// How many rows have which status; each count shows its rows alone.
import { html, type TemplateResult } from 'lit';
import { formatNumber, text, type Lang } from '../i18n';
import type { Converted } from './converted';
import { statusSign, toneOf } from './status-badge';
import { STATUSES, type Status } from './types';

export function summaryView(
  lang: Lang,
  { count, counts }: Converted,
  only: Status | null,
  choose: (status: Status | null) => void,
): TemplateResult {
  const found = STATUSES.filter((status) => (counts.get(status) ?? 0) > 0);
  return html`<div class="summary" role="group" aria-label=${text(lang, 'convert.summary')}>
    <button type="button" aria-pressed=${only === null} @click=${() => choose(null)}>
      ${text(lang, 'convert.all')} <b>${formatNumber(lang, count)}</b>
    </button>
    ${found.map(
      (status) =>
        html`<button
          type="button"
          class=${toneOf(status)}
          aria-pressed=${only === status}
          title=${text(lang, `convert.says.${status}`)}
          @click=${() => choose(only === status ? null : status)}
        >
          ${statusSign(status)} ${text(lang, `convert.status.${status}`)}
          <b>${formatNumber(lang, counts.get(status) ?? 0)}</b>
        </button>`,
    )}
  </div>`;
}
