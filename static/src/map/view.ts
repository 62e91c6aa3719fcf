// Where the map may go. Degrees, west-south-east-north.
export type Box = readonly [number, number, number, number];

/** The 18 northern provinces. */
export const REGION: Box = [102.14, 17.91, 108.09, 23.39];

/** As far as a reader can pan: the region, its neighbours and both archipelagos. */
export const LIMITS: Box = [97, 5, 121, 26.5];

/** The sea with Hoàng Sa and Trường Sa. */
export const ARCHIPELAGOS: Box = [108.5, 6.5, 118, 17.6];

/** Label points of the archipelagos: the inset is needed while one of them is out of view. */
export const ARCHIPELAGO_POINTS: readonly (readonly [number, number])[] = [
  [112.08, 16.37],
  [113.98, 9.29],
];

/** Whether both archipelagos lie in the box that is seen. */
export function showsArchipelagos([west, south, east, north]: Box): boolean {
  return ARCHIPELAGO_POINTS.every(
    ([lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north,
  );
}
