// The bar that says how long a kilometre is on a picture of the map.

/** Metres round the earth at the equator, and pixels of the world at zoom 0. */
const ROUND_THE_EARTH = 40_075_016.686;
const WORLD = 512;

export interface ScaleBar {
  readonly metres: number;
  /** Pixels. */
  readonly width: number;
}

/** The longest round number of metres whose bar is no wider than `most` pixels. */
export function scaleBar(zoom: number, lat: number, most: number): ScaleBar {
  const metresPerPixel = (ROUND_THE_EARTH * Math.cos((lat * Math.PI) / 180)) / (WORLD * 2 ** zoom);
  const room = metresPerPixel * most;
  const power = 10 ** Math.floor(Math.log10(room));
  const metres = power * ([5, 2, 1].find((step) => step * power <= room) ?? 1);
  return { metres, width: metres / metresPerPixel };
}
