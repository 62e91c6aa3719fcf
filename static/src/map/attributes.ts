// How attributes are read: flags as people write them, layers as lists, a view as in addresses.
import { shownIn } from '../state/map-state';
import { SHOWN_AT_FIRST } from '../layers/toggles';
import type { ToggleId } from '../layers/toggles';

/** `legend`, `legend="1"`, `legend="true"` are on; no attribute, `0`, `false` and `no` are off. */
export const flag = {
  fromAttribute: (value: string | null): boolean =>
    value !== null && !['0', 'false', 'no'].includes(value.trim().toLowerCase()),
};

/** `cluster,gates`; without the attribute what is shown at first. */
export const toggleList = {
  fromAttribute: (value: string | null): ReadonlySet<ToggleId> => shownIn(value) ?? SHOWN_AT_FIRST,
};

/** Where the middle of the map is, degrees, and how near. */
export interface View {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
}

/** `zoom/lat/lon`, as after `#map=`; null for anything else. */
export function viewIn(words: string | null): View | null {
  const parts = (words ?? '').trim().split('/');
  const [zoom, lat, lon] = parts.map(Number);
  if (parts.length !== 3 || parts.includes('')) return null;
  if (zoom === undefined || lat === undefined || lon === undefined) return null;
  const fits = zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return fits ? { zoom, lat, lon } : null;
}

/** Pixels of the whole world, round the equator, at zoom 0. */
const WORLD = 512;

/** The view in words, as exact as half a pixel of it. */
export function viewWords({ zoom, lat, lon }: View): string {
  const pixelsPerDegree = (WORLD * 2 ** zoom) / 360;
  const digits = Math.max(2, Math.ceil(Math.log10(2 * pixelsPerDegree)));
  const round = (value: number, to: number) => Number(value.toFixed(to));
  return [round(zoom, 2), round(lat, digits), round(lon, digits)].join('/');
}
