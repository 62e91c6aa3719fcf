// A picture of the map alone, in any size: a second map of the same look, drawn out of sight.
import type { PhiabacMap } from '../map/phiabac-map';
import { Drawing } from '../map/drawing';
import type { Box } from '../map/view';
import { paintOf } from '../overlays/paint';
import type { Overlay } from '../overlays/types';
import type { ThemeName } from '../style/palette';
import type { Size } from './sheet';

/** Milliseconds until waiting for the map is given up. */
const LONGEST_WAIT = 45_000;

/** Thrown when the map did not come in time. */
export class TooSlow extends Error {}

export interface Still {
  readonly picture: HTMLCanvasElement;
  /** Of the middle. */
  readonly zoom: number;
  readonly lat: number;
  readonly box: Box;
}

/** The part of the map that nothing covers, in pixels of the screen and in degrees. */
export function freePart(element: PhiabacMap): { readonly size: Size; readonly box: Box } | null {
  const { map, margins, clientWidth, clientHeight } = element;
  if (!map) return null;
  const left = Math.min(margins.left, clientWidth - LEAST);
  const bottom = Math.min(margins.bottom, clientHeight - LEAST);
  const size = {
    width: Math.round(clientWidth - left - margins.right),
    height: Math.round(clientHeight - bottom),
  };
  const northWest = map.unproject([left, 0]);
  const southEast = map.unproject([left + size.width, size.height]);
  return { size, box: [northWest.lng, southEast.lat, southEast.lng, northWest.lat] };
}

/** The units of a picture: where both times are compared, the present ones. */
export const unitsOf = ({ time }: PhiabacMap): 'now' | 'before' =>
  time === 'before' ? 'before' : 'now';

/** Pixels of the map that are drawn however much is covered. */
const LEAST = 240;

/** Draws what lies in the box, in this size. */
export async function stillMap(
  element: PhiabacMap,
  { width, height }: Size,
  box: Box,
  theme: ThemeName,
  overlay: Overlay | null,
  ratio: number,
): Promise<Still> {
  const holder = document.createElement('div');
  holder.inert = true;
  Object.assign(holder.style, {
    position: 'fixed',
    left: '-20000px',
    top: '0',
    width: `${width}px`,
    height: `${height}px`,
  });
  // Inside the element, where the rules of MapLibre's own style sheet hold.
  element.renderRoot.append(holder);
  const { base, lang, shown, filters, selected, marked, classes } = element;
  let drawing: Drawing | null = null;
  try {
    drawing = new Drawing(
      holder,
      {
        ...{ base, lang, theme, shown, filters, selected, marked },
        time: unitsOf(element),
        overlay: element.overlay && overlay ? paintOf(overlay, theme) : null,
      },
      {
        interactive: false,
        pixelRatio: ratio,
        fadeDuration: 0,
        canvasContextAttributes: { preserveDrawingBuffer: true },
      },
    );
    drawing.classify(classes);
    const { map } = drawing;
    const [west, south, east, north] = box;
    map.setMaxBounds(null);
    map.fitBounds([west, south, east, north], { animate: false, padding: 0 });
    await idle(map);
    const bounds = map.getBounds();
    return {
      picture: copyOf(map.getCanvas()),
      zoom: map.getZoom(),
      lat: map.getCenter().lat,
      box: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
    };
  } finally {
    drawing?.remove();
    holder.remove();
  }
}

const idle = (map: Drawing['map']): Promise<void> =>
  new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new TooSlow()), LONGEST_WAIT);
    void map.once('idle', () => {
      clearTimeout(timer);
      done();
    });
  });

function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  return copy;
}
