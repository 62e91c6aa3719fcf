// A grouped point: a circle with its count, coloured by its theme.
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { FONT, get, visibility } from './expressions';
import type { Palette } from './palette';
import type { LayerId } from '../layers/names';

interface GroupLook {
  readonly layer: LayerId;
  readonly filter: ExpressionSpecification;
  readonly shown: boolean;
  readonly color: ExpressionSpecification | string;
}

/** The radius of a group by its count, in pixels. */
const radius: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['sqrt', get('point_count')],
  1.4,
  9,
  11,
  21,
];

/** The layers of a group: disc, tint and number. */
export function groupLayers(palette: Palette, look: GroupLook): LayerSpecification[] {
  const common = {
    source: 'points',
    'source-layer': look.layer,
    filter: look.filter,
  } as const;
  return [
    {
      id: `${look.layer}-group`,
      type: 'circle',
      ...common,
      layout: { ...visibility(look.shown), 'circle-sort-key': ['-', 0, get('point_count')] },
      paint: {
        'circle-color': palette.group,
        'circle-opacity': 0.94,
        'circle-radius': radius,
        'circle-stroke-color': look.color,
        'circle-stroke-width': 2,
      },
    },
    // A breath of the theme's colour, so that a number is known for what it counts.
    {
      id: `${look.layer}-group-tint`,
      type: 'circle',
      ...common,
      layout: visibility(look.shown),
      paint: {
        'circle-color': look.color,
        'circle-opacity': palette.name === 'light' ? 0.14 : 0.24,
        'circle-radius': radius,
      },
    },
    {
      id: `${look.layer}-group-count`,
      type: 'symbol',
      ...common,
      layout: {
        ...visibility(look.shown),
        'text-field': ['to-string', get('point_count')],
        'text-font': FONT.semibold,
        'text-size': 11.5,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': palette.groupText },
    },
  ];
}
