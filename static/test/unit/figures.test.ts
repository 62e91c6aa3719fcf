// Figures in words: periods, numbers with their bounds, changes; figures by theme.
import { describe, expect, it } from 'vitest';
import { changeWords, pick, quantityWords, withUnit } from '../../src/figures/format';
import { periodKey, periodWords } from '../../src/figures/period';
import { addressOf, sourcesOf } from '../../src/figures/source-view';
import { fieldsSaidBy, subjectOf } from '../../src/figures/subject';
import { byTheme, themeOf } from '../../src/figures/themes';
import type { Bound, Figure, PeriodKind } from '../../src/figures/types';

/** Numbers are kept together by spaces that do not break; tests are read with plain ones. */
const plain = (words: string | null) => words?.replace(/\u00a0/g, ' ') ?? null;

describe('a period in words', () => {
  const check = (
    kind: PeriodKind,
    start: string | null,
    end: string | null,
    vietnamese: string,
    english: string,
  ) =>
    it(`${start ?? '..'}/${end ?? '..'}`, () => {
      const period = { start, end, kind };
      expect(periodWords('vi', period)).toBe(vietnamese);
      expect(periodWords('en', period)).toBe(english);
    });

  check('year_to_date', '2025-01-01', '2025-09-30', '9 tháng 2025', '9 months of 2025');
  check('year_to_date', '2025-01', '2025-09', '9 tháng 2025', '9 months of 2025');
  check('year_to_date', '2024-01-01', '2024-02-29', '2 tháng 2024', '2 months of 2024');
  check('year_to_date', '2025-01-01', '2025-11-27', '1/1 – 27/11/2025', '1 Jan – 27 Nov 2025');
  check('year', '2023-01-01', '2023-12-31', 'năm 2023', '2023');
  check('year', '2023', '2023', 'năm 2023', '2023');
  check('state', null, '2025-06-12', 'tính đến 12/6/2025', 'as of 12 Jun 2025');
  check('state', null, '2025-06', 'tính đến 6/2025', 'as of Jun 2025');
  check('state', null, '2025', 'tính đến năm 2025', 'as of 2025');
  check('month', '2025-08-01', '2025-08-31', 'tháng 8/2025', 'August 2025');
  check('quarter', '2024-07-01', '2024-09-30', 'quý III/2024', 'quarter 3 of 2024');
  check('day', '2024-01-23', '2024-01-23', 'ngày 23/1/2024', '23 Jan 2024');
  check('days', '2025-04-25', '2025-04-26', '25/4 – 26/4/2025', '25 Apr – 26 Apr 2025');
  check('years', '2006-01-01', '2011-12-31', '2006 – 2011', '2006 – 2011');
  check('years', '2021-01-01', '2025-07-29', '1/1/2021 – 29/7/2025', '1 Jan 2021 – 29 Jul 2025');
  check('open', '2024-01-01', null, 'từ 1/1/2024', 'since 1 Jan 2024');
});

describe('a period in a query', () => {
  it('keeps both ends, open ones as dots', () => {
    expect(periodKey({ start: '2025-01-01', end: '2025-09-30', kind: 'year_to_date' })).toBe(
      '2025-01-01/2025-09-30',
    );
    expect(periodKey({ start: null, end: '2025-10-17', kind: 'state' })).toBe('../2025-10-17');
    expect(periodKey({ start: '2024-01-01', end: null, kind: 'open' })).toBe('2024-01-01/..');
  });
});

describe('a value with its bound', () => {
  const check = (
    value: number | null,
    bound: Bound,
    value_to: number | null,
    vietnamese: string | null,
    english: string | null,
  ) =>
    it(`${value} ${bound}`, () => {
      expect(plain(quantityWords('vi', { value, value_to, bound }))).toBe(vietnamese);
      expect(plain(quantityWords('en', { value, value_to, bound }))).toBe(english);
    });

  check(199884, 'exact', null, '199.884', '199,884');
  check(51990.563, 'exact', null, '51.990,563', '51,990.563');
  check(0, 'exact', null, '0', '0');
  check(24000, 'at_least', null, '≥ 24.000', '≥ 24,000');
  check(800, 'at_most', null, '≤ 800', '≤ 800');
  check(2280, 'about', null, 'khoảng 2.280', 'about 2,280');
  check(1100, 'between', 1350, '1.100 – 1.350', '1,100 – 1,350');
  check(null, 'exact', null, null, null);

  it('is cut to the digits of a measure when asked', () => {
    expect(quantityWords('vi', { value: 12.3456, value_to: null, bound: 'exact' }, 1)).toBe('12,3');
  });
});

