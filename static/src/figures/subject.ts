// Which subject of figures a record is, and which of its fields its figures say better: with period
// and source.
import type { FeatureRef } from '../layers/names';
import type { Figures } from './types';

/** The subject of a record with this code, or none. Gates have a panel of their own. */
export function subjectOf({ layer }: FeatureRef, code: unknown): string | null {
  if (typeof code !== 'string' || code === '') return null;
  switch (layer) {
    case 'provinces':
    case 'communes':
      return code;
    case 'former_provinces':
      return `former:${code}`;
    case 'industrial_zones':
      return `zone:${code}`;
    case 'power_plants':
      return `plant:${code}`;
    default:
      return null;
  }
}

/** Fields of records that repeat a figure of this measure, and what goes with them. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  zone_area: ['area_ha', 'area_meaning'],
  zone_occupancy: ['occupancy_pct'],
  zone_projects: ['projects'],
  zone_workers: ['workers'],
  area: ['area_km2'],
  polygon_area: ['polygon_area_km2'],
  population_registered: ['population', 'population_year'],
  population_average: ['population_average_2024'],
  grdp: ['grdp_bn_vnd', 'grdp_year'],
};

/** Fields that the figures make superfluous. */
export const fieldsSaidBy = (figures: Figures | null): ReadonlySet<string> =>
  new Set(
    figures?.items.flatMap(({ measure, value }) => (value === null ? [] : (FIELDS[measure] ?? []))),
  );
