// Where the line between before and now stands: pure arithmetic of shares and pixels.

/** Pixels from the left edge between which the line can stand. */
export interface Room {
  readonly from: number;
  readonly to: number;
}

/** Pixels that stay free on either side, so that the line can always be taken hold of again. */
const EDGE = 24;

const span = ({ from, to }: Room): number => Math.max(0, to - from - 2 * EDGE);

export const keptInside = (share: number): number => Math.min(1, Math.max(0, share));

/** Pixels from the left edge of the line that leaves `share` of the room to what was before. */
export const placeOf = (share: number, room: Room): number =>
  Math.round(room.from + EDGE + share * span(room));

/** The share of a line at `x` pixels from the left edge, 0 to 1. */
export function shareOf(x: number, room: Room): number {
  const width = span(room);
  return width === 0 ? 0.5 : keptInside((x - room.from - EDGE) / width);
}

/** Where a key moves the line from `share`; null for keys that do not move it. */
export function stepOf(key: string, share: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return share - 0.02;
    case 'ArrowRight':
    case 'ArrowUp':
      return share + 0.02;
    case 'PageDown':
      return share - 0.1;
    case 'PageUp':
      return share + 0.1;
    case 'Home':
      return 0;
    case 'End':
      return 1;
    default:
      return null;
  }
}
