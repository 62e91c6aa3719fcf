// What a bundle works out by itself: packs, lists, sums, groups, tiles of points.
import { describe, expect, it } from 'vitest';
import { marksAt } from '../../src/bundle/groups';
import { bundleOf, hasServer } from '../../src/bundle/known';
import { keyOf, packOf } from '../../src/bundle/packs';
import { pointTile } from '../../src/bundle/point-tile';
import { inOrder, UnknownFilter, wantedOf } from '../../src/bundle/records';
import { summaryOf } from '../../src/bundle/sums';
import type { ListedRecord, Summary } from '../../src/list/types';

const record = (
  id: number,
  place: readonly [number, number] | null,
  properties: Record<string, unknown>,
): ListedRecord => ({
  id,
  geometry: place && { type: 'Point', coordinates: [...place] },
  properties,
});

const RECORDS = [
  record(1, [105, 21], { name_vi: 'Đồng Văn', kind: 'park', area_ha: 200, source_date: '2024' }),
  record(2, [105.001, 21], { name_vi: 'Bắc Ninh', kind: 'cluster', area_ha: 50.1 }),
  record(3, [105.002, 21], { name_vi: 'An Châu', kind: 'cluster', source_date: '2024-06' }),
  record(4, null, { name_vi: 'Hòa Bình', kind: 'cluster', area_ha: 10.2, source_date: '2011-02' }),
];

const ids = (records: readonly ListedRecord[]) => records.map(({ id }) => id);

describe('addresses', () => {
  it('belong to the bundle that they lie in', () => {
    const bundle = { base: 'http://a.vn/x' } as never;
    globalThis.phiabacBundles = new Map([['http://a.vn/x', bundle]]);
    expect(bundleOf('http://a.vn/x/api/search?q=a')).toBe(bundle);
    expect(hasServer('http://a.vn/xy')).toBe(true);
    expect(hasServer('http://a.vn')).toBe(true);
    globalThis.phiabacBundles = undefined;
    expect(hasServer('http://a.vn/x')).toBe(true);
  });

  it('have one name, whatever the order of their parameters', () => {
    const query = new URLSearchParams('period=2025-01-01%2F2025-09-30&level=province');
    expect(keyOf('/api/overlays/export', query)).toBe(
      '/api/overlays/export?level=province&period=2025-01-01/2025-09-30',
    );
    expect(keyOf('/catalog.json', new URLSearchParams())).toBe('/catalog.json');
  });

  // The same values as in `src/site/address.rs`.
  it('lie in the packs where the bundle put them', () => {
    const keys = ['/catalog.json', '/api/units/former:27', 'Đồng Đăng'];
    expect(keys.map((key) => packOf(key, 512))).toEqual([415, 175, 201]);
  });
});

describe('lists', () => {
  it('hold what the form asks for, in the box', () => {
    expect(ids(wantedOf(RECORDS, null, null))).toEqual([1, 2, 3, 4]);
    expect(ids(wantedOf(RECORDS, "kind = 'cluster' AND area_ha >= 20", null))).toEqual([2]);
    expect(ids(wantedOf(RECORDS, "kind IN ('park','other')", null))).toEqual([1]);
    const like = "CASEI(ACCENTI(name_vi)) LIKE CASEI(ACCENTI('%hoa%'))";
    expect(ids(wantedOf(RECORDS, like, null))).toEqual([4]);
    expect(ids(wantedOf(RECORDS, null, [105.0005, 20, 106, 22]))).toEqual([2, 3]);
    expect(() => wantedOf(RECORDS, 'area_ha < 5', null)).toThrow(UnknownFilter);
  });

  it('are in order, what is not known last', () => {
    expect(ids(inOrder(RECORDS, 'name_vi'))).toEqual([3, 2, 1, 4]);
    expect(ids(inOrder(RECORDS, '-area_ha,name_vi'))).toEqual([1, 2, 4, 3]);
    expect(ids(inOrder(RECORDS, 'area_ha'))).toEqual([4, 2, 1, 3]);
    expect(ids(inOrder(RECORDS, null))).toEqual([1, 2, 3, 4]);
  });

  it('come with their sums', () => {
    const value = (name: string) => ({ value: name, title_vi: name, title_en: name, count: 9 });
    const title = { title_vi: 't', title_en: 't' };
    const all: Summary = {
      numberMatched: 9,
      drawn: 9,
      withoutPlace: 0,
      sums: [{ field: 'area_ha', ...title, unit: 'ha', total: 9, reporting: 9 }],
      by: [{ field: 'kind', ...title, items: [value('cluster'), value('park')], unknown: 9 }],
      dates: { oldest: null, newest: null },
    };
    const sum = summaryOf(all, RECORDS, ['kind']);
    expect(sum).toMatchObject({ numberMatched: 4, drawn: 3, withoutPlace: 1 });
    expect(sum.sums[0]).toMatchObject({ total: 260.3, reporting: 3 });
    expect(sum.by[0]?.items.map(({ count }) => count)).toEqual([3, 1]);
    expect(sum.by[0]?.unknown).toBe(0);
    expect(sum.dates).toEqual({ oldest: '2011-02', newest: '2024' });
  });
});

describe('tiles of points', () => {
  const groups = { maxzoom: 8, reach: 320, by: 'kind', sum: 'area_ha' };

  it('join what lies together and is of one kind', () => {
    const marks = marksAt(RECORDS, 6, groups);
    expect(marks.map(({ properties }) => properties['point_count'] ?? 1).sort()).toEqual([1, 2]);
    const group = marks.find(({ properties }) => properties['point_count'] === 2);
    expect(group?.properties).toEqual({ point_count: 2, kind: 'cluster', area_ha: 50.1 });
    expect(marksAt(RECORDS, 9, groups)).toHaveLength(3);
  });

  it('are empty where nothing lies', () => {
    const marks = marksAt(RECORDS, 6);
    expect(pointTile('industrial_zones', marks, 0, 0).byteLength).toBe(0);
    const x = Math.floor((marks[0]?.at[0] ?? 0) / 4096);
    const y = Math.floor((marks[0]?.at[1] ?? 0) / 4096);
    expect(pointTile('industrial_zones', marks, x, y).byteLength).toBeGreaterThan(100);
  });
});
