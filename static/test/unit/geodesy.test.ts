// Lengths and areas on the ellipsoid, against values of Karney's GeographicLib 2.0.
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/map/tool';
import { areaKm2, distanceKm, lengthKm, lineThrough } from '../../src/tools/geodesy';
import { areaOtherwise, areaWords, lengthWords } from '../../src/tools/measures';

describe('the distance of two places', () => {
  const check = (from: Place, to: Place, km: number) =>
    it(`${from} to ${to}`, () => {
      expect(distanceKm(from, to)).toBeCloseTo(km, 6);
      expect(distanceKm(to, from)).toBeCloseTo(km, 6);
    });

  check([105.85, 21.03], [106.68, 20.86], 88.35489023137428);
  check([102.14, 22.4], [108.05, 21.5], 618.5269324873951);
  check([106, 21], [106, 21.5], 55.360148600655876);
  check([105.8, 21], [105.801, 21], 0.1039704012190018);
  check([104, 18], [104.5, 23.3], 589.0860487512143);
  check([105, 21], [105, 21], 0);

  it('adds up along a line', () => {
    const line: Place[] = [
      [106, 21],
      [106.6, 21],
      [106.6, 21.5],
      [106, 21.5],
      [106, 21],
    ];
    expect(lengthKm(line)).toBeCloseTo(235.27458829314028, 6);
    expect(lengthKm([[106, 21]])).toBe(0);
    expect(lengthKm([])).toBe(0);
  });
});

describe('an area', () => {
  const rectangle: Place[] = [
    [106, 21],
    [106.6, 21],
    [106.6, 21.5],
    [106, 21.5],
  ];

  it('of shortest ways is that of the geodesic polygon', () => {
    expect(areaKm2(rectangle, 'shortest')).toBeCloseTo(3447.7151043, 3);
    const wide: Place[] = [
      [102.2, 22.3],
      [108, 21.5],
      [105.5, 18],
    ];
    // A great circle and a geodesic of 600 km leave a few hectares between them.
    expect(areaKm2(wide, 'shortest')).toBeCloseTo(128437.856, -1);
    const field: Place[] = [
      [105.8, 21],
      [105.81, 21],
      [105.81, 21.01],
      [105.8, 21.01],
    ];
    expect(areaKm2(field, 'shortest')).toBeCloseTo(1.1510917, 6);
  });

  it('of straight sides is what the server answers', () => {
    expect(areaKm2(rectangle, 'straight')).toBeCloseTo(3447.6958538, 3);
  });

  it('does not depend on the way round or the first corner', () => {
    const area = areaKm2(rectangle, 'shortest');
    expect(areaKm2([...rectangle].reverse(), 'shortest')).toBeCloseTo(area, 9);
    expect(areaKm2([...rectangle.slice(2), ...rectangle.slice(0, 2)], 'shortest')).toBeCloseTo(
      area,
      9,
    );
  });

  it('is nothing with fewer than three corners', () => {
    expect(areaKm2(rectangle.slice(0, 2), 'straight')).toBe(0);
  });
});

describe('a side as it is drawn', () => {
  it('bends away from the equator where it is the shortest way', () => {
    const line = lineThrough(
      [
        [103, 21],
        [108, 21],
      ],
      'shortest',
    );
    expect(line.length).toBeGreaterThan(20);
    expect(line[0]).toEqual([103, 21]);
    expect(line.at(-1)).toEqual([108, 21]);
    expect(Math.max(...line.map(([, lat]) => lat ?? 0))).toBeGreaterThan(21.01);
    const pieces = line.map(([lon, lat]) => [lon ?? 0, lat ?? 0] as const);
    expect(lengthKm(pieces)).toBeCloseTo(distanceKm([103, 21], [108, 21]), 3);
  });

  it('is two places where it is straight', () => {
    const corners: Place[] = [
      [103, 21],
      [108, 21],
    ];
    expect(lineThrough(corners, 'straight')).toEqual(corners);
    expect(lineThrough([], 'shortest')).toEqual([]);
  });
});

describe('lengths and areas in words', () => {
  const length = (km: number, vietnamese: string, english: string) =>
    it(`${km} km`, () => {
      expect(lengthWords('vi', km)).toBe(vietnamese);
      expect(lengthWords('en', km)).toBe(english);
    });
  length(0.8504, '850 m', '850 m');
  length(4.256, '4,26 km', '4.26 km');
  length(123.44, '123,4 km', '123.4 km');
  length(1234.5, '1.235 km', '1,235 km');

  const area = (km2: number, words: string, otherwise: string) =>
    it(`${km2} km²`, () => {
      expect(areaWords('vi', km2)).toBe(words);
      expect(areaOtherwise('vi', km2)).toBe(otherwise);
    });
  area(0.0095, '9.500 m²', '');
  area(0.125, '12,5 ha', '0,125 km²');
  area(3.456, '345,6 ha', '3,46 km²');
  area(12.5, '12,5 km²', '1.250 ha');
  area(3447.6, '3.448 km²', '344.760 ha');
});
