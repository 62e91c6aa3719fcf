// What a map tells of a choice.
import type { MapGeoJSONFeature } from 'maplibre-gl';
import type { FeatureRef } from '../layers/names';

/** A record, its names, and where it lies; of an area the place that was chosen. Degrees. */
export interface Choice extends FeatureRef {
  readonly code: string | null;
  readonly name_vi: string | null;
  readonly name_en: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** The choice of a record as the map drew it at a place. */
export function choiceOf(
  { layer, id }: FeatureRef,
  feature: MapGeoJSONFeature | undefined,
  at: readonly [number, number],
): Choice {
  const said = (name: string): string | null => {
    const value: unknown = feature?.properties[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const [lon, lat] =
    feature?.geometry.type === 'Point' ? (feature.geometry.coordinates as [number, number]) : at;
  return {
    layer,
    id,
    code: said('code'),
    name_vi: said('name_vi'),
    name_en: said('name_en'),
    lon: round(lon),
    lat: round(lat),
  };
}

/** Degrees to a tenth of a metre. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
