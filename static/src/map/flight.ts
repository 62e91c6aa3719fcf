// Where the map goes for something that was found.
import type { Geometry, Position } from 'geojson';
import type { Box } from './view';

/** A box to be seen whole, and how near the map may come for it. */
export interface Destination {
  readonly box: Box;
  readonly maxZoom: number;
}

/** Where a card says that its record is: there, or where a unit is of which it knows a point only. */
export type Located = Destination | { readonly unit: string; readonly point: Destination };

/** Where to go for a unit that takes this box. */
export const destinationOfUnit = (box: Box): Destination => ({ box, maxZoom: NEAREST_UNIT });

interface Placed {
  readonly kind: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly bbox?: Box | null;
}

/** Zoom at which one sees what lies round a point of this kind. */
const ZOOMS: Readonly<Record<string, number>> = {
  gate: 13,
  zone: 13,
  plant: 12.5,
  place: 12,
};
const USUAL_ZOOM = 12;

/** Units are never shown nearer than this. */
const NEAREST_UNIT = 14;

/** Where to go for a thing; null if nobody knows where it is. */
export function destinationOf({ kind, lon, lat, bbox }: Placed): Destination | null {
  if (bbox) return destinationOfUnit(bbox);
  if (lon === null || lat === null) return null;
  return { box: [lon, lat, lon, lat], maxZoom: ZOOMS[kind] ?? USUAL_ZOOM };
}

/** Where to go for a record of which only the shape is known. */
export function destinationOfShape(geometry: Geometry | null): Destination | null {
  const box = geometry && boxOf(geometry);
  if (!box) return null;
  return { box, maxZoom: geometry.type === 'Point' ? USUAL_ZOOM : NEAREST_UNIT };
}

/** The box round a shape; null for an empty one. */
export function boxOf(geometry: Geometry): Box | null {
  let box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [x, y] = part as Position;
    if (typeof x !== 'number' || typeof y !== 'number') {
      part.forEach(walk);
      return;
    }
    const [west, south, east, north] = box;
    box = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  };
  if (geometry.type === 'GeometryCollection') {
    for (const { coordinates } of geometry.geometries as { coordinates?: unknown }[]) {
      walk(coordinates);
    }
  } else {
    walk(geometry.coordinates);
  }
  return box[0] <= box[2] ? box : null;
}
