// The chosen overlay: in the address, on the map, in the legend.
import { describe, expect, it } from 'vitest';
import { cardIn, cardWords } from '../../src/atlas/address';
import { withParameters } from '../../src/state/parameters';
import { choiceIn, choiceWords, settled } from '../../src/overlays/choice';
import { legendRemarks, legendSteps } from '../../src/overlays/legend-model';
import { areaWords, classesOf, paintOf } from '../../src/overlays/paint';
import type { Overlay, OverlayClass, OverlayInfo, OverlayRow } from '../../src/overlays/types';

const row = (id: number, value: number | null, band: number | null, more = {}): OverlayRow => ({
  id,
  code: String(id).padStart(2, '0'),
  name_vi: `Tỉnh ${id}`,
  name_en: `Province ${id}`,
  value,
  n: 1,
  of: 1,
  class: band,
  bound: 'exact',
  parts: null,
  derived: false,
  source_ids: ['a'],
  note_vi: null,
  note_en: null,
  ...more,
});

const band = (index: number, from: number, to: number): OverlayClass => ({
  class: index,
  from,
  to,
  n: 1,
  light: `#00000${index}`,
  dark: `#fffff${index}`,
});

const overlay = (more: Partial<Overlay> = {}): Overlay => ({
  id: 'cluster_count',
  title_vi: 'Số cụm công nghiệp',
  title_en: 'Industrial clusters',
  unit_vi: 'cụm',
  unit_en: 'clusters',
  decimals: 0,
  level: 'province',
  period: null,
  note_vi: null,
  note_en: null,
  scope: null,
  scope_vi: null,
  scope_en: null,
  classes: [band(0, 0, 5), band(1, 5, 6), band(2, 6, 11)],
  missing: { n: 1, light: '#eee', dark: '#333' },
  rows: [row(1, 0, 0), row(4, 5, 1), row(8, 11, 2), row(11, null, null)],
  unassigned: { value: 0, n: 0 },
  total: { value: null, n: 0 },
  reporting: null,
  sources: [],
  ...more,
});

describe('the address', () => {
  const hash = '#map=6/21/105&overlay=grdp&level=commune&period=2025-01-01/2025-09-30';

  it('holds the choice beside the view of the map', () => {
    const choice = { id: 'grdp', level: 'commune', period: '2025-01-01/2025-09-30' } as const;
    expect(choiceIn(hash)).toEqual(choice);
    expect(withParameters('#map=6/21/105', choiceWords(choice))).toBe(hash);
    expect(withParameters(hash, choiceWords(null))).toBe('#map=6/21/105');
    expect(withParameters('#overlay=x', choiceWords(null))).toBe('');
  });

  it('asks for nothing, or for provinces, unless it says so', () => {
    expect(choiceIn('#map=6/21/105')).toBeNull();
    expect(choiceIn('#overlay=x&level=village')).toEqual({
      id: 'x',
      level: 'province',
      period: null,
    });
  });

  it.each(['region', 'border_gates/12', 'border_gates/12/trade', 'communes/4'])(
    'holds the card %s',
    (card) => expect(cardWords(cardIn(`#card=${card}`))).toBe(card),
  );

  it.each(['', 'everything', 'gates/1', 'border_gates/x', 'border_gates/1/2'])(
    'knows no card %s',
    (card) => expect(cardIn(`#card=${card}`)).toBeNull(),
  );
});

describe('a choice', () => {
  const info = {
    id: 'grdp',
    levels: ['province'],
    periods: [
      { start: '2024', end: '2024', kind: 'year', n: 18, levels: ['province'] },
      { start: '2023', end: '2023', kind: 'year', n: 0, levels: ['commune'] },
    ],
  } as unknown as OverlayInfo;

  it('settles on a level and a period that the overlay has', () => {
    expect(settled({ id: 'grdp', level: 'commune', period: '2024/2024' }, info)).toEqual({
      id: 'grdp',
      level: 'province',
      period: '2024/2024',
    });
    for (const period of ['1999', '2023/2023']) {
      expect(settled({ id: 'grdp', level: 'province', period }, info).period).toBeNull();
    }
  });
});

