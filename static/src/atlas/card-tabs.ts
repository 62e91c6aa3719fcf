// The sections of a card, as tabs: one in the tab order, arrow keys go between them.
import { html, type TemplateResult } from 'lit';
import { text, type Lang } from '../i18n';
import type { CardTab } from './address';

export function cardTabs(
  lang: Lang,
  tabs: readonly CardTab[],
  shown: CardTab,
  turn: (tab: CardTab) => void,
  body: TemplateResult,
): TemplateResult {
  return html`
    <div
      class="tabs"
      role="tablist"
      aria-label=${text(lang, 'card.sections')}
      @keydown=${(event: KeyboardEvent) => step(event, tabs, shown, turn)}
    >
      ${tabs.map(
        (tab) =>
          html`<button
            type="button"
            role="tab"
            id=${`tab-${tab}`}
            aria-controls="tab-body"
            aria-selected=${tab === shown}
            tabindex=${tab === shown ? 0 : -1}
            @click=${() => turn(tab)}
          >
            ${text(lang, `card.${tab}`)}
          </button>`,
      )}
    </div>
    <div id="tab-body" role="tabpanel" aria-labelledby=${`tab-${shown}`}>${body}</div>
  `;
}

function step(
  event: KeyboardEvent,
  tabs: readonly CardTab[],
  shown: CardTab,
  turn: (tab: CardTab) => void,
): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  const way = event.key === 'ArrowRight' ? 1 : -1;
  const next = tabs[(tabs.indexOf(shown) + way + tabs.length) % tabs.length] ?? shown;
  event.preventDefault();
  const list = event.currentTarget as HTMLElement;
  turn(next);
  list.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
}
