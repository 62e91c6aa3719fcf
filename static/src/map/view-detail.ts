// Where a map is, as it tells others.
import type { Map as MapLibre } from 'maplibre-gl';
import { viewWords } from './attributes';
import type { Box } from './view';

export interface ViewDetail {
  readonly zoom: number;
  readonly box: Box;
  /** As the attribute `view` has it. */
  readonly view: string;
}

/** The view as the attribute `view` has it. */
export function viewOf(map: MapLibre): string {
  const { lat, lng } = map.getCenter();
  return viewWords({ zoom: map.getZoom(), lat, lon: lng });
}

export function viewDetail(map: MapLibre): ViewDetail {
  const bounds = map.getBounds();
  const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] as const;
  return { zoom: map.getZoom(), box, view: viewOf(map) };
}
