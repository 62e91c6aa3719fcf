// Pictures of the map: what they say, how the legend flows, where things stand on the sheet.
import { describe, expect, it, vi } from 'vitest';
import { SHOWN_AT_FIRST, type ToggleId } from '../../src/layers/toggles';
import {
  pictureContent,
  shownThemes,
  usualTitle,
  type PictureSection,
} from '../../src/print/content';
import { columnHeight, leastHeight, legendColumns, wrapped } from '../../src/print/legend-flow';
import { scaleBar } from '../../src/print/scale-bar';
import { FORMS, sheetFor, type Sheet } from '../../src/print/sheet';
import { NO_FILTERS } from '../../src/state/filters';

/** Letters of one width. */
const measure = (words: string) => words.length * 6;
const measures = { title: (words: string) => words.length * 12, words: measure, foot: measure };

vi.stubGlobal('location', { host: 'atlas.example' });

const seen = {
  lang: 'vi' as const,
  theme: 'light' as const,
  shown: SHOWN_AT_FIRST,
  filters: NO_FILTERS,
  time: 'now' as const,
  compared: false,
  overlay: null,
  catalog: null,
  zoom: 7,
  newest: null,
};

describe('the title', () => {
  const title = (...shown: ToggleId[]) => usualTitle('vi', new Set(shown), null);
  it('is that of the only theme that is shown', () => {
    expect(title('cluster', 'park', 'provinces')).toBe('Khu, cụm công nghiệp');
    expect(title('gates')).toBe('Cửa khẩu, cảng, sân bay');
    expect(title('plants', 'labels')).toBe('Nguồn điện');
  });
  it('is general where several are, or none', () => {
    expect(title('plants', 'gates')).toBe('Bản đồ công thương miền Bắc');
    expect(title('provinces')).toBe('Bản đồ công thương miền Bắc');
  });
});

describe('what a picture says', () => {
  it('is the legend of what is shown, in words', () => {
    const { sections } = pictureContent({ ...seen, shown: new Set<ToggleId>(['cluster']) });
    expect(sections[0]?.title).toBe('Khu, cụm công nghiệp');
    expect(sections[0]?.entries.map(({ label }) => label)).toEqual(['Cụm công nghiệp']);
    const words = sections.flatMap(({ entries }) => entries.map(({ label }) => label)).join(' ');
    expect(words).not.toContain('bấm');
  });

  it('tells of filters only where they hold something back that is shown', () => {
    const filters = { ...NO_FILTERS, plants: "fuel = 'wind'" };
    expect(pictureContent({ ...seen, filters }).subtitle).toContain('bộ lọc');
    expect(pictureContent({ ...seen, compared: true }).subtitle).toContain('từ ngày 1/7/2025');
    const gates = new Set<ToggleId>(['gates']);
    expect(shownThemes(gates)).toEqual(['gates']);
    expect(pictureContent({ ...seen, filters, shown: gates }).subtitle).toBe('');
  });

  it('says where and when it was made, and how new its figures are', () => {
    const [made] = pictureContent({ ...seen, newest: '2026-08' }).footer;
    expect(made).toContain('atlas.example');
    expect(made).toContain('8/2026');
  });
});

const section = (title: string, count: number): PictureSection => ({
  title,
  form: 'list',
  entries: Array.from({ length: count }, (_, index) => ({
    mark: { kind: 'swatch', colour: '#fff', hatched: false },
    label: `${title} ${index}`,
  })),
});

describe('a legend in columns', () => {
  const sections = [section('one', 6), section('two', 5), section('three', 9)];
  const flow = (height: number) => legendColumns(sections, 180, height, measure);
  const words = (height: number) =>
    flow(height)
      .flat()
      .flatMap(({ row }) =>
        row.kind === 'title' ? row.lines : row.cells.map((cell) => cell.lines.join(' ')),
      );

  it('loses nothing, keeps the order and no column is too high', () => {
    const all = words(10_000);
    expect(all).toHaveLength(3 + 20);
    for (const height of [90, 150, 222, 400]) {
      expect(words(height)).toEqual(all);
      for (const column of flow(height)) expect(columnHeight(column)).toBeLessThanOrEqual(height);
    }
  });

  it('never ends a column with a title', () => {
    for (let height = 80; height < 420; height += 7) {
      for (const column of flow(height)) expect(column.at(-1)?.row.kind).toBe('cells');
    }
  });

  it('finds the least height for a number of columns', () => {
    for (const count of [1, 2, 3, 4]) {
      const height = leastHeight(sections, 180, count, measure);
      expect(flow(height).length).toBeLessThanOrEqual(count);
    }
    expect(leastHeight(sections, 180, 3, measure)).toBeLessThan(
      leastHeight(sections, 180, 1, measure),
    );
  });

  it('puts short labels in pairs, long ones below each other', () => {
    const form = 'compact' as const;
    const cells = (label: string) => {
      const one = { ...section('x', 0), form, entries: section(label, 4).entries };
      return legendColumns([one], 180, 900, measure)
        .flat()
        .flatMap(({ row }) => (row.kind === 'cells' ? [row.cells.length] : []));
    };
    expect(cells('Gió')).toEqual([2, 2]);
    expect(cells('một hai ba bốn năm sáu bảy tám chín')).toEqual([1, 1, 1, 1]);
  });
});

