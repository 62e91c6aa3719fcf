// What a tool of the map, such as measuring, is told while it is at work. Until it is put away
// clicks are its own: nothing is chosen and no place is asked for.
import type { Position } from 'geojson';

/** Longitude and latitude, degrees. */
export type Place = readonly [number, number];

export interface MapTool {
  /** CSS cursor over the map. */
  readonly cursor: string;
  click(place: Place): void;
  move?(place: Place): void;
  /** A double click or Enter: what was begun is complete. */
  finish?(): void;
  /** Backspace: the last step is taken back. */
  back?(): void;
}

/** A line or, closed, an area that a reader drew. */
export interface Drawing {
  /** The line as it is drawn, with what lies between two corners. */
  readonly positions: readonly Position[];
  readonly closed: boolean;
  readonly corners: readonly Place[];
  /** Words at places of the drawing, such as the length so far. */
  readonly notes: readonly { readonly at: Place; readonly words: string }[];
}
