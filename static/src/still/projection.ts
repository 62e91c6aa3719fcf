// Web Mercator for a picture that is asked for by its middle and zoom: what a step, a drag or a box
// means for them. Places are longitude and latitude in degrees, lengths pixels.
import type { View } from '../map/attributes';
import type { Box } from '../map/view';

/** Pixels of the whole world, round the equator, at zoom 0. */
const WORLD = 512;

/** As near as the map goes, and as far as the picture has land round it. */
const NEAREST = 18;
const FARTHEST = 5;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Shares of the world from its upper left corner. */
const toWorld = (lon: number, lat: number): readonly [number, number] => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
};

const toPlace = (x: number, y: number): readonly [number, number] => [
  (x - 0.5) * 360,
  (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
];

const within = (zoom: number): number => Math.min(NEAREST, Math.max(FARTHEST, zoom));

/** The view that shows all of a box, no nearer than `maxZoom`. */
export function fitted(
  [west, south, east, north]: Box,
  { width, height }: Size,
  maxZoom = NEAREST,
): View {
  const [left, top] = toWorld(west, north);
  const [right, bottom] = toWorld(east, south);
  const zoom = Math.log2(
    Math.min(
      width / Math.max(1e-9, right - left) / WORLD,
      height / Math.max(1e-9, bottom - top) / WORLD,
    ),
  );
  const [lon, lat] = toPlace((left + right) / 2, (top + bottom) / 2);
  return { zoom: within(Math.min(zoom, maxZoom)), lon, lat };
}

/** The view after its picture was pushed so many pixels to the right and down. */
export function pushed({ zoom, lon, lat }: View, right: number, down: number): View {
  const [x, y] = toWorld(lon, lat);
  const pixels = WORLD * 2 ** zoom;
  const [movedLon, movedLat] = toPlace(x - right / pixels, y - down / pixels);
  return { zoom, lon: movedLon, lat: movedLat };
}

/** The view so many steps nearer, or farther. */
export const zoomed = (view: View, steps: number): View => ({
  ...view,
  zoom: within(view.zoom + steps),
});
