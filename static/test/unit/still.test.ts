// The still picture's arithmetic, and which faults tell of a lost connection.
import { describe, expect, it } from 'vitest';
import { isTrouble } from '../../src/offline/connection';
import { fitted, pushed, zoomed } from '../../src/still/projection';

const SIZE = { width: 1000, height: 800 };
const REGION = [102.14, 17.91, 108.09, 23.39] as const;

describe('a picture', () => {
  it('shows all of a box, and no more than is needed', () => {
    const { zoom, lon, lat } = fitted(REGION, SIZE);
    expect(lon).toBeCloseTo(105.115, 3);
    expect(lat).toBeGreaterThan(20.4);
    expect(lat).toBeLessThan(20.9);
    // The box is 5.95° wide; at this zoom the picture shows a little more, for it is wider than high.
    const degreesAcross = (SIZE.width / (512 * 2 ** zoom)) * 360;
    expect(degreesAcross).toBeGreaterThan(5.95);
    expect(degreesAcross).toBeLessThan(9);
  });

  it('comes no nearer to a point than it is told to', () => {
    const point = [105.8, 21, 105.8, 21] as const;
    expect(fitted(point, SIZE, 13).zoom).toBe(13);
    expect(fitted(point, SIZE).zoom).toBe(18);
  });

  it('follows a push, and goes back', () => {
    const view = { zoom: 8, lon: 105, lat: 21 };
    const east = pushed(view, -200, 0);
    expect(east.lon - view.lon).toBeCloseTo((200 / (512 * 256)) * 360, 6);
    expect(east.lat).toBeCloseTo(view.lat, 9);
    expect(pushed(view, 0, 120).lat).toBeGreaterThan(view.lat);
    const back = pushed(pushed(view, 37, -81), -37, 81);
    expect(back.lon).toBeCloseTo(view.lon, 9);
    expect(back.lat).toBeCloseTo(view.lat, 9);
  });

  it('zooms within what there is', () => {
    const view = { zoom: 17.5, lon: 105, lat: 21 };
    expect(zoomed(view, 1)).toEqual({ ...view, zoom: 18 });
    expect(zoomed({ ...view, zoom: 5.2 }, -1).zoom).toBe(5);
  });
});

describe('trouble with the connection', () => {
  it.each([
    'Failed to fetch',
    'AJAXError: Bad Gateway (502): /tiles/a/1/1/1',
    'AJAXError:  (0): x',
  ])('is suspected: %s', (message) => expect(isTrouble(message)).toBe(true));

  it.each(['AJAXError: Bad Request (400): /tiles/a', 'Image "x" could not be loaded', ''])(
    'is not suspected: %s',
    (message) => expect(isTrouble(message)).toBe(false),
  );
});
