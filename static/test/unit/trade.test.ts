// The trade of a gate: which figures share an axis, what is hatched, what a chart draws.
import { describe, expect, it } from 'vitest';
import {
  CHART_PERIODS,
  chartLines,
  isHatched,
  tradeGroups,
  type TradeLine,
} from '../../src/figures/trade-view';
import type { Flow, Period, TradePoint, TradeSeries } from '../../src/figures/types';

const year = (of: number): Period => ({
  start: `${of}-01-01`,
  end: `${of}-12-31`,
  kind: 'year',
});

const point = (
  period: Period,
  value: number | null,
  more: Partial<TradePoint> = {},
): TradePoint => ({
  period,
  value,
  value_to: null,
  bound: 'exact',
  reported: true,
  partial: period.kind !== 'year',
  yoy_pct: null,
  yoy: null,
  source_ids: ['a'],
  note_vi: null,
  note_en: null,
  ...more,
});

const series = (
  measure: string,
  flow: Flow | null,
  points: readonly TradePoint[],
  scope: string | null = 'gates',
  group = 'trade',
): TradeSeries => ({
  measure,
  measure_vi: `${measure} vi`,
  measure_en: `${measure} en`,
  group,
  flow,
  scope,
  scope_vi: scope && `${scope} vi`,
  scope_en: scope && `${scope} en`,
  unit: 'million USD',
  unit_vi: 'triệu USD',
  unit_en: 'million USD',
  decimals: 1,
  points,
});

const measuresOf = (lines: readonly TradeLine[]) =>
  lines.map(({ entries }) => entries.map(({ measure }) => measure.id));

describe('an axis', () => {
  it('is shared by the measures of one group and one scope only, and names its scope', () => {
    const groups = tradeGroups('vi', [
      series('export', 'export', [point(year(2023), 1)]),
      series('import', 'import', [point(year(2023), 1)]),
      series('trade', 'both', [point(year(2023), 5)], 'declared'),
      series('vehicles', 'both', [point(year(2023), 9)], 'gates', 'vehicles'),
    ]);
    expect(groups.map(({ key, measures }) => [key, measures.length])).toEqual([
      ['trade/gates', 2],
      ['trade/declared', 1],
      ['vehicles/gates', 1],
    ]);
    expect(groups.map(({ scope }) => scope)).toEqual(['gates vi', 'declared vi', 'gates vi']);
  });

  it('is titled by its only measure, or by what its measures share', () => {
    const [alone] = tradeGroups('en', [series('export', 'export', [])]);
    const [both] = tradeGroups('en', [series('export', 'export', []), series('trade', 'both', [])]);
    expect(alone?.title).toBe('export en');
    expect(both?.title).toBe('Value of trade');
    expect(both?.measures.map(({ title }) => title)).toEqual(['Exports', 'Both ways']);
  });

  it('tells measures of one direction apart by their titles and colours', () => {
    const [group] = tradeGroups('vi', [
      series('vehicles_per_day', 'both', [], null, 'vehicles_per_day'),
      series('vehicles_per_day_peak', 'both', [], null, 'vehicles_per_day'),
    ]);
    expect(group?.measures).toEqual([
      { id: 'vehicles_per_day', title: 'Xuất và nhập', tone: 'both' },
      { id: 'vehicles_per_day_peak', title: 'vehicles_per_day_peak vi', tone: 'other' },
    ]);
  });
});

describe('the lines of a group', () => {
  it('stand newest first, longer periods before shorter ones with the same end', () => {
    const december: Period = { start: '2023-12-01', end: '2023-12-31', kind: 'month' };
    const [group] = tradeGroups('vi', [
      series('trade', 'both', [point(year(2022), 1), point(december, 2), point(year(2023), 3)]),
    ]);
    expect(group?.lines.map(({ words }) => words)).toEqual([
      'năm 2023',
      'tháng 12/2023',
      'năm 2022',
    ]);
  });

  it('keep contradicting sources side by side', () => {
    const [group] = tradeGroups('vi', [
      series('trade', 'both', [point(year(2023), 4975), point(year(2023), 4780)]),
    ]);
    expect(group?.lines[0]?.entries.map(({ point: { value } }) => value)).toEqual([4975, 4780]);
  });

  it('say a gap once, and only where nothing is reported', () => {
    const gap = point(year(2022), null, { reported: false, source_ids: [] });
    const [group] = tradeGroups('vi', [
      series('export', 'export', [point(year(2021), 1), gap, point(year(2023), 1)]),
      series('import', 'import', [gap, { ...gap, period: year(2021) }]),
    ]);
    expect(measuresOf(group?.lines ?? [])).toEqual([['export'], ['export'], ['export']]);
    expect(group?.lines[1]?.entries[0]?.point.reported).toBe(false);
  });
});

describe('a bar', () => {
  const check = (what: string, one: TradePoint, hatched: boolean) =>
    it(`${what} is ${hatched ? '' : 'not '}hatched`, () => expect(isHatched(one)).toBe(hatched));
  const part: Period = { start: '2025-01-01', end: '2025-02-27', kind: 'year_to_date' };

  check('an exact value of a year', point(year(2023), 1), false);
  check('a rounded value of a year', point(year(2023), 1, { bound: 'about' }), false);
  check('a value of a part of a year', point(part, 1), true);
  check('a lower bound', point(year(2023), 1, { bound: 'at_least' }), true);
  check('an upper bound', point(year(2023), 1, { bound: 'at_most' }), true);
  check('a range', point(year(2023), 1, { bound: 'between', value_to: 2 }), true);
  check('a gap', point(year(2023), null, { reported: false, partial: true }), false);
});

describe('a chart', () => {
  it('draws the total only where exports and imports are not both known', () => {
    const [group] = tradeGroups('vi', [
      series('export', 'export', [point(year(2022), 1), point(year(2023), 1)]),
      series('import', 'import', [point(year(2023), 2)]),
      series(
        'trade',
        'both',
        [2021, 2022, 2023].map((of) => point(year(of), 3)),
      ),
    ]);
    expect(measuresOf(group ? chartLines(group) : [])).toEqual([
      ['export', 'import'],
      ['export', 'trade'],
      ['trade'],
    ]);
    expect(group?.lines[0]?.entries).toHaveLength(3);
  });

  it('leaves sums over several years to the table, unless there is nothing else', () => {
    const span: Period = { start: '2006-01-01', end: '2011-12-31', kind: 'years' };
    const [mixed] = tradeGroups('vi', [
      series('trade', 'both', [point(span, 18000), point(year(2020), 1)]),
    ]);
    const [only] = tradeGroups('vi', [series('trade', 'both', [point(span, 18000)])]);
    expect(mixed && chartLines(mixed)).toHaveLength(1);
    expect(mixed?.lines).toHaveLength(2);
    expect(only && chartLines(only)).toHaveLength(1);
  });

  it('draws no more periods than can be read; the newest ones', () => {
    const years = Array.from({ length: CHART_PERIODS + 3 }, (_, index) => 2000 + index);
    const [group] = tradeGroups('vi', [
      series(
        'trade',
        'both',
        years.map((of) => point(year(of), of)),
      ),
    ]);
    const drawn = group ? chartLines(group) : [];
    expect(drawn).toHaveLength(CHART_PERIODS);
    expect(drawn[0]?.words).toBe(`năm ${years.at(-1)}`);
  });
});
