// The three ways in: what each shows, what its list says, which figures it begins with.
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../src/figures/types';
import { chipsOf } from '../../src/filters/condition-words';
import { conditionsIn, cqlOf } from '../../src/filters/cql';
import type { Counted } from '../../src/filters/facets';
import { optionsOf } from '../../src/filters/option-list';
import { SHOWN_AT_FIRST } from '../../src/layers/toggles';
import {
  briefName,
  byClass,
  byTrade,
  columnsOf,
  countWords,
  fieldsOf,
  latestTrade,
  sortWords,
  sourcesOf,
  type Known,
} from '../../src/list/columns';
import type { ListedRecord, Summary } from '../../src/list/types';
import { THEME_IDS } from '../../src/state/filters';
import { headlineGroups } from '../../src/ways/headline-figures';
import { wayIn } from '../../src/ways/way-keeper';
import { signOf } from '../../src/ways/way-signs';
import { countedFields, shownOn, WAYS } from '../../src/ways/ways';

const figure = (part: Partial<Figure>): Figure => ({
  subject: 'region',
  place: { layer: null, id: null, code: null, name_vi: '', name_en: '' },
  measure: 'export',
  measure_vi: 'Xuất khẩu',
  measure_en: 'Exports',
  scope: null,
  scope_vi: null,
  scope_en: null,
  unit: 'million USD',
  unit_vi: 'triệu USD',
  unit_en: 'million USD',
  decimals: 1,
  value: 1,
  value_to: null,
  bound: 'exact',
  source_ids: ['a'],
  note_vi: null,
  note_en: null,
  period: { start: '2025-01-01', end: '2025-09-30', kind: 'year_to_date' },
  yoy_pct: null,
  ...part,
});

const record = (id: number, properties: Record<string, unknown>): ListedRecord => ({
  id,
  geometry: null,
  properties,
});

const summary = (counts: Record<string, number>): Summary => ({
  dates: { oldest: null, newest: null },
  numberMatched: 0,
  drawn: 0,
  withoutPlace: 0,
  sums: [],
  by: [
    {
      field: 'province',
      title_vi: 'Tỉnh',
      title_en: 'Province',
      unknown: 0,
      items: Object.entries(counts).map(([value, count]) => ({
        value,
        title_vi: `Tỉnh ${value}`,
        title_en: `Province ${value}`,
        count,
      })),
    },
  ],
});

const counted = (all: Record<string, number>, now: Record<string, number>): Counted => ({
  all: summary(all),
  matched: summary(now),
  inSight: null,
  by: new Map(summary(now).by.map((one) => [one.field, one])),
});

describe('a way', () => {
  it('stands in the address', () => {
    expect(['#way=zones', '#map=8/21/105&way=gates', '#way=cities', ''].map(wayIn)).toEqual([
      'zones',
      'gates',
      null,
      null,
    ]);
  });

  it.each(THEME_IDS)('%s shows its own theme and leaves the rest', (id) => {
    const shown = shownOn(WAYS[id], SHOWN_AT_FIRST);
    for (const other of THEME_IDS) {
      for (const toggle of WAYS[other].toggles) expect(shown.has(toggle)).toBe(other === id);
    }
    expect(shown.has('provinces') && shown.has('labels')).toBe(true);
    expect(shown.has('former_provinces')).toBe(false);
  });

  it.each(THEME_IDS)('%s begins with a filter that its form can read', (id) => {
    const { start } = WAYS[id];
    const conditions = conditionsIn(start);
    expect(conditions).not.toBeNull();
    expect(cqlOf(conditions ?? [])).toBe(start);
  });

  it.each(THEME_IDS)('%s counts by what its form offers, and its rows have what they say', (id) => {
    expect(countedFields(WAYS[id])).toContain('province');
    for (const wide of [false, true]) {
      const fields = columnsOf(WAYS[id], wide).flatMap(({ field }) => field ?? []);
      expect(fieldsOf(WAYS[id], wide)).toEqual(expect.arrayContaining(fields));
    }
  });

  it('draws the sign of each value as the map does', () => {
    expect(signOf('zones', 'park', 'dark')).toEqual({ kind: 'sign', name: 'dark-zone-park' });
    expect(signOf('gates', 'main', 'light')).toEqual({ kind: 'sign', name: 'light-gate-main' });
    expect(signOf('plants', 'wind', 'light')).toMatchObject({ kind: 'disc' });
    expect(signOf('plants', 'muscle', 'light')).toBeNull();
  });
});

