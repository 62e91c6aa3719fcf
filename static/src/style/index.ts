// The style of the map: a pure function of where the server is, the palette and the options.
import type { StyleSpecification } from 'maplibre-gl';
import { groundLayers, transportLayers } from './base';
import type { StyleOptions, Theme } from './expressions';
import { fontFaces, glyphsUrl } from './fonts';
import { formerUnits } from './former';
import { gateLayers } from './gates';
import { roomOfGroups } from './groups';
import { majorLabels, minorLabels, wideLabels } from './labels';
import { markedSources, NOTHING_MARKED, pinLayers, ringLayers } from './marked';
import { overlayAreas } from './overlay';
import type { Palette } from './palette';
import { plantLayers } from './plants';
import { selectionLayers } from './selection';
import { tileSources } from './sources';
import { nationalBorder, unitAreas, unitBorders } from './units';
import { zoneLayers } from './zones';

export type { StyleOptions } from './expressions';

/**
 * Bottom to top: ground, overlay, areas, borders, the national border, the ring of what is near,
 * minor names, points, major names, the pin.
 */
const THEMES: readonly Theme[] = [
  groundLayers,
  overlayAreas,
  unitAreas,
  transportLayers,
  formerUnits,
  unitBorders,
  nationalBorder,
  ringLayers,
  minorLabels,
  selectionLayers,
  zoneLayers,
  plantLayers,
  gateLayers,
  wideLabels,
  majorLabels,
  pinLayers,
];

/** The whole region: what a style shows when its client sets no view. */
const REGION_VIEW = { center: [105.1, 20.9] as [number, number], zoom: 6.4 };

/**
 * A style whose every address starts with `base`: the origin of the server without a slash at the
 * end, or the literal `{base}` that the server fills in.
 */
export function mapStyle(
  base: string,
  palette: Palette,
  options: StyleOptions,
): StyleSpecification {
  const layers = THEMES.flatMap((theme) => theme(palette, options));
  return {
    version: 8,
    name: options.lang === 'vi' ? 'Phía Bắc Atlas' : 'Northern Vietnam Atlas',
    ...REGION_VIEW,
    sprite: `${base}/sprites/atlas`,
    ...(options.client === 'page'
      ? { 'font-faces': fontFaces(base) }
      : { glyphs: glyphsUrl(base) }),
    sources: {
      ...tileSources(base, options.client, options.filters),
      ...markedSources(options.marked ?? NOTHING_MARKED),
    },
    layers: options.client === 'page' ? [...layers, ...roomOfGroups(layers)] : layers,
  };
}
