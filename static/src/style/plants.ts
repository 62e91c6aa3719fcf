// Power plants: a disc coloured by fuel and sized by MW (the area of the disc follows the
// capacity). Full: operating. Ring: not operating yet. Dashed: the place is not the real one.
import type { ExpressionSpecification } from 'maplibre-gl';
import {
  all,
  colourBy,
  FONT,
  get,
  is,
  isGroup,
  isImprecise,
  isSingle,
  nameIn,
  visibility,
  type Theme,
} from './expressions';
import { groupLayer } from './groups';
import { pointSource } from './sources';

const capacity: ExpressionSpecification = ['coalesce', get('capacity_mw'), 0];

/** Radius of a plant in pixels at a scale of 1. */
export function plantRadius(capacityMw: number): number {
  return 3.5 + Math.min(1, Math.sqrt(capacityMw / 2400)) * 13.5;
}

const radiusAt = (scale: number): ExpressionSpecification => [
  '*',
  scale,
  ['+', 3.5, ['*', ['min', 1, ['sqrt', ['/', capacity, 2400]]], 13.5]],
];

const radius: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  5,
  radiusAt(0.75),
  8,
  radiusAt(1),
  12,
  radiusAt(1.45),
];

const operating: ExpressionSpecification = is('status', 'operating');

export const plantLayers: Theme = (palette, { lang, shown, overlay, time, filters }) => {
  const on = visibility(shown.has('plants'));
  const fuel = colourBy('fuel', palette.fuels, palette.fuels.unknown);
  const common = {
    source: pointSource('plants', filters),
    'source-layer': 'power_plants',
  } as const;
  return [
    groupLayer(palette, {
      source: pointSource('plants', filters),
      layer: 'power_plants',
      all: shown,
      filter: all(isGroup),
      shown: shown.has('plants'),
      areas: overlay !== null && time !== 'before',
      sign: 'plants',
      aside: 'plants',
    }),
    {
      id: 'power_plants-disc',
      type: 'circle',
      ...common,
      filter: all(isSingle),
      layout: { ...on, 'circle-sort-key': ['-', 0, capacity] },
      paint: {
        'circle-radius': radius,
        'circle-color': ['case', all(operating, ['!', isImprecise]), fuel, palette.paper],
        'circle-opacity': ['case', isImprecise, 0.55, 0.95],
        'circle-stroke-color': ['case', operating, palette.paper, fuel],
        'circle-stroke-width': ['case', isImprecise, 0, operating, 1.2, 2.2],
      },
    },
    {
      id: 'power_plants-imprecise',
      type: 'symbol',
      ...common,
      filter: all(isSingle, isImprecise),
      layout: {
        ...on,
        'icon-image': ['concat', `${palette.name}-plant-`, get('fuel'), '-approximate'],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 5, 0.6, 8, 0.8, 12, 1.1],
      },
    },
    {
      id: 'power_plants-name',
      type: 'symbol',
      ...common,
      minzoom: 9,
      filter: all(isSingle, ['>=', capacity, ['step', ['zoom'], 400, 10, 100, 11, 0]]),
      layout: {
        ...visibility(shown.has('plants') && shown.has('labels')),
        'text-field': nameIn(lang),
        'text-font': FONT.medium,
        'text-size': 11.5,
        'text-variable-anchor': ['left', 'right', 'top'],
        'text-radial-offset': 1.3,
        'text-max-width': 9,
        'text-justify': 'auto',
        'symbol-sort-key': ['-', 0, capacity],
      },
      paint: {
        'text-color': palette.provinceText,
        'text-halo-color': palette.halo,
        'text-halo-width': 1.4,
      },
    },
  ];
};
