// The layer switch: groups of switches, each with its sign, its name and how many records it has.
import { html, nothing, type TemplateResult } from 'lit';
import { hasValue, layerOf, type Catalog } from '../catalog';
import { formatNumber, text, type Lang } from '../i18n';
import { ZONE_KINDS } from '../layers/names';
import type { Mark } from '../layers/legend';
import { TOGGLE_GROUPS, type Toggle, type ToggleId } from '../layers/toggles';
import type { Palette } from '../style/palette';
import { markView } from './mark';

export interface LayerSwitchState {
  readonly lang: Lang;
  readonly palette: Palette;
  readonly shown: ReadonlySet<ToggleId>;
  readonly zoom: number;
  readonly catalog: Catalog | null;
}

export function layerSwitchView(
  state: LayerSwitchState,
  turn: (id: ToggleId) => void,
): TemplateResult[] {
  return TOGGLE_GROUPS.map(
    ({ id, toggles }) => html`
      <fieldset class="group">
        <legend>${text(state.lang, `group.${id}`)}</legend>
        ${toggles
          .filter(({ id }) => exists(state.catalog, id))
          .map((toggle) => switchView(toggle, state, turn))}
      </fieldset>
    `,
  );
}

/** A kind of zone that the data do not know needs no switch. */
function exists(catalog: Catalog | null, id: ToggleId): boolean {
  const isKind = ZONE_KINDS.some((kind) => kind === id);
  return !isKind || hasValue(layerOf(catalog, 'industrial_zones'), 'kind', id);
}

function switchView(
  { id, layer, counted, minzoom }: Toggle,
  { lang, palette, shown, zoom, catalog }: LayerSwitchState,
  turn: (id: ToggleId) => void,
): TemplateResult {
  const on = shown.has(id);
  const count = counted ? layerOf(catalog, layer)?.count : undefined;
  const tooFar = on && zoom < minzoom;
  return html`<label class="switch">
    ${markView(markOf(id, palette))}
    <span class="name"
      >${text(lang, `toggle.${id}`)}
      ${tooFar ? html`<small>${text(lang, 'panel.zoomHint')}</small>` : nothing}</span
    >
    ${count === undefined ? nothing : html`<span class="count">${formatNumber(lang, count)}</span>`}
    <input type="checkbox" role="switch" name=${id} .checked=${on} @change=${() => turn(id)} />
    <span class="track" aria-hidden="true"></span>
  </label>`;
}

/** The sign that stands for a switch. */
function markOf(id: ToggleId, palette: Palette): Mark {
  const line = (colour: string, dash?: string): Mark => ({
    kind: 'line',
    colour,
    width: 2,
    ...(dash ? { dash } : {}),
  });
  switch (id) {
    case 'cluster':
    case 'park':
    case 'border_economic_zone':
    case 'economic_zone':
    case 'other':
      return { kind: 'sign', name: `${palette.name}-zone-${id}` };
    case 'gates':
      return { kind: 'sign', name: `${palette.name}-gate-international` };
    case 'plants':
      return {
        kind: 'disc',
        fill: palette.fuels.hydro,
        ring: palette.fuels.pumped_storage,
        radius: 7,
      };
    case 'provinces':
      return line(palette.provinceBorder);
    case 'communes':
      return line(palette.communeBorder);
    case 'former_provinces':
      return line(palette.formerBorder, '7 3.5');
    case 'former_communes':
      return line(palette.formerBorder, '1.5 2.5');
    case 'transport':
      return line(palette.expressway);
    case 'labels':
      return {
        kind: 'disc',
        fill: palette.paper,
        ring: palette.provinceBorder,
        radius: 9,
        text: 'A',
      };
  }
}
