// Border gates: a shield by class with the mode in it once it is large enough.
import {
  all,
  byZoom,
  FONT,
  isGroup,
  isImprecise,
  isSingle,
  nameIn,
  visibility,
  type Theme,
} from './expressions';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { groupLayer } from './groups';
import { pointSource } from './sources';

/** The more important the class, the later drawn and the earlier named. */
const importance: ExpressionSpecification = [
  'match',
  ['get', 'class'],
  'international',
  4,
  'main',
  3,
  'secondary',
  2,
  'clearance_point',
  1,
  0,
];

export const gateLayers: Theme = (palette, { lang, shown, overlay, time, filters }) => {
  const on = shown.has('gates');
  const common = { source: pointSource('gates', filters), 'source-layer': 'border_gates' } as const;
  const image = (mode: ExpressionSpecification | ''): ExpressionSpecification => [
    'concat',
    `${palette.name}-gate-`,
    ['get', 'class'],
    mode,
    ['case', isImprecise, '-approximate', ''],
  ];
  const name = (id: string, minzoom: number, least: number, most: number): LayerSpecification => ({
    id,
    type: 'symbol',
    ...common,
    minzoom,
    filter: all(isSingle, ['>=', importance, least], ['<=', importance, most]),
    layout: {
      ...visibility(on && shown.has('labels')),
      'text-field': nameIn(lang),
      'text-font': FONT.semibold,
      'text-size': 11.5,
      'text-anchor': 'top',
      'text-offset': [0, 1.15],
      'text-max-width': 9,
      'symbol-sort-key': ['-', 0, importance],
    },
    paint: {
      'text-color': palette.gate,
      'text-halo-color': palette.halo,
      'text-halo-width': 1.4,
    },
  });
  return [
    groupLayer(palette, {
      source: pointSource('gates', filters),
      layer: 'border_gates',
      all: shown,
      filter: all(isGroup),
      shown: on,
      areas: overlay !== null && time !== 'before',
      sign: 'gates',
      aside: 'gates',
    }),
    {
      id: 'border_gates-sign',
      type: 'symbol',
      ...common,
      filter: all(isSingle),
      layout: {
        ...visibility(on),
        // The mode is legible only when the sign is large enough.
        'icon-image': ['step', ['zoom'], image(''), 7.5, image(['concat', '-', ['get', 'mode']])],
        'icon-size': byZoom(5, 0.62, 8, 0.85, 11, 1.1, 14, 1.3),
        'icon-allow-overlap': true,
        'symbol-sort-key': importance,
      },
    },
    name('border_gates-name', 8, 3, 4),
    name('border_gates-name-minor', 10, 0, 2),
  ];
};
