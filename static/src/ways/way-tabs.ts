// The ways in, as tabs at the top of the panel: the overview and the three themes. One is in the tab
// order, arrow keys go between them.
import { html, type TemplateResult } from 'lit';
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
  return html`<div
    class="ways"
    role="tablist"
    aria-label=${text(lang, 'ways.label')}
    @keydown=${(event: KeyboardEvent) => step(event, shown, turn)}
  >
    ${TABS.map(
      (tab) =>
        html`<button
          type="button"
          role="tab"
          id=${`way-${tab}`}
          aria-controls="way-body"
          aria-selected=${tab === shown}
          tabindex=${tab === shown ? 0 : -1}
          @click=${() => turn(tab)}
        >
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
        </button>`,
    )}
  </div>`;
}

function step(event: KeyboardEvent, shown: TabId, turn: (tab: TabId) => void): void {
  const at = TABS.indexOf(shown);
  const next = nextTab(event.key, at);
  if (!next) return;
  event.preventDefault();
  const list = event.currentTarget as HTMLElement;
  turn(next);
  list.querySelector<HTMLElement>(`#way-${next}`)?.focus();
}

function nextTab(key: string, at: number): TabId | undefined {
  switch (key) {
    case 'ArrowRight':
      return TABS[(at + 1) % TABS.length];
    case 'ArrowLeft':
      return TABS[(at - 1 + TABS.length) % TABS.length];
    case 'Home':
      return TABS[0];
    case 'End':
      return TABS.at(-1);
    default:
      return undefined;
  }
}
