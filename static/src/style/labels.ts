// Names on the map, by rank. Areas are never labelled: every name is a point of its own layer.
import type { LayerSpecification } from 'maplibre-gl';
import { COMMUNE_ZOOM } from '../layers/toggles';
import { all, byZoom, FONT, get, is, isOneOf, nameIn, visibility, type Theme } from './expressions';

export const labelLayers: Theme = (palette, options) => {
  const { lang, shown } = options;
  const named = shown.has('labels');
  const halo = { 'text-halo-color': palette.halo, 'text-halo-width': 1.5 };
  const byRank = { 'symbol-sort-key': get('rank') } as const;

  /** Names of one level of units. */
  const units = (
    level: string,
    on: boolean,
    zooms: { minzoom: number; maxzoom?: number },
    look: { font: string[]; size: ReturnType<typeof byZoom>; color: string; spacing: number },
  ): LayerSpecification => ({
    id: `${level}-name`,
    type: 'symbol',
    source: 'units',
    'source-layer': 'unit_labels',
    ...zooms,
    filter: all(is('level', level)),
    layout: {
      ...visibility(on),
      ...byRank,
      'text-field': nameIn(lang),
      'text-font': look.font,
      'text-size': look.size,
      'text-letter-spacing': look.spacing,
      'text-max-width': 8,
      'text-padding': 4,
    },
    paint: { 'text-color': look.color, ...halo },
  });

  return [
    roadNumbers(palette, options),
    units(
      'former_commune',
      shown.has('former_communes'),
      { minzoom: 10.5 },
      {
        font: FONT.italic,
        size: byZoom(10, 10.5, 14, 13),
        color: palette.formerText,
        spacing: 0,
      },
    ),
    units(
      'commune',
      named && !shown.has('former_communes'),
      { minzoom: COMMUNE_ZOOM + 1 },
      {
        font: FONT.regular,
        size: byZoom(9, 10.5, 14, 14),
        color: palette.communeText,
        spacing: 0,
      },
    ),
    ...placeLayers(palette, options),
    units(
      'former_province',
      shown.has('former_provinces'),
      { minzoom: 5.5, maxzoom: 11 },
      {
        font: FONT.italic,
        size: byZoom(6, 11, 9, 14),
        color: palette.formerText,
        spacing: 0.02,
      },
    ),
    units(
      'province',
      named,
      { minzoom: 5, maxzoom: 11.5 },
      {
        font: FONT.semibold,
        size: byZoom(5, 10.5, 7, 12.5, 10, 17),
        color: palette.provinceText,
        spacing: 0.01,
      },
    ),
    ...seaLayers(palette, options),
  ];
};

/** Numbers along expressways and national roads. */
const roadNumbers = (
  palette: Parameters<Theme>[0],
  { shown }: Parameters<Theme>[1],
): LayerSpecification => ({
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

/** Towns, airports and ports. */
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
  {
    id: 'places-town',
    type: 'symbol',
    source: 'ground',
    'source-layer': 'places',
    minzoom: 7.5,
    maxzoom: 10.5,
    filter: all(is('kind', 'city')),
    layout: {
      ...visibility(shown.has('labels')),
      'symbol-sort-key': get('rank'),
      'text-field': nameIn(lang),
      'text-font': FONT.medium,
      'text-size': 11,
      'text-max-width': 8,
    },
    paint: {
      'text-color': palette.communeText,
      'text-halo-color': palette.halo,
      'text-halo-width': 1.4,
    },
  },
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
      'text-field': nameIn(lang),
      'text-font': FONT.semibold,
      'text-size': byZoom(4, 11, 8, 15),
      'text-max-width': 9,
      'text-allow-overlap': true,
    },
    paint: {
      'text-color': palette.provinceText,
      'text-halo-color': palette.sea,
      'text-halo-width': 1.5,
    },
  },
];
