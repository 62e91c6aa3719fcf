// The words of the map that tiles, catalogue, styles and page share. Everything here is a closed
// list; `catalog.json` gives the titles.

/** Layers that a tile can hold. */
export const LAYER_IDS = [
  'provinces',
  'communes',
  'former_provinces',
  'former_communes',
  'borders',
  'unit_labels',
  'industrial_zones',
  'border_gates',
  'power_plants',
  'land',
  'water',
  'transport',
  'places',
  'sea_labels',
] as const;
export type LayerId = (typeof LAYER_IDS)[number];

/** Layers of administrative units, of today and of before. */
export const UNIT_LAYERS: ReadonlySet<LayerId> = new Set([
  'provinces',
  'communes',
  'former_provinces',
  'former_communes',
]);

export const ZONE_KINDS = [
  'cluster',
  'park',
  'border_economic_zone',
  'economic_zone',
  'other',
] as const;
export type ZoneKind = (typeof ZONE_KINDS)[number];

export const GATE_CLASSES = [
  'international',
  'main',
  'secondary',
  'clearance_point',
  'unknown',
] as const;
export type GateClass = (typeof GATE_CLASSES)[number];

export const GATE_MODES = ['road', 'rail', 'sea', 'air', 'river'] as const;
export type GateMode = (typeof GATE_MODES)[number];

export const FUELS = [
  'hydro',
  'pumped_storage',
  'coal',
  'gas',
  'oil',
  'solar',
  'wind',
  'biomass',
  'waste',
  'unknown',
] as const;
export type Fuel = (typeof FUELS)[number];

/** How well a point is placed; the last one is the middle of its commune, not the real place. */
export const PRECISIONS = ['exact', 'site', 'approximate', 'commune_centroid', 'none'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** A record, named as tiles and items name it. */
export interface FeatureRef {
  readonly layer: LayerId;
  readonly id: number;
}
