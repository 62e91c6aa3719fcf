// Names on the map, by rank. Areas are never labelled: every name is a point of its own layer.
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { COMMUNE_ZOOM } from '../layers/toggles';
import {
  all,
  byZoom,
  FONT,
  get,
  is,
  isOneOf,
  nameIn,
  visibility,
  type StyleOptions,
  type Theme,
} from './expressions';
import { WIDE_TO } from './groups';
import type { Palette } from './palette';

/** Names that give way to points: roads, communes, places. */
export const minorLabels: Theme = (palette, options) => {
  const { shown, time } = options;
  const before = time === 'before';
  const named = shown.has('labels');
  const communeName = { size: byZoom(9, 10.5, 14, 14), spacing: 0 };
  return [
    roadNumbers(palette, options),
    unitNames(palette, options, 'former_commune', before ? named : shown.has('former_communes'), {
      zooms: { minzoom: 10.5 },
      font: before ? FONT.regular : FONT.italic,
      color: palette.formerText,
      ...communeName,
    }),
    unitNames(palette, options, 'commune', named && !before && !shown.has('former_communes'), {
      zooms: { minzoom: COMMUNE_ZOOM + 1 },
      font: FONT.regular,
      color: palette.communeText,
      ...communeName,
    }),
    ...placeLayers(palette, options),
  ];
};

/**
 * How far a name may step aside, in letters' heights, nearest first: never so far that it would
 * leave its province, or leave room for itself where it came from.
 */
const STEPS: readonly (readonly [number, number])[] = [0, -0.6, 0.6, -1.2, 1.2]
  .flatMap((down) => [0, -1.2, 1.2, -2.4, 2.4].map((across) => [across, down] as const))
  .sort(([ax, ay], [bx, by]) => Math.hypot(ax, ay) - Math.hypot(bx, by));

/**
 * Pixels round a name that found no room: its like that stepped aside, by a line at most, is still
 * within them.
 */
const ANYWAY_PADDING = 1.5;

/**
 * Whether names of provinces step aside for points on a wide map. Former provinces are too many for
 * that; and other clients than MapLibre place names in ways of their own.
 */
export const stepsAside = ({ client, time, shown }: StyleOptions): boolean =>
  client === 'page' && time !== 'before' && !shown.has('former_provinces');

/** Names of provinces on a wide map, beside the points (see `roomOfPoints`). */
export const wideLabels: Theme = (palette, options) => {
  if (!stepsAside(options)) return [];
  const { level, on, look } = presentProvinces(palette, options);
  const { minzoom } = look.zooms;
  const wide = { ...look, zooms: { minzoom, maxzoom: WIDE_TO } };
  const name = unitNames(palette, options, level, on, wide);
  const offsets = STEPS.flatMap((step) => ['center', [...step]]);
  return [
    // Where there is no room beside the points, the name stands among them, but on no other name:
    // the one that did find room keeps this one away.
    {
      ...name,
      id: `${level}-name-anyway`,
      layout: { ...name.layout, 'text-overlap': 'cooperative', 'text-padding': ANYWAY_PADDING },
    } as LayerSpecification,
    {
      ...name,
      id: `${level}-name-wide`,
      layout: { ...name.layout, 'text-padding': 1, 'text-variable-anchor-offset': offsets },
    } as LayerSpecification,
  ];
};

/** Names above all: provinces, sea, archipelagos. */
export const majorLabels: Theme = (palette, options) => {
  const named = ({ level, on, look }: Names) => unitNames(palette, options, level, on, look);
  const present = presentProvinces(palette, options);
  const minzoom = stepsAside(options) ? WIDE_TO : present.look.zooms.minzoom;
  return [
    named(formerProvinces(palette, options)),
    named({
      ...present,
      look: { ...present.look, zooms: { ...present.look.zooms, minzoom } },
    }),
    ...seaLayers(palette, options),
  ];
};

interface Names {
  readonly level: string;
  readonly on: boolean;
  readonly look: NameLook;
}

const provinceLook = {
  zooms: { minzoom: 5, maxzoom: 11.5 },
  font: FONT.semibold,
  size: byZoom(5, 10.5, 7, 12.5, 10, 17),
  spacing: 0.01,
} as const;

const presentProvinces = (palette: Palette, { shown, time }: StyleOptions): Names => ({
  level: 'province',
  on: shown.has('labels') && time !== 'before',
  look: { ...provinceLook, color: palette.provinceText },
});

const formerProvinces = (palette: Palette, { shown, time }: StyleOptions): Names =>
  time === 'before'
    ? {
        level: 'former_province',
        on: shown.has('labels'),
        look: { ...provinceLook, color: palette.formerText },
      }
    : {
        level: 'former_province',
        on: shown.has('former_provinces'),
        look: {
          zooms: { minzoom: 5.5, maxzoom: 11 },
          font: FONT.italic,
          size: byZoom(6, 11, 9, 14),
          spacing: 0.02,
          color: palette.formerText,
        },
      };

