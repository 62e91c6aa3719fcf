// Where the reader is, if the browser may tell.
import type { Position } from 'geojson';
import { boxOf, type Destination } from '../map/flight';
import { REGION } from '../map/view';
import { ringAround } from '../nearby/ring';

/** A place and how far off it may be. */
export interface ReaderPlace {
  readonly place: readonly [lon: number, lat: number];
  /** Metres. */
  readonly accuracy: number;
}

export type LocateFailure = 'denied' | 'unknown' | 'outside';

/** Milliseconds. */
const LONGEST_WAIT = 15_000;
const OLDEST = 60_000;

/** The reader's place, or why there is none on this map. */
export async function locate(): Promise<ReaderPlace | { readonly failure: LocateFailure }> {
  if (!('geolocation' in navigator)) return { failure: 'unknown' };
  try {
    const { coords } = await position();
    const { longitude: lon, latitude: lat, accuracy } = coords;
    return isNearRegion(lon, lat) ? { place: [lon, lat], accuracy } : { failure: 'outside' };
  } catch (error) {
    const denied =
      (error as GeolocationPositionError).code === GeolocationPositionError.PERMISSION_DENIED;
    return { failure: denied ? 'denied' : 'unknown' };
  }
}

const position = (): Promise<GeolocationPosition> =>
  new Promise((found, failed) => {
    navigator.geolocation.getCurrentPosition(found, failed, {
      enableHighAccuracy: true,
      timeout: LONGEST_WAIT,
      maximumAge: OLDEST,
    });
  });

/** Inside the box of the region; beside its border the card of the place says so. */
export function isNearRegion(lon: number, lat: number): boolean {
  const [west, south, east, north] = REGION;
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** Metres below which a ring round the place would say nothing. */
const PRECISE = 30;

/** A line round all places where the reader may be; none if the place is precise. */
export function accuracyRing({
  place: [lon, lat],
  accuracy,
}: ReaderPlace): readonly Position[] | null {
  return accuracy > PRECISE ? ringAround(lon, lat, accuracy / 1000) : null;
}

/** Near enough to see the streets, far enough to see the whole ring. */
export function destinationOfReader(reader: ReaderPlace): Destination {
  const [lon, lat] = reader.place;
  const ring = accuracyRing(reader);
  const box = ring && boxOf({ type: 'LineString', coordinates: [...ring] });
  return { box: box ?? [lon, lat, lon, lat], maxZoom: 14 };
}
