// The ways in, as tabs at the top of the panel: the overview and the three themes.
import { html, type TemplateResult } from 'lit';
import { tabsView } from '../controls/tabs-view';
import { text, type Lang } from '../i18n';
import { THEME_IDS, type ThemeId } from '../state/filters';

export type TabId = ThemeId | 'overview';

const TABS: readonly TabId[] = ['overview', ...THEME_IDS];

const PATHS: Readonly<Record<TabId, string>> = {
  overview: 'M10 3l7.5 4L10 11 2.500 7zM2.500 10.500L10 14.500l7.5-4M2.500 13.500L10 17.500l7.5-4',
  zones: 'M3.5 16V9.500l4 2.500V9.500l4 2.500V4h4.500v12zM7 16v-1.500M11 16v-1.500',
  gates:
    'M4 16V6.500C4 5 5.500 4 7 4h6c1.500 0 3 1 3 2.500V16M4 8.500h12M8 16v-4.500h4V16M2.500 16h15',
  plants: 'M11.500 2.500L5 11.500h4.500L8.500 17.500 15 8.500h-4.500z',
};

export function wayTabs(
  lang: Lang,
  way: ThemeId | null,
  take: (way: ThemeId | null) => void,
): TemplateResult {
  const shown = way ?? 'overview';
  const turn = (tab: TabId) => take(tab === 'overview' ? null : tab);
  return tabsView({
    look: 'ways',
    prefix: 'way',
    label: text(lang, 'ways.label'),
    ids: TABS,
    chosen: shown,
    face: (tab) => faceOf(lang, tab),
    part: () => 'way-body',
    choose: turn,
  });
}

const faceOf = (lang: Lang, tab: TabId): TemplateResult => html`
  <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
    <path
      d=${PATHS[tab]}
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linejoin="round"
      stroke-linecap="round"
    />
  </svg>
  <span>${text(lang, `ways.${tab}`)}</span>
`;
