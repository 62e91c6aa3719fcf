// What a map has only if it is asked for: title, search, legend, the card of what was chosen. The
// elements load when they are first wanted.
import { html, nothing, type TemplateResult } from 'lit';
import type { Catalog } from '../catalog';
import type { Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import type { ToggleId } from '../layers/toggles';
import type { OverlayChoice } from '../overlays/choice';
import type { Overlay } from '../overlays/types';
import type { ThemeName } from '../style/palette';
import type { Hit } from '../things/types';

export interface Frame {
  readonly base: string;
  readonly lang: Lang;
  readonly theme: ThemeName;
  readonly catalog: Catalog | null;
  readonly overlay: Overlay | null;
}

/** Title and search, at the upper edge. */
export function headView(
  { base, lang }: Frame,
  { title, hasTitle, search }: { title: string; hasTitle: boolean; search: boolean },
  act: {
    readonly titled: (event: Event) => void;
    readonly centre: () => readonly [number, number] | null;
    readonly find: (hit: Hit) => void;
  },
): TemplateResult {
  if (search) void import('../search/search-box');
  return html`<div class="head">
    <div class="title" ?hidden=${!title && !hasTitle}>
      <slot name="title" @slotchange=${act.titled}><h2>${title}</h2></slot>
    </div>
    ${
      search
        ? html`<search-box
            .base=${base}
            .lang=${lang}
            .centre=${act.centre}
            .slash=${false}
            @find=${(event: CustomEvent<Hit>) => act.find(event.detail)}
          ></search-box>`
        : nothing
    }
  </div>`;
}

/** The legend, at the lower left. */
export function legendPlace(
  { lang, theme, overlay, base }: Frame,
  legend: boolean,
  state: {
    readonly shown: ReadonlySet<ToggleId>;
    readonly zoom: number;
    readonly choice: OverlayChoice | null;
    readonly filtered: boolean;
  },
): TemplateResult {
  if (legend) void import('../embed/map-legend');
  return html`<div class="legend">
    <slot name="legend"
      >${
        legend
          ? html`<map-legend
              .base=${base}
              .lang=${lang}
              .theme=${theme}
              .overlay=${overlay}
              .choice=${state.choice}
              .shown=${state.shown}
              .zoom=${state.zoom}
              .filtered=${state.filtered}
            ></map-legend>`
          : nothing
      }</slot
    >
  </div>`;
}

/** The card of what was chosen, over the legend. */
export function popupView(
  { base, lang, theme, catalog, overlay }: Frame,
  chosen: FeatureRef | null,
  act: { readonly shown: (event: Event) => void; readonly close: () => void },
): TemplateResult | typeof nothing {
  if (!chosen) return nothing;
  void import('../embed/map-popup');
  return html`<map-popup
    class="popup"
    .base=${base}
    .lang=${lang}
    .theme=${theme}
    .catalog=${catalog}
    .overlay=${overlay}
    .ref=${chosen}
    @shown=${act.shown}
    @close=${act.close}
  ></map-popup>`;
}
