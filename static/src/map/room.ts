// How much room a map has between what stands over it. Pixels.
import type { Map as MapLibre } from 'maplibre-gl';
import type { View } from './attributes';
import type { Margins } from './properties';

/** Between what the map shows and what covers its edges. */
const AIR = 16;

/** What an open legend takes from the left edge. */
const LEGEND_WIDTH = 300;

/** What scale and sources cover of the lower edge while the sources are open. */
const CREDITS_HEIGHT = 60;

/** From this width on a map shows its sources at once. */
const WIDE = 1100;

/** From this size on a map shows its legend at once. */
const ROOMY = { width: 860, height: 440 };

export const isRoomy = ({ clientWidth, clientHeight }: HTMLElement): boolean =>
  clientWidth >= ROOMY.width && clientHeight >= ROOMY.height;

export const showsCredits = ({ clientWidth }: HTMLElement): boolean => clientWidth >= WIDE;

/** What is to be left free at the edges: what others cover, sources, an open legend, some air. */
export function paddingOf(element: HTMLElement, margins: Margins, hasLegend: boolean): Margins {
  const { top, right } = margins;
  const bottom = Math.max(margins.bottom, showsCredits(element) ? CREDITS_HEIGHT : 0);
  const left = Math.max(margins.left, hasLegend && isRoomy(element) ? LEGEND_WIDTH : 0);
  // However much is covered, a part of the map stays free.
  const across = Math.min(1, (0.7 * element.clientWidth) / (left + right + 2 * AIR));
  const down = Math.min(1, (0.7 * element.clientHeight) / (top + bottom + 2 * AIR));
  return {
    top: (top + AIR) * down,
    right: (right + AIR) * across,
    bottom: (bottom + AIR) * down,
    left: (left + AIR) * across,
  };
}

/** The view of what nothing covers, and its size. */
export interface FreeView extends View {
  readonly width: number;
  readonly height: number;
}

export function freeView(
  map: MapLibre,
  { clientWidth, clientHeight }: HTMLElement,
  { top, right, bottom, left }: Margins,
): FreeView {
  const width = clientWidth - left - right;
  const height = clientHeight - top - bottom;
  const { lng, lat } = map.unproject([left + width / 2, top + height / 2]);
  return { zoom: map.getZoom(), lon: lng, lat, width, height };
}

/** How far to move the map so that a place comes out from under a card; null if it is free. */
export function shiftFrom(
  card: HTMLElement,
  element: HTMLElement,
  at: { readonly x: number; readonly y: number },
): [number, number] | null {
  const frame = element.getBoundingClientRect();
  const covered = card.getBoundingClientRect();
  const [left, right] = [covered.left - frame.x, covered.right - frame.x];
  const [top, bottom] = [covered.top - frame.y, covered.bottom - frame.y];
  const isBeside = at.x < left - AIR || at.x > right + AIR;
  if (isBeside || at.y < top - AIR || at.y > bottom + AIR) return null;
  // Beside a card that leaves room, above one that takes the whole width.
  if (frame.width - right > covered.width) return [at.x - right - 4 * AIR, 0];
  return left > covered.width ? [at.x - left + 4 * AIR, 0] : [0, at.y - top / 2];
}