it('words are wrapped between words', () => {
  expect(wrapped('một hai ba bốn', 48, measure)).toEqual(['một hai', 'ba bốn']);
  expect(wrapped('mộtchữrấtdài hai', 30, measure)).toEqual(['mộtchữrấtdài', 'hai']);
});

describe('a sheet', () => {
  const content = pictureContent(seen);
  const inside = ({ map, width, height, legend, foot }: Sheet) => {
    expect(map.x).toBeGreaterThan(0);
    expect(map.x + map.width).toBeLessThan(width);
    expect(map.width).toBeGreaterThan(150);
    expect(map.height).toBeGreaterThan(150);
    expect(foot.y).toBeGreaterThanOrEqual(map.y + map.height);
    expect(foot.y + foot.lines.length * 13).toBeLessThanOrEqual(height);
    for (const { x, y, column } of legend) {
      expect(x).toBeLessThan(width);
      expect(y + columnHeight(column)).toBeLessThanOrEqual(foot.y);
      const beside = x >= map.x + map.width;
      expect(beside || y >= map.y + map.height).toBe(true);
    }
  };

  for (const form of FORMS) {
    for (const size of [
      { width: 1080, height: 844 },
      { width: 390, height: 660 },
    ]) {
      it(`${form} of ${size.width} by ${size.height} has room for all of it`, () => {
        const sheet = sheetFor(form, size, 'Bản đồ', content, measures);
        inside(sheet);
        const rows = sheet.legend.reduce((sum, { column }) => sum + column.length, 0);
        const all = legendColumns(content.sections, 186, 1e6, measure).flat().length;
        // Pairs may come apart, nothing is left out.
        expect(rows).toBeGreaterThanOrEqual(all);
      });
    }
  }

  it('keeps the map of the screen as it is, and A4 as it is', () => {
    const size = { width: 900, height: 700 };
    expect(sheetFor('screen', size, 'x', content, measures).map).toMatchObject(size);
    const { width, height } = sheetFor('landscape', size, 'x', content, measures);
    expect(width / height).toBeCloseTo(297 / 210, 2);
    const upright = sheetFor('portrait', size, 'x', content, measures);
    expect(upright.height / upright.width).toBeCloseTo(297 / 210, 2);
  });

  it('gives the map all the room without a legend', () => {
    const bare = { ...content, sections: [] };
    const { map, legend, width } = sheetFor(
      'landscape',
      { width: 9, height: 9 },
      'x',
      bare,
      measures,
    );
    expect(legend).toEqual([]);
    expect(map.x * 2 + map.width).toBe(width);
  });
});

describe('the scale bar', () => {
  it('is a round number of metres that fits', () => {
    for (let zoom = 4; zoom <= 18; zoom += 0.37) {
      const { metres, width } = scaleBar(zoom, 21, 120);
      expect(width).toBeLessThanOrEqual(120);
      expect(width).toBeGreaterThan(120 / 2.6);
      expect(String(metres)).toMatch(/^[125]0*$/);
    }
  });

  it('is true at the equator and shrinks with the latitude', () => {
    // At zoom 0 the world is 512 pixels wide.
    expect(scaleBar(0, 0, 512).metres).toBe(20_000_000);
    expect(scaleBar(0, 0, 512).width).toBeCloseTo((512 * 20_000) / 40_075.016686, 3);
    expect(scaleBar(8, 60, 100).metres).toBeLessThan(scaleBar(8, 0, 100).metres);
  });
});
