// How many rows have which status; each count shows its rows alone.
import { html, type TemplateResult } from 'lit';
import { formatNumber, text, type Lang } from '../i18n';
import type { Converted } from './converted';
import { saysWords, statusSign, statusWords, toneOf } from './status-badge';
import { STATUSES, type Direction, type Status } from './types';

export function summaryView(
  lang: Lang,
  { count, counts }: Converted,
  to: Direction,
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
          title=${saysWords(lang, status, to)}
          @click=${() => choose(only === status ? null : status)}
        >
          ${statusSign(status)} ${statusWords(lang, status, to)}
          <b>${formatNumber(lang, counts.get(status) ?? 0)}</b>
        </button>`,
    )}
  </div>`;
}
