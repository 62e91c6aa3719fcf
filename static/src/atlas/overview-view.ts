// The overview in the panel: the overlay that colours the map, the layer switch, the legend.
import { html, nothing, type TemplateResult } from 'lit';
import type { Catalog } from '../catalog';
import { text, titleIn, type Lang } from '../i18n';
import { legend } from '../layers/legend';
import type { ToggleId } from '../layers/toggles';
import type { OverlayChoice } from '../overlays/choice';
import '../overlays/overlay-picker';
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
  readonly time: MapTime;
  readonly overlays: OverlayState;
}

export function overviewView(state: OverviewState, turn: (id: ToggleId) => void): TemplateResult {
  const { lang, theme, catalog, zoom, shown, time } = state;
  const palette = PALETTES[theme];
  return html`<div class="scroll">
    ${overlayView(state)}
    <h2>${text(lang, 'panel.layers')}</h2>
    ${layerSwitchView({ lang, palette, shown, zoom, catalog }, turn)}
    ${legendView(lang, legend(shown, zoom, palette, time))}
    <footer>
      ${catalog ? html`<p>${titleIn(lang, catalog)}</p>` : nothing}
      <a href="/licences.txt">${text(lang, 'panel.licences')}</a>
    </footer>
  </div>`;
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
