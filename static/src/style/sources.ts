// The land far around, and four tile sources, so that a switched-off theme is not loaded and a tile is asked for once.
import type { SourceSpecification } from 'maplibre-gl';
import type { LayerId } from '../layers/names';
import { SURROUNDINGS } from './surroundings';

/** Layers that come in one tile, by source. */
export const SOURCE_LAYERS = {
  ground: ['land', 'water', 'transport', 'places', 'sea_labels'],
  units: ['provinces', 'communes', 'borders', 'unit_labels'],
  former: ['former_provinces', 'former_communes'],
  points: ['industrial_zones', 'border_gates', 'power_plants'],
} as const satisfies Record<string, readonly LayerId[]>;
export type SourceId = keyof typeof SOURCE_LAYERS;

/** West, south, east, north of all tiles, degrees. */
const TILE_BOUNDS: [number, number, number, number] = [99, 5, 119, 26.5];
const MAX_TILE_ZOOM = 14;

/** The sources of a style whose server is `base` (no slash at the end). */
export function tileSources(
  base: string,
  client: 'page' | 'any',
): Record<SourceId | 'surroundings', SourceSpecification> {
  const source = (layers: readonly LayerId[]): SourceSpecification => {
    const path = `${base}/tiles/${layers.join(',')}`;
    return client === 'any'
      ? { type: 'vector', url: `${path}.json` }
      : {
          type: 'vector',
          tiles: [`${path}/{z}/{x}/{y}`],
          minzoom: 0,
          maxzoom: MAX_TILE_ZOOM,
          bounds: TILE_BOUNDS,
        };
  };
  return {
    surroundings: {
      type: 'geojson',
      data: { type: 'MultiPolygon', coordinates: [...SURROUNDINGS] },
      maxzoom: 8,
    },
    ground: source(SOURCE_LAYERS.ground),
    units: source(SOURCE_LAYERS.units),
    former: source(SOURCE_LAYERS.former),
    points: source(SOURCE_LAYERS.points),
  };
}