interface NameLook {
  readonly zooms: { readonly minzoom: number; readonly maxzoom?: number };
  readonly font: string[];
  readonly size: ReturnType<typeof byZoom>;
  readonly color: string;
  readonly spacing: number;
}

/** The names of one level of units. */
function unitNames(
  palette: Palette,
  { lang }: StyleOptions,
  level: string,
  on: boolean,
  { zooms, font, size, color, spacing }: NameLook,
): LayerSpecification {
  return {
    id: `${level}-name`,
    type: 'symbol',
    source: 'ground',
    'source-layer': 'unit_labels',
    ...zooms,
    filter: all(is('level', level)),
    layout: {
      ...visibility(on),
      'symbol-sort-key': get('rank'),
      'text-field': nameIn(lang),
      'text-font': font,
      'text-size': size,
      'text-letter-spacing': spacing,
      'text-max-width': 8,
      'text-padding': 3,
    },
    paint: {
      'text-color': color,
      'text-halo-color': palette.halo,
      'text-halo-width': 1.6,
    },
  };
}

/** Numbers along expressways and national roads. */
const roadNumbers = (palette: Palette, { shown }: StyleOptions): LayerSpecification => ({
  id: 'transport-ref',
  type: 'symbol',
  source: 'ground',
  'source-layer': 'transport',
  minzoom: 8.5,
  filter: all(isOneOf('kind', ['expressway', 'national_road']), is('status', 'existing')),
  layout: {
    ...visibility(shown.has('transport') && shown.has('labels')),
    'symbol-placement': 'line',
    'symbol-spacing': 420,
    'text-field': ['coalesce', get('ref'), ''],
    'text-font': FONT.medium,
    'text-size': 10,
    'text-rotation-alignment': 'viewport',
  },
  paint: {
    'text-color': palette.transportText,
    'text-halo-color': palette.halo,
    'text-halo-width': 1.5,
  },
});

/** Airports and ports. Towns are left to the names of units, which are those of today. */
const placeLayers: Theme = (palette, { lang, shown }) => [
  {
    id: 'places-sign',
    type: 'symbol',
    source: 'ground',
    'source-layer': 'places',
    minzoom: 7.5,
    filter: all(isOneOf('kind', ['airport', 'port'])),
    layout: {
      ...visibility(shown.has('transport')),
      'symbol-sort-key': get('rank'),
      'icon-image': ['concat', `${palette.name}-place-`, get('kind')],
      'icon-size': byZoom(7.5, 0.8, 12, 1.1),
      'text-field': ['step', ['zoom'], '', 9.5, nameIn(lang)],
      'text-font': FONT.regular,
      'text-size': 10.5,
      'text-anchor': 'top',
      'text-offset': [0, 0.9],
      'text-max-width': 8,
      'text-optional': true,
    },
    paint: {
      'text-color': palette.communeText,
      'text-halo-color': palette.halo,
      'text-halo-width': 1.4,
    },
  },
];

/** A name with what stands in brackets on a line of its own. */
const bracketsBelow = (name: ExpressionSpecification): ExpressionSpecification => [
  'let',
  'name',
  name,
  'bracket',
  ['index-of', ' (', name],
  [
    'case',
    ['<', ['var', 'bracket'], 0],
    ['var', 'name'],
    [
      'concat',
      ['slice', ['var', 'name'], 0, ['var', 'bracket']],
      '\n',
      ['slice', ['var', 'name'], ['+', ['var', 'bracket'], 1]],
    ],
  ],
];

/** Names of the sea and of the archipelagos: these are never switched off. */
const seaLayers: Theme = (palette, { lang }) => [
  {
    id: 'sea-name',
    type: 'symbol',
    source: 'ground',
    'source-layer': 'sea_labels',
    filter: all(is('kind', 'sea')),
    layout: {
      'symbol-sort-key': get('rank'),
      'text-field': nameIn(lang),
      'text-font': FONT.italic,
      'text-size': byZoom(4, 12, 8, 17),
      'text-letter-spacing': 0.12,
      'text-max-width': 7,
    },
    paint: {
      'text-color': palette.seaText,
      'text-halo-color': palette.sea,
      'text-halo-width': 1,
    },
  },
  {
    id: 'archipelago-name',
    type: 'symbol',
    source: 'ground',
    'source-layer': 'sea_labels',
    filter: all(is('kind', 'archipelago')),
    layout: {
      'symbol-sort-key': get('rank'),
      'text-field': bracketsBelow(nameIn(lang)),
      'text-font': FONT.semibold,
      'text-size': byZoom(4, 11, 8, 15),
      'text-max-width': 20,
      'text-allow-overlap': true,
    },
    paint: {
      'text-color': palette.provinceText,
      'text-halo-color': palette.sea,
      'text-halo-width': 1.5,
    },
  },
];
