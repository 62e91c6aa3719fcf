// The ring of all places at one distance, on the ellipsoid of WGS 84 as the server measures it.
import type { Position } from 'geojson';

const EQUATOR_KM = 6378.137;
const FLATTENING = 1 / 298.257223563;
const POLE_KM = EQUATOR_KM * (1 - FLATTENING);

/** Enough that the line looks round. */
const POINTS = 96;

/** A closed line of the places `km` away from a longitude and latitude in degrees. */
export function ringAround(lon: number, lat: number, km: number): readonly Position[] {
  const ring = Array.from({ length: POINTS }, (_, index) =>
    placeAt(lon, lat, (index * 360) / POINTS, km),
  );
  return [...ring, ...ring.slice(0, 1)];
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (radians: number): number => (radians * 180) / Math.PI;

/** The place `km` away in the direction `bearing` (degrees from north), after Vincenty (1975). */
export function placeAt(lon: number, lat: number, bearing: number, km: number): Position {
  const direction = radians(bearing);
  const tanU1 = (1 - FLATTENING) * Math.tan(radians(lat));
  const cosU1 = 1 / Math.sqrt(1 + tanU1 * tanU1);
  const sinU1 = tanU1 * cosU1;
  const sigma1 = Math.atan2(tanU1, Math.cos(direction));
  const sinAlpha = cosU1 * Math.sin(direction);
  const cosAlpha2 = 1 - sinAlpha * sinAlpha;
  const u2 = (cosAlpha2 * (EQUATOR_KM ** 2 - POLE_KM ** 2)) / POLE_KM ** 2;
  const a = 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
  const b = (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));

  // The angle on the auxiliary sphere settles within a few steps for distances like ours.
  let sigma = km / (POLE_KM * a);
  for (let step = 0; step < 6; step += 1) {
    const cosMid = Math.cos(2 * sigma1 + sigma);
    const square = cosMid * cosMid;
    const sine = Math.sin(sigma);
    const correction =
      b *
      sine *
      (cosMid +
        (b / 4) *
          (Math.cos(sigma) * (2 * square - 1) -
            (b / 6) * cosMid * (4 * sine * sine - 3) * (4 * square - 3)));
    sigma = km / (POLE_KM * a) + correction;
  }
  const cosMid = Math.cos(2 * sigma1 + sigma);
  const sine = Math.sin(sigma);
  const cosine = Math.cos(sigma);
  const across = sinU1 * sine - cosU1 * cosine * Math.cos(direction);
  const latitude = Math.atan2(
    sinU1 * cosine + cosU1 * sine * Math.cos(direction),
    (1 - FLATTENING) * Math.hypot(sinAlpha, across),
  );
  const lambda = Math.atan2(
    sine * Math.sin(direction),
    cosU1 * cosine - sinU1 * sine * Math.cos(direction),
  );
  const c = (FLATTENING / 16) * cosAlpha2 * (4 + FLATTENING * (4 - 3 * cosAlpha2));
  const turn =
    lambda -
    (1 - c) *
      FLATTENING *
      sinAlpha *
      (sigma + c * sine * (cosMid + c * cosine * (2 * cosMid * cosMid - 1)));
  return [lon + degrees(turn), degrees(latitude)];
}
