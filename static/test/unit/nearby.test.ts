// The ring on the map, what is asked for nearby, and the address of both.
import { validateStyleMin, type StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/api';
import { cardIn, cardWords } from '../../src/atlas/address';
import { fromOf } from '../../src/nearby/from';
import { placeAt, ringAround } from '../../src/nearby/ring';
import { turned, USUAL_WISH, wishIn, wishWords } from '../../src/nearby/wish';
import { SHOWN_AT_FIRST } from '../../src/layers/toggles';
import { mapStyle } from '../../src/style';
import { markedSources, NOTHING_MARKED } from '../../src/style/marked';
import { PALETTES } from '../../src/style/palette';
import { kmWords } from '../../src/things/distance';

const dms = (degrees: number, minutes: number, seconds: number) =>
  Math.sign(degrees) * (Math.abs(degrees) + minutes / 60 + seconds / 3600);

describe('the ring', () => {
  it('agrees with the equator and the meridian of WGS 84', () => {
    // A degree of the equator is 111.319490793 km.
    const [lon, lat] = placeAt(105, 0, 90, 111.319490793);
    expect(lon).toBeCloseTo(106, 7);
    expect(lat).toBeCloseTo(0, 9);
    // A quarter of the meridian is 10,001.965729 km.
    expect(placeAt(105, 0, 0, 10001.965729)[1]).toBeCloseTo(90, 5);
  });

  it('agrees with the classic line from Flinders Peak to Buninyong within a few metres', () => {
    // The line was published for another ellipsoid of nearly the same size.
    const [lon, lat] = placeAt(
      dms(144, 25, 29.5244),
      dms(-37, 57, 3.7203),
      dms(306, 52, 5.37),
      54.972271,
    );
    expect(lon).toBeCloseTo(dms(143, 55, 35.3839), 4);
    expect(lat).toBeCloseTo(dms(-37, 39, 10.1561), 4);
  });

  it('is closed and lies round its middle', () => {
    const ring = ringAround(106.7, 21.97, 30);
    expect(ring[0]).toEqual(ring.at(-1));
    const lats = ring.map(([, lat]) => lat ?? 0);
    expect(Math.max(...lats) - 21.97).toBeCloseTo(30 / 110.7, 2);
    expect(21.97 - Math.min(...lats)).toBeCloseTo(30 / 110.7, 2);
  });
});

describe('what is asked for nearby', () => {
  it('comes back from the address as it went', () => {
    expect(wishIn(wishWords(USUAL_WISH))).toEqual(USUAL_WISH);
    expect(wishIn('30/gate,cluster')).toEqual({ kinds: ['cluster', 'gate'], km: 30 });
  });

  it('is made to fit', () => {
    expect(wishIn('1/gate')?.km).toBe(5);
    expect(wishIn('999/gate')?.km).toBe(100);
    expect(wishIn('33/gate,castle')).toEqual({ kinds: ['gate'], km: 35 });
    expect(wishIn('30/')?.kinds).toEqual([]);
    for (const words of [null, '', 'x', '30', '-5/gate', '30/Gate'])
      expect(wishIn(words)).toBeNull();
  });

  it('keeps its order when a kind goes and comes', () => {
    const less = turned(USUAL_WISH, 'park');
    expect(less.kinds).not.toContain('park');
    expect(turned(less, 'park')).toEqual(USUAL_WISH);
  });

  it('names the record by its code, or by its place', () => {
    const item = (properties: Item['properties'], geometry: Item['geometry']): Item => ({
      id: 6,
      geometry,
      properties,
      sources: [],
    });
    const point = { type: 'Point' as const, coordinates: [106.7, 21.97] };
    const from = (layer: 'border_gates' | 'former_communes' | 'communes' | 'places', made: Item) =>
      fromOf({ layer, id: 6 }, made);
    expect(from('border_gates', item({ code: 'huu-nghi' }, point))).toBe('gate:huu-nghi');
    expect(from('former_communes', item({ code: '00004' }, point))).toBe('former:00004');
    expect(from('communes', item({ code: '06184' }, point))).toBe('06184');
    expect(from('places', item({}, point))).toBe('106.7,21.97');
    expect(from('border_gates', item({ code: 'huu-nghi' }, null))).toBeNull();
  });
});

describe('the address', () => {
  it('keeps a place, latitude first, and the section of a card', () => {
    const card = { place: [106.7, 21.97] as const };
    expect(cardWords(card)).toBe('at/21.97/106.7');
    expect(cardIn('#card=at/21.97/106.7')).toEqual(card);
    expect(cardIn('#card=at/95/106.7')).toBeNull();
    expect(cardIn('#card=border_gates/6/near')).toMatchObject({ tab: 'near' });
    expect(cardIn('#card=border_gates/6/trade')).toMatchObject({ tab: 'trade' });
    expect(cardIn('#card=border_gates/6/else')).toBeNull();
  });
});

describe('distances', () => {
  it('are written as in the language, and as rough where the place is', () => {
    expect(kmWords('vi', 12.34)).toBe('12,3\u00a0km');
    expect(kmWords('en', 1234.5)).toBe('1,235\u00a0km');
    expect(kmWords('vi', 102.565)).toBe('102,6\u00a0km');
    expect(kmWords('vi', 4.4, 'commune_centroid')).toBe('≈\u00a04,4\u00a0km');
    expect(kmWords('vi', 4.4, 'site')).toBe('4,4\u00a0km');
  });
});

describe('what is marked', () => {
  it.each(Object.values(PALETTES))('makes a valid $name style', (palette) => {
    const ring = ringAround(106, 21, 30);
    for (const marked of [{ pin: [106, 21] as const, ring }, NOTHING_MARKED]) {
      const style = mapStyle('https://atlas.test', palette, {
        lang: 'vi',
        shown: SHOWN_AT_FIRST,
        client: 'page',
        selected: null,
        overlay: null,
        marked,
      });
      expect(validateStyleMin(style as StyleSpecification)).toEqual([]);
      expect(style.layers.some(({ id }) => id === 'pin')).toBe(marked.pin !== null);
      expect(style.layers.some(({ id }) => id === 'ring-line')).toBe(marked.ring !== null);
    }
  });

  it('is in the style only while something is', () => {
    expect(markedSources(NOTHING_MARKED)).toEqual({});
    expect(Object.keys(markedSources({ pin: [106, 21], ring: [[106, 21]] }))).toEqual([
      'pin',
      'ring',
    ]);
  });
});
