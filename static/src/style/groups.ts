// A grouped point: a disc with its count, coloured by what it counts. Disc and number are one
// symbol, so that of two groups that overlap one lies wholly above the other.
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { byZoom, FONT, get, visibility } from './expressions';
import type { Palette } from './palette';
import { ZONE_KINDS, type LayerId } from '../layers/names';
import type { ToggleId } from '../layers/toggles';
import type { SourceId } from './sources';

interface GroupLook {
  readonly source: SourceId;
  readonly layer: LayerId;
  /** Name of the style's layer, if the data's layer has more than one. */
  readonly id?: string;
  /** All that is on the map. */
  readonly all: ReadonlySet<ToggleId>;
  readonly filter: ExpressionSpecification;
  readonly shown: boolean;
  /** Whether areas are coloured by an overlay. */
  readonly areas: boolean;
  /** What the group's disc is named after in the sprite. */
  readonly sign: ExpressionSpecification | string;
  /** Which way the group moves aside where themes stand together. */
  readonly aside: Aside;
}

/** What a group is of, for the way that it moves aside. */
export type Aside = keyof typeof ASIDE;

/**
 * Pixels right and down by which groups move aside while several themes are on the map: places that
 * are dense in one theme are dense in others, and discs would lie on each other. A group has no exact
 * place that this could falsify. With these ways half as many counts are covered.
 */
const ASIDE = {
  clusters: [-12, 0],
  zones: [0, 12],
  gates: [0, -12],
  plants: [12, 0],
} as const satisfies Record<string, readonly [number, number]>;

/** The point layers that a switch shows: clusters stand apart from all other zones. */
const togetherIn = (shown: ReadonlySet<ToggleId>): boolean =>
  [
    shown.has('cluster'),
    ZONE_KINDS.some((kind) => kind !== 'cluster' && shown.has(kind)),
    shown.has('gates'),
    shown.has('plants'),
  ].filter(Boolean).length > 1;

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
  const translate: [number, number] = togetherIn(look.all) ? [...ASIDE[look.aside]] : [0, 0];
  return {
    id: look.id ?? `${look.layer}-group`,
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
    paint: {
      'text-color': palette.ink,
      'icon-translate': translate,
      'text-translate': translate,
    },
  };
}

/** What takes room from names on a wide map: groups, and the signs of single points. */
const TAKES_ROOM = /-group$|^(industrial_zones|border_gates)-sign$/;

/** Pixels round a sign; less than none, as a halo may lie over the rim of a disc and its corners are free. */
const ROOM_PADDING = -2;

/**
 * The room that points take on a wide map, to be laid above all names: what stands higher is placed
 * first, so names find it taken and step aside. A name that finds no room is drawn over the points.
 */
export const roomOfPoints = (layers: readonly LayerSpecification[]): LayerSpecification[] =>
  layers.flatMap((layer) => {
    if (layer.type !== 'symbol' || !TAKES_ROOM.test(layer.id) || !layer.layout) return [];
    const room = Object.entries(layer.layout).filter(([name]) => !name.startsWith('text-'));
    const translate = layer.paint?.['icon-translate'];
    return {
      ...layer,
      id: `${layer.id}-room`,
      maxzoom: WIDE_TO,
      layout: { ...Object.fromEntries(room), 'icon-padding': [ROOM_PADDING] },
      paint: { 'icon-opacity': 0, ...(translate ? { 'icon-translate': translate } : {}) },
    } as LayerSpecification;
  });
