// What the reader chose: a ring round a point, a line round an area.
import type { ExpressionSpecification } from 'maplibre-gl';
import { all, byZoom, isSingle, visibility, type Theme } from './expressions';
import type { LayerId } from '../layers/names';
import { FILTERED, THEME_IDS, type Filters } from '../state/filters';
import { pointSource } from './sources';

const AREAS: readonly (readonly [LayerId, string])[] = [
  ['provinces', 'ground'],
  ['communes', 'ground'],
  ['former_provinces', 'former'],
  ['former_communes', 'former'],
];
const pointsOf = (filters?: Filters): readonly (readonly [LayerId, string])[] => [
  ...THEME_IDS.map((theme) => [FILTERED[theme], pointSource(theme, filters)] as const),
  ['places', 'ground'],
];

/** No feature carries this id: a layer that shows nothing. */
const NOTHING = -1;

export const selectionLayers: Theme = (palette, { selected, filters }) => {
  const chosen = (layer: LayerId): ExpressionSpecification => [
    '==',
    ['id'],
    selected?.layer === layer ? selected.id : NOTHING,
  ];
  // Tiles of a source are loaded only while a visible layer draws from it.
  const on = (layer: LayerId) => visibility(selected?.layer === layer);
  return [
    ...AREAS.map(
      ([layer, source]) =>
        ({
          id: `${layer}-selected`,
          type: 'line',
          source,
          'source-layer': layer,
          filter: all(chosen(layer)),
          layout: { ...on(layer), 'line-cap': 'round', 'line-join': 'round' },
          paint: { 'line-color': palette.selection, 'line-width': byZoom(5, 2, 10, 3.2) },
        }) as const,
    ),
    ...pointsOf(filters).map(
      ([layer, source]) =>
        ({
          id: `${layer}-selected`,
          type: 'circle',
          source,
          'source-layer': layer,
          filter: all(isSingle, chosen(layer)),
          layout: on(layer),
          paint: {
            'circle-radius': byZoom(5, 13, 12, 21),
            'circle-color': palette.selection,
            'circle-opacity': 0.16,
            'circle-stroke-color': palette.selection,
            'circle-stroke-width': 2.5,
          },
        }) as const,
    ),
  ];
};
