// A grouped point: a disc with its count, coloured by what it counts. Disc and number are one
// symbol, so that of two groups that overlap one lies wholly above the other.
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { FONT, get, visibility } from './expressions';
import type { Palette } from './palette';
import type { LayerId } from '../layers/names';
import type { SourceId } from './sources';

interface GroupLook {
  readonly source: SourceId;
  readonly layer: LayerId;
  readonly filter: ExpressionSpecification;
  readonly shown: boolean;
  /** What the group's disc is named after in the sprite. */
  readonly sign: ExpressionSpecification | string;
}

/** Radius of the disc in its sprite, in pixels. */
const SPRITE_RADIUS = 22;

/** Size of a group by its count: the disc's area follows the count between 2 and 120. */
const size: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['sqrt', get('point_count')],
  1.4,
  9.5 / SPRITE_RADIUS,
  11,
  22 / SPRITE_RADIUS,
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
      'icon-size': size,
      'icon-allow-overlap': true,
      'text-field': ['to-string', get('point_count')],
      'text-font': FONT.semibold,
      'text-size': 11.5,
      'text-allow-overlap': true,
      // Small groups are drawn last, above the large ones.
      'symbol-sort-key': ['-', 0, get('point_count')],
    },
    paint: { 'text-color': palette.ink },
  };
}
