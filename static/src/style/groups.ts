// A grouped point: a disc with its count, coloured by what it counts. Disc and number are one
// symbol, so that of two groups that overlap one lies wholly above the other.
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { byZoom, FONT, get, visibility } from './expressions';
import type { Palette } from './palette';
import type { LayerId } from '../layers/names';
import type { SourceId } from './sources';

interface GroupLook {
  readonly source: SourceId;
  readonly layer: LayerId;
  readonly filter: ExpressionSpecification;
  readonly shown: boolean;
  /** Whether areas are coloured by an overlay. */
  readonly areas: boolean;
  /** What the group's disc is named after in the sprite. */
  readonly sign: ExpressionSpecification | string;
}

/**
 * Up to this zoom groups stand close together, and names of provinces step aside for them. Closer by
 * a name stays at its point.
 */
export const WIDE_TO = 8;

/** Radius of the disc in its sprite, in pixels. */
const SPRITE_RADIUS = 22;

/** Scale of a disc by its count: its area follows the count between 2 and 120. */
const scale = (least: number, most: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['sqrt', get('point_count')],
  1.4,
  least / SPRITE_RADIUS,
  11,
  most / SPRITE_RADIUS,
];

/**
 * Size of a group, smaller on a map of the whole region, and smaller still where coloured areas are
 * to be seen between the discs. Radii in pixels.
 */
const sizeOf = (areas: boolean): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  5,
  areas ? scale(6.5, 9.5) : scale(7, 11.5),
  8,
  areas ? scale(9, 15) : scale(9.5, 22),
];

export function groupLayer(palette: Palette, look: GroupLook): LayerSpecification {
  return {
    id: `${look.layer}-group`,
    type: 'symbol',
    source: look.source,
    'source-layer': look.layer,
    filter: look.filter,
    layout: {
      ...visibility(look.shown),
      'icon-image': ['concat', `${palette.name}-group-`, look.sign],
      'icon-size': sizeOf(look.areas),
      'icon-allow-overlap': true,
      'text-field': ['to-string', get('point_count')],
      'text-font': FONT.semibold,
      'text-size': look.areas ? byZoom(5, 9, 8, 10) : byZoom(5, 9.5, 8, 11.5),
      'text-allow-overlap': true,
      // Small groups are drawn last, above the large ones.
      'symbol-sort-key': ['-', 0, get('point_count')],
    },
    paint: { 'text-color': palette.ink },
  };
}

/**
 * The room that groups take on a wide map, to be laid above all names: what stands higher is placed
 * first, so names find it taken and step aside. A name that finds no room is drawn over the discs.
 */
export const roomOfGroups = (layers: readonly LayerSpecification[]): LayerSpecification[] =>
  layers.flatMap((layer) => {
    if (layer.type !== 'symbol' || !layer.id.endsWith('-group') || !layer.layout) return [];
    const room = Object.entries(layer.layout).filter(([name]) => !name.startsWith('text-'));
    return {
      ...layer,
      id: `${layer.id}-room`,
      maxzoom: WIDE_TO,
      layout: Object.fromEntries(room),
      paint: { 'icon-opacity': 0 },
    } as LayerSpecification;
  });
