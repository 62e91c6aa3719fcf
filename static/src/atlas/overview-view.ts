// The overview in the panel: the overlay that colours the map, the layer switch, the legend.
import { html, nothing, type TemplateResult } from 'lit';
import type { Catalog } from '../catalog';
import { text, titleIn, type Lang } from '../i18n';
import { legend } from '../layers/legend';
import type { ToggleId } from '../layers/toggles';
import type { OverlayChoice } from '../overlays/choice';
import '../overlays/overlay-picker';
import { THEME_IDS, type Filters, type ThemeId } from '../state/filters';
import type { OverlayState } from '../overlays/overlay-state';
import type { MapTime } from '../state/map-state';
import { PALETTES, type ThemeName } from '../style/palette';
import { layerSwitchView } from './layer-switch';
import { legendView } from './legend-view';

export interface OverviewState {
  readonly base: string;
  readonly lang: Lang;
  readonly theme: ThemeName;
  readonly catalog: Catalog | null;
  readonly zoom: number;
  readonly shown: ReadonlySet<ToggleId>;
  readonly filters: Filters;
  readonly time: MapTime;
  readonly overlays: OverlayState;
}

export interface OverviewActions {
  readonly turn: (id: ToggleId) => void;
  /** Goes where a filter can be seen and changed. */
  readonly seeFilter: (theme: ThemeId) => void;
  readonly dropFilter: (theme: ThemeId) => void;
}

export function overviewView(state: OverviewState, actions: OverviewActions): TemplateResult {
  const { base, lang, theme, catalog, zoom, shown, time } = state;
  const palette = PALETTES[theme];
  return html`<div class="scroll">
    ${filtersView(state, actions)} ${overlayView(state)}
    <h2>${text(lang, 'panel.layers')}</h2>
    ${layerSwitchView({ lang, palette, shown, zoom, catalog }, actions.turn)}
    ${legendView(lang, legend(shown, zoom, palette, time))}
    <footer>
      ${catalog ? html`<p>${titleIn(lang, catalog)}</p>` : nothing}
      <a href=${`${base}/licences.txt`}>${text(lang, 'panel.licences')}</a>
    </footer>
  </div>`;
}

/** Says that a filter holds back records; an address may bring one. */
function filtersView(
  { lang, filters }: OverviewState,
  { seeFilter, dropFilter }: OverviewActions,
): TemplateResult[] {
  return THEME_IDS.filter((theme) => filters[theme] !== null).map(
    (theme) =>
      html`<div class="filtering" role="status">
        <p>${text(lang, `filter.on.${theme}`)}</p>
        <button type="button" @click=${() => seeFilter(theme)}>${text(lang, 'filter.see')}</button>
        <button type="button" @click=${() => dropFilter(theme)}>
          ${text(lang, 'filter.clear')}
        </button>
      </div>`,
  );
}

function overlayView({ base, lang, theme, overlays }: OverviewState): TemplateResult {
  return html`<section class="figures" aria-labelledby="figures-title">
    <h2 id="figures-title">${text(lang, 'panel.figures')}</h2>
    <overlay-picker
      .base=${base}
      .lang=${lang}
      .theme=${theme}
      .list=${overlays.list}
      .choice=${overlays.choice}
      .answer=${overlays.answer}
      .failure=${overlays.failure}
      @choose=${(event: CustomEvent<OverlayChoice | null>) => overlays.choose(event.detail)}
      @retry=${() => overlays.retry()}
    ></overlay-picker>
  </section>`;
}
