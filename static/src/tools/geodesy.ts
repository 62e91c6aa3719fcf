// Lengths and areas on the ellipsoid of WGS 84, as the server measures them. Places are longitude
// and latitude in degrees.
import type { Position } from 'geojson';
import type { Place } from '../map/tool';

const EQUATOR_KM = 6378.137;
const FLATTENING = 1 / 298.257223563;
const POLE_KM = EQUATOR_KM * (1 - FLATTENING);
const ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));

/** A longer side is drawn and measured in pieces of at most this length. */
const PIECE_KM = 8;
const MOST_PIECES = 256;

/** `shortest`: the shortest way over the ground. `straight`: a straight line of degrees. */
export type Side = 'shortest' | 'straight';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** Length of the shortest way between two places, after Vincenty (1975). */
export function distanceKm([lon1, lat1]: Place, [lon2, lat2]: Place): number {
  const u1 = Math.atan((1 - FLATTENING) * Math.tan(radians(lat1)));
  const u2 = Math.atan((1 - FLATTENING) * Math.tan(radians(lat2)));
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  const turn = radians(lon2 - lon1);
  let lambda = turn;
  // Within a country the angle settles in a few steps; places on opposite sides of the earth,
  // where it would not, cannot be reached on this map.
  for (let step = 0; step < 20; step += 1) {
    const sinLambda = Math.sin(lambda);
    const cosLambda = Math.cos(lambda);
    const sinSigma = Math.hypot(cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda);
    if (sinSigma === 0) return 0;
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU1 * cosU2 * sinLambda) / sinSigma;
    const cosAlpha2 = 1 - sinAlpha * sinAlpha;
    const cosMid = cosAlpha2 === 0 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cosAlpha2;
    const middle = 2 * cosMid * cosMid - 1;
    const c = (FLATTENING / 16) * cosAlpha2 * (4 + FLATTENING * (4 - 3 * cosAlpha2));
    const next =
      turn +
      (1 - c) * FLATTENING * sinAlpha * (sigma + c * sinSigma * (cosMid + c * cosSigma * middle));
    const settled = Math.abs(next - lambda) < 1e-12;
    lambda = next;
    if (settled) return arcKm(sigma, cosAlpha2, cosMid);
  }
  return Number.NaN;
}

/** Length of an arc `sigma` of the auxiliary sphere. */
function arcKm(sigma: number, cosAlpha2: number, cosMid: number): number {
  const u2 = (cosAlpha2 * (EQUATOR_KM ** 2 - POLE_KM ** 2)) / POLE_KM ** 2;
  const a = 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
  const b = (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
  const sine = Math.sin(sigma);
  const cosine = Math.cos(sigma);
  const correction =
    b *
    sine *
    (cosMid +
      (b / 4) *
        (cosine * (2 * cosMid * cosMid - 1) -
          (b / 6) * cosMid * (4 * sine * sine - 3) * (4 * cosMid * cosMid - 3)));
  return POLE_KM * a * (sigma - correction);
}

/** Length of a line of shortest ways. */
export const lengthKm = (places: readonly Place[]): number =>
  legs(places).reduce((sum, [from, to]) => sum + distanceKm(from, to), 0);

/** Each place with the next one. */
export const legs = (places: readonly Place[]): (readonly [Place, Place])[] =>
  places.slice(1).map((to, index) => [places[index] ?? to, to] as const);

/** The line through the places as it is drawn: sides of the shortest way bend on a map. */
export function lineThrough(places: readonly Place[], side: Side): Position[] {
  const [first] = places;
  if (!first) return [];
  if (side === 'straight') return places.map((place) => [...place]);
  const way = legs(places).flatMap(([from, to]) => waypoints(from, to, side));
  return [first, ...way].map((place) => [...place]);
}

/** The area inside a ring of sides, whichever way round it goes; the last place leads to the first. */
export function areaKm2(ring: readonly Place[], side: Side): number {
  const [first] = ring;
  if (!first || ring.length < 3) return 0;
  const line: readonly Place[] = [
    first,
    ...legs([...ring, first]).flatMap(([from, to]) => waypoints(from, to, side)),
  ];
  const strips = legs(line).map(
    ([[lon1, lat1], [lon2, lat2]]) =>
      (radians(lon2 - lon1) * (areaToEquator(lat1) + areaToEquator(lat2))) / 2,
  );
  return Math.abs(strips.reduce((sum, strip) => sum + strip, 0));
}

/** Area in km² between the equator and a latitude, for each radian of longitude. */
function areaToEquator(lat: number): number {
  const sine = Math.sin(radians(lat));
  const e = ECCENTRICITY;
  const part = sine / (1 - e * e * sine * sine) + Math.atanh(e * sine) / e;
  return (POLE_KM ** 2 / 2) * part;
}

/** Places on the way from one place to another, without the first, with the last. */
function waypoints(from: Place, to: Place, side: Side): Place[] {
  const pieces = Math.min(MOST_PIECES, Math.max(1, Math.ceil(distanceKm(from, to) / PIECE_KM)));
  return Array.from({ length: pieces }, (_, index) => {
    const share = (index + 1) / pieces;
    if (share === 1) return to;
    return side === 'shortest' ? onGreatCircle(from, to, share) : between(from, to, share);
  });
}

const between = ([lon1, lat1]: Place, [lon2, lat2]: Place, share: number): Place => [
  lon1 + (lon2 - lon1) * share,
  lat1 + (lat2 - lat1) * share,
];

/**
 * A place on the great circle between two others. It lies within metres of the shortest way on the
 * ellipsoid for lines as long as this map is wide.
 */
function onGreatCircle(from: Place, to: Place, share: number): Place {
  const a = direction(from);
  const b = direction(to);
  const cosine = a.reduce((sum, part, axis) => sum + part * (b[axis] ?? 0), 0);
  const angle = Math.acos(Math.min(1, cosine));
  if (angle < 1e-9) return between(from, to, share);
  const weightA = Math.sin((1 - share) * angle) / Math.sin(angle);
  const weightB = Math.sin(share * angle) / Math.sin(angle);
  const [x, y, z] = [0, 1, 2].map((axis) => weightA * (a[axis] ?? 0) + weightB * (b[axis] ?? 0));
  return [
    degrees(Math.atan2(y ?? 0, x ?? 0)),
    degrees(Math.atan2(z ?? 0, Math.hypot(x ?? 0, y ?? 0))),
  ];
}

function direction([lon, lat]: Place): readonly number[] {
  const cosine = Math.cos(radians(lat));
  return [cosine * Math.cos(radians(lon)), cosine * Math.sin(radians(lon)), Math.sin(radians(lat))];
}