describe('the legend', () => {
  const ranges = (lang: 'vi' | 'en', more: Partial<Overlay> = {}) =>
    legendSteps(lang, overlay(more), 'light').map(({ range }) => range);

  it('says whole numbers by first and last', () => {
    expect(ranges('vi')).toEqual(['0 – 4', '5', '6 – 11']);
  });

  it('says other values by where the next class begins; the last one includes its end', () => {
    const classes = [band(0, 0.5, 1.25), band(1, 1.25, 2)];
    expect(ranges('vi', { classes, decimals: 2 })).toEqual(['0,5 – dưới 1,25', '1,25 – 2']);
    expect(ranges('en', { classes, decimals: 2 })).toEqual(['0.5 – under 1.25', '1.25 – 2']);
  });

  it('says a class of one value by that value', () => {
    const classes = [band(0, 0, 0), band(1, 0.5, 2)];
    expect(ranges('vi', { classes, decimals: 1 })).toEqual(['0', '0,5 – 2']);
  });

  it('does not take whole breaks of broken values for counts', () => {
    expect(ranges('vi', { rows: [row(1, 4.6, 0)] })[0]).toBe('0 – dưới 5');
  });

  it('has the colours of the theme', () => {
    const colours = (theme: 'light' | 'dark') =>
      legendSteps('vi', overlay(), theme).map(({ colour }) => colour);
    expect(colours('light')).toEqual(['#000000', '#000001', '#000002']);
    expect(colours('dark')).toEqual(['#fffff0', '#fffff1', '#fffff2']);
  });

  it('says how many report, what is left over and what is derived', () => {
    const remarks = legendRemarks(
      'vi',
      overlay({
        reporting: { n: 47, of: 619 },
        unassigned: { value: 2, n: 2 },
        total: { value: 3, n: 619 },
        period: { start: '2025-01-01', end: '2025-09-30', kind: 'year_to_date' },
        rows: [row(1, 1, 0, { derived: true }), row(4, null, null, { derived: true })],
      }),
    );
    expect(remarks).toEqual([
      'Kỳ: 9 tháng 2025.',
      'Tổng: 3 cụm.',
      '47 trên 619 địa bàn có số liệu.',
      '2 bản ghi chưa biết thuộc tỉnh nào.',
      '1 địa bàn: cộng từ số liệu các tỉnh trước sáp nhập.',
    ]);
    expect(legendRemarks('vi', overlay())).toEqual([]);
  });

  it('does not call a mean a total', () => {
    const mean = overlay({
      rows: [row(1, 40, 0), row(4, 60, 1)],
      total: { value: 52, n: 2 },
      reporting: { n: 2, of: 9 },
    });
    expect(legendRemarks('vi', mean)).toEqual([
      'Tính chung: 52 cụm.',
      '2 trên 9 bản ghi có báo cáo.',
    ]);
  });
});

describe('the map', () => {
  it('gets a class for each area with a value, and the others as missing', () => {
    expect([...classesOf(overlay())]).toEqual([
      [1, 0],
      [4, 1],
      [8, 2],
    ]);
    const paint = paintOf(overlay(), 'dark');
    expect(paint).toEqual({
      level: 'province',
      colours: ['#fffff0', '#fffff1', '#fffff2'],
      missingColour: '#333',
      missing: [11],
    });
  });

  it('tells the pointer the value, and zero is a value', () => {
    expect(areaWords('vi', overlay(), 1)).toBe('Tỉnh 1: 0 cụm');
    expect(areaWords('en', overlay(), 8)).toBe('Province 8: 11 clusters');
    expect(areaWords('vi', overlay(), 11)).toBe('Tỉnh 11: chưa có số liệu');
    expect(areaWords('vi', overlay(), 99)).toBeNull();
  });
});
