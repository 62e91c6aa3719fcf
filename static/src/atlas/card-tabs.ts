// The sections of a card, as tabs.
import { html, type TemplateResult } from 'lit';
import { tabsView } from '../controls/tabs-view';
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
    ${tabsView({
      look: 'tabs',
      prefix: 'tab',
      label: text(lang, 'card.sections'),
      ids: tabs,
      chosen: shown,
      face: (tab) => text(lang, `card.${tab}`),
      part: () => 'tab-body',
      choose: turn,
    })}
    <div id="tab-body" role="tabpanel" aria-labelledby=${`tab-${shown}`}>${body}</div>
  `;
}