describe('units and changes', () => {
  it('keeps the sign of per cent beside the number', () => {
    expect(withUnit('66,7', '%')).toBe('66,7\u00a0%');
    expect(withUnit('199.884', 'triệu USD')).toBe('199.884 triệu USD');
    expect(withUnit('5', '')).toBe('5');
  });

  it('signs every change', () => {
    expect(plain(changeWords('vi', 21.6))).toBe('+21,6 %');
    expect(plain(changeWords('en', 21.6))).toBe('+21.6 %');
    expect(plain(changeWords('vi', -32.7))).toBe('−32,7 %');
    expect(plain(changeWords('en', 0))).toBe('0 %');
  });

  it('falls back to the other language, and to nothing', () => {
    expect(pick('en', 'Cửa khẩu', null)).toBe('Cửa khẩu');
    expect(pick('vi', null, 'Gate')).toBe('Gate');
    expect(pick('vi', null, undefined)).toBeNull();
  });
});

describe('sources', () => {
  const source = (id: string, url: string | null) => ({ id, title: id, url });

  it('are found in the order of the figure', () => {
    const all = [source('a', null), source('b', null)];
    expect(sourcesOf(all, ['b', 'x', 'a']).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('open only addresses of the web', () => {
    expect(addressOf(source('a', 'https://x.vn/1'))).toBe('https://x.vn/1');
    expect(addressOf(source('a', 'javascript:alert(1)'))).toBeNull();
    expect(addressOf(source('a', null))).toBeNull();
  });
});

describe('the subject of a record', () => {
  it('follows its layer and code', () => {
    expect(subjectOf({ layer: 'provinces', id: 1 }, '01')).toBe('01');
    expect(subjectOf({ layer: 'communes', id: 4 }, '00004')).toBe('00004');
    expect(subjectOf({ layer: 'former_provinces', id: 9 }, '27')).toBe('former:27');
    expect(subjectOf({ layer: 'industrial_zones', id: 9 }, 'x-1')).toBe('zone:x-1');
    expect(subjectOf({ layer: 'border_gates', id: 1 }, 'mong-cai')).toBeNull();
    expect(subjectOf({ layer: 'provinces', id: 1 }, undefined)).toBeNull();
  });
});

const figure = (measure: string, value: number | null = 1, scope: string | null = null) =>
  ({ measure, value, scope }) as Figure;

describe('figures by theme', () => {
  it.each([
    ['clusters_established', 'clusters'],
    ['electricity_sold', 'production'],
    ['iip_growth', 'production'],
    ['provinces_iip_growth_above_11pct', 'production'],
    ['export', 'trade'],
    ['export_growth', 'trade'],
    ['provinces_retail_growth_above_national', 'retail'],
    ['industrial_promotion_budget_share_of_plan', 'promotion'],
    ['population_registered', 'people'],
    ['area_share_of_nation', 'people'],
    ['grdp', 'economy'],
    ['zone_occupancy', 'zone'],
    ['never_heard_of', 'other'],
  ])('%s belongs to %s', (measure, theme) => expect(themeOf(measure)).toBe(theme));

  it('shows every figure once, scopes apart', () => {
    const figures = [
      figure('export', 1, 'gates'),
      figure('export', 2, 'firms'),
      figure('export', 3, 'gates'),
      figure('never_heard_of'),
      figure('clusters_established'),
    ];
    const themes = byTheme(figures);
    expect(themes.map(({ theme }) => theme)).toEqual(['clusters', 'trade', 'other']);
    expect(themes[1]?.measures.map(({ figures }) => figures.length)).toEqual([2, 1]);
    const shown = themes.flatMap(({ measures }) => measures.flatMap((one) => one.figures));
    expect(new Set(shown).size).toBe(figures.length);
  });
});

describe('fields that figures say better', () => {
  it('are those of measures with a value', () => {
    const items = [figure('zone_area', 12), figure('zone_workers', null)];
    const said = fieldsSaidBy({ items, numberMatched: 2, next: null, sources: [] });
    expect([...said]).toEqual(['area_ha', 'area_meaning']);
    expect(fieldsSaidBy(null).size).toBe(0);
  });
});
