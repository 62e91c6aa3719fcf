// What a reader sees of the map: the part that neither the panel nor the search box covers.
import type { Map as MapLibre } from 'maplibre-gl';
import type { Margins } from '../map/phiabac-map';
import type { Box } from '../map/view';

/** West, south, east, north of what is free of the map; null if there is no map. */
export function boxInSight(
  map: MapLibre | null,
  { top, right, bottom, left }: Margins,
): Box | null {
  if (!map) return null;
  const { clientWidth, clientHeight } = map.getContainer();
  const northWest = map.unproject([left, top]);
  const southEast = map.unproject([
    Math.max(left + 1, clientWidth - right),
    Math.max(top + 1, clientHeight - bottom),
  ]);
  return [northWest.lng, southEast.lat, southEast.lng, northWest.lat];
}