describe('the figures of the region', () => {
  const later = { start: '2025-01-01', end: '2025-12-31', kind: 'year' } as const;

  it('are the latest of each measure, together where period and source are one', () => {
    const groups = headlineGroups(
      [
        figure({ measure: 'a', value: 1 }),
        figure({ measure: 'b', value: 2 }),
        figure({ measure: 'b', value: 3 }),
        figure({ measure: 'c', value: 4, period: later }),
      ],
      ['b', 'a', 'c', 'd'].map((measure) => ({ measure })),
    );
    expect(groups.map(({ figures }) => figures.map(({ value }) => value))).toEqual([[2, 1], [4]]);
  });

  it('are of the scope that is meant, and have a value', () => {
    const groups = headlineGroups(
      [
        figure({ value: null, scope: 'gates' }),
        figure({ value: 1, scope: 'firms' }),
        figure({ value: 2, scope: 'gates' }),
      ],
      [{ measure: 'export', scope: 'gates' }],
    );
    expect(groups[0]?.figures.map(({ value }) => value)).toEqual([2]);
  });
});

describe('the list', () => {
  it('is ordered by the server, equals by name', () => {
    expect(sortWords({ column: 'area', down: true })).toBe('-area_ha,name_vi');
    expect(sortWords({ column: 'name', down: false })).toBe('name_vi');
    expect(sortWords({ column: 'class', down: false })).toBeNull();
  });

  it('puts gates by rank, then those with trade, then by name', () => {
    const gates = [
      record(1, { name_vi: 'Á', class: 'secondary' }),
      record(2, { name_vi: 'Đ', class: 'international' }),
      record(3, { name_vi: 'Z', class: 'international' }),
      record(4, { name_vi: 'C', class: 'international' }),
      record(5, { name_vi: 'A' }),
    ];
    const trade: Known['trade'] = new Map([[3, figure({})]]);
    const ids = (down: boolean) =>
      byClass(gates, { column: 'class', down }, trade).map(({ id }) => id);
    expect(ids(false)).toEqual([3, 4, 2, 1, 5]);
    expect(ids(true)).toEqual([5, 1, 3, 4, 2]);
  });

  it('orders gates by their latest trade, those without figures last either way', () => {
    const gates = ['B', 'C', 'A', 'D'].map((name_vi, at) => record(at + 1, { name_vi }));
    const trade: Known['trade'] = new Map([
      [1, figure({ value: 5 })],
      [4, figure({ value: 40 })],
    ]);
    const ids = (down: boolean) =>
      byTrade(gates, { column: 'trade', down }, trade).map(({ id }) => id);
    expect(ids(true)).toEqual([4, 1, 3, 2]);
    expect(ids(false)).toEqual([1, 4, 3, 2]);
    expect(sortWords({ column: 'trade', down: true })).toBeNull();
  });

  it('says for each row what it comes from, each source once', () => {
    const source = (id: string) => ({ id, title: id });
    const gate = record(7, { sources: [source('a'), source('b')] });
    const trade: Known['trade'] = new Map([
      [7, { ...figure({}), sources: [source('b'), source('c')] }],
    ]);
    expect(sourcesOf(gate, trade).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(sourcesOf(record(8, {}), trade)).toEqual([]);
  });

  it('takes the latest trade that is of one period with an end', () => {
    const of = (id: number, value: number | null, end: string, kind: 'year' | 'years' | 'day') =>
      figure({
        value,
        place: { layer: 'border_gates', id, code: '', name_vi: '', name_en: '' },
        period: { start: '2020-01-01', end, kind },
      });
    const latest = latestTrade([
      of(1, 10, '2020-12-31', 'year'),
      of(1, 20, '2024-12-31', 'year'),
      of(1, null, '2025-12-31', 'year'),
      of(1, 30, '2026-12-31', 'years'),
      of(2, 5, '2025-01-01', 'day'),
      figure({ value: 99 }),
    ]);
    expect([...latest].map(([id, { value }]) => [id, value])).toEqual([[1, 20]]);
  });

  it('shortens the words for a kind as offices do, and only those', () => {
    const named = (name_vi: string, kind: string) => briefName('vi', record(1, { name_vi, kind }));
    expect(named('Cụm công nghiệp Hậu Lộc', 'cluster')).toBe('CCN Hậu Lộc');
    expect(named('Khu Công nghiệp Quế Võ', 'park')).toBe('KCN Quế Võ');
    expect(named('Khu công nghệ cao Hòa Lạc', 'other')).toBe('Khu công nghệ cao Hòa Lạc');
    expect(named('Cụm công nghiệpX', 'cluster')).toBe('Cụm công nghiệpX');
  });

  it('says of the name what no column says', () => {
    const [name] = columnsOf(WAYS.plants);
    const known: Known = {
      provinces: new Map(),
      title: (field, value) => `${field}:${value}`,
      trade: new Map(),
      told: new Set(),
    };
    const plant = record(1, { name_vi: 'A', fuel: 'coal', status: 'unknown', precision: 'none' });
    expect(name?.cell('vi', plant, known)).toEqual({
      words: 'A',
      small: 'fuel:coal · chưa có vị trí',
    });
  });

  it('says "not reported" by no cell, never by zero', () => {
    const known: Known = {
      provinces: new Map(),
      title: () => '',
      trade: new Map(),
      told: new Set(),
    };
    const [, ...others] = columnsOf(WAYS.zones);
    for (const column of others) expect(column.cell('vi', record(1, {}), known)).toBeNull();
    const full = record(1, { occupancy_pct: 0, area_ha: 1234.56 });
    const cells = others.map((column) => column.cell('vi', full, known)?.words);
    expect(cells).toEqual([undefined, '1.234,6', '0\u00a0%']);
  });

  it('counts in the words of one kind', () => {
    expect(countWords('vi', 'zones', ['cluster'], 1619)).toBe('1.619 cụm công nghiệp');
    expect(countWords('vi', 'zones', ['cluster', 'park'], 3)).toBe('3 khu, cụm');
    expect(countWords('en', 'gates', [], 3)).toBe('3 gates');
  });
});

describe('the form', () => {
  const conditions = conditionsIn("province IN ('24','37') AND area_ha >= 10 AND area_ha <= 50");

  it('offers what exists, with the count under the other conditions', () => {
    const options = optionsOf(
      'vi',
      WAYS.zones,
      'province',
      null,
      counted({ '01': 9, '02': 5, '04': 0 }, { '01': 3 }),
      conditionsIn("province = '02'") ?? [],
    );
    expect(options.map(({ value, count, chosen }) => [value, count, chosen])).toEqual([
      ['01', 3, false],
      ['02', 0, true],
    ]);
  });

  it('names each condition once, and takes away what a chip says', () => {
    const chips = chipsOf(
      'vi',
      WAYS.zones,
      conditions ?? [],
      null,
      counted({ '24': 5, '37': 2 }, { '24': 5, '37': 2 }),
    );
    expect(chips.map(({ words, without }) => [words, cqlOf(without)])).toEqual([
      ['Tỉnh 24', "province = '37' AND area_ha >= 10 AND area_ha <= 50"],
      ['Tỉnh 37', "province = '24' AND area_ha >= 10 AND area_ha <= 50"],
      ['diện tích 10\u00a0–\u00a050', "province IN ('24','37')"],
    ]);
  });
});
