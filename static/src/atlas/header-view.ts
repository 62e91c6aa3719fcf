// The header: what the atlas is, the figures of the region, language and theme.
import { html, type TemplateResult } from 'lit';
import { siteBase } from '../bundle/known';
import { text, type Lang } from '../i18n';
import { shareButton } from '../share/share-button';
import type { ThemeName } from '../style/palette';

export interface HeaderState {
  readonly lang: Lang;
  readonly theme: ThemeName;
  /** Whether the card of the region is open. */
  readonly region: boolean;
}

export interface HeaderActions {
  readonly turnRegion: () => void;
  readonly share: () => void;
  readonly speak: (lang: Lang) => void;
  readonly paint: (theme: ThemeName) => void;
}

export function headerView(
  { lang, theme, region }: HeaderState,
  { turnRegion, share, speak, paint }: HeaderActions,
): TemplateResult {
  const otherTheme = theme === 'light' ? 'dark' : 'light';
  const themeLabel = text(lang, otherTheme === 'dark' ? 'app.theme.toDark' : 'app.theme.toLight');
  return html`<header>
    <img src=${`${siteBase()}/favicon.svg`} alt="" width="32" height="32" />
    <div class="title">
      <h1>${text(lang, 'app.title')}</h1>
      <p>${text(lang, 'app.subtitle')}</p>
    </div>
    <div class="tools">
      <button
        type="button"
        class="tool region"
        aria-pressed=${region}
        aria-label=${text(lang, 'region.open')}
        title=${text(lang, 'region.open')}
        @click=${turnRegion}
      >
        <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
          <path
            d="M3 17h14M5 14V9M10 14V3M15 14V7"
            stroke="currentColor"
            stroke-width="1.8"
            stroke-linecap="round"
          />
        </svg>
        <span class="long">${text(lang, 'region.open')}</span>
      </button>
      ${shareButton(lang, share)}
      <button
        type="button"
        class="tool language"
        lang=${lang === 'vi' ? 'en' : 'vi'}
        @click=${() => speak(lang === 'vi' ? 'en' : 'vi')}
      >
        <span class="long">${text(lang, 'app.language.other')}</span>
        <span class="short">${lang === 'vi' ? 'EN' : 'VI'}</span>
      </button>
      <button
        type="button"
        class="tool theme"
        title=${themeLabel}
        aria-label=${themeLabel}
        @click=${() => paint(otherTheme)}
      >
        <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
          <path
            d=${
              otherTheme === 'dark'
                ? 'M16.5 12A7 7 0 0 1 8 3.500a7 7 0 1 0 8.5 8.500z'
                : 'M10 6.500a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 1.500v2M10 16.500v2M1.5 10h2M16.5 10h2M4 4l1.4 1.400M14.6 14.600L16 16M16 4l-1.4 1.400M5.4 14.600L4 16'
            }
            stroke="currentColor"
            stroke-width="1.6"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </svg>
      </button>
    </div>
  </header>`;
}
