// The land far around, and the tile sources: what is always drawn comes in one tile, so do all points,
// and a layer that is filtered comes in tiles of its own.
import type { SourceSpecification } from 'maplibre-gl';
import { bundleOf } from '../bundle/known';
import { FILTERED, NO_FILTERS, THEME_IDS, type Filters, type ThemeId } from '../state/filters';
import type { LayerId } from '../layers/names';
import { BORDERLAND } from './borderland';
import { SURROUNDINGS } from './surroundings';

/** Layers that come in one tile, by source. */
export const SOURCE_LAYERS = {
  ground: [
    'land',
    'water',
    'transport',
    'places',
    'sea_labels',
    'provinces',
    'communes',
    'borders',
    'unit_labels',
  ],
  former: ['former_provinces', 'former_communes'],
  points: [FILTERED.zones, FILTERED.gates, FILTERED.plants],
  zones: [FILTERED.zones],
  gates: [FILTERED.gates],
  plants: [FILTERED.plants],
} as const satisfies Record<string, readonly LayerId[]>;
export type SourceId = keyof typeof SOURCE_LAYERS;

/** The source that a theme of points is drawn from. */
export const pointSource = (theme: ThemeId, filters: Filters = NO_FILTERS): SourceId =>
  filters[theme] === null ? 'points' : theme;

/** West, south, east, north of all tiles, degrees. */
const TILE_BOUNDS: [number, number, number, number] = [99, 5, 119, 26.5];
const MAX_TILE_ZOOM = 14;

/** How addresses of tiles begin that come from a bundle. */
export const TILE_SCHEME = 'phiabac';

/** The sources of a style whose server is `base` (no slash at the end); filters are CQL2 text. */
export function tileSources(
  base: string,
  client: 'page' | 'any',
  filters: Filters = NO_FILTERS,
): Record<string, SourceSpecification> {
  const bundle = client === 'page' ? bundleOf(base) : null;
  const source = (
    layers: readonly LayerId[],
    filter: string | null = null,
  ): SourceSpecification => {
    const query = filter === null ? '' : `?filter=${encodeURIComponent(filter)}`;
    const path = `${bundle ? `${TILE_SCHEME}://` : ''}${base}/tiles/${layers.join(',')}`;
    return client === 'any'
      ? { type: 'vector', url: `${path}.json${query}` }
      : {
          type: 'vector',
          tiles: [`${path}/{z}/{x}/{y}${query}`],
          minzoom: 0,
          maxzoom: bundle?.maxzoom ?? MAX_TILE_ZOOM,
          bounds: TILE_BOUNDS,
        };
  };
  return {
    surroundings: {
      type: 'geojson',
      data: { type: 'MultiPolygon', coordinates: [...SURROUNDINGS, BORDERLAND] },
      maxzoom: 8,
    },
    ground: source(SOURCE_LAYERS.ground),
    former: source(SOURCE_LAYERS.former),
    ...Object.fromEntries(
      THEME_IDS.map((theme) => {
        const id = pointSource(theme, filters);
        return [id, source(SOURCE_LAYERS[id], filters[theme])];
      }),
    ),
  };
}
