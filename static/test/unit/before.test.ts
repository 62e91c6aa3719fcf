// Before and after: what the style draws of each time, what the legend says, where the line stands.
import { describe, expect, it } from 'vitest';
import { keptInside, placeOf, shareOf, stepOf } from '../../src/compare/divider';
import { legend } from '../../src/layers/legend';
import { SHOWN_AT_FIRST, TOGGLE_IDS } from '../../src/layers/toggles';
import { mapStyle, type StyleOptions } from '../../src/style';
import { PALETTES } from '../../src/style/palette';

const options: StyleOptions = {
  lang: 'vi',
  shown: SHOWN_AT_FIRST,
  client: 'page',
  selected: null,
  overlay: { level: 'commune', colours: ['#111111'], missing: [1], missingColour: '#888888' },
};

const drawn = (time: 'now' | 'before', shown = SHOWN_AT_FIRST): string[] =>
  mapStyle('https://atlas.test', PALETTES.light, { ...options, shown, time })
    .layers.filter(({ layout }) => layout?.visibility !== 'none')
    .map(({ id }) => id);

const OF_NOW = [
  'provinces-area',
  'communes-area',
  'provinces-border',
  'communes-border',
  'communes-border-former',
  'province-name',
  'commune-name',
  'overlay-area',
  'overlay-missing',
];
const OF_THEN = [
  'former-provinces-area',
  'former-communes-area',
  'former-provinces-line',
  'former-provinces-border-approximate',
  'former-communes-border',
  'former-communes-hatch',
  'former_province-name',
  'former_commune-name',
];

describe('the style', () => {
  it('draws present units and none of before', () => {
    const ids = drawn('now');
    expect(ids).toEqual(expect.arrayContaining(OF_NOW));
    for (const id of OF_THEN) expect(ids).not.toContain(id);
  });

  it('draws the units of before in their place, with their names', () => {
    const ids = drawn('before');
    expect(ids).toEqual(expect.arrayContaining(OF_THEN));
    for (const id of OF_NOW) expect(ids).not.toContain(id);
    expect(ids).toContain('national-border');
  });

  it('switches borders of before with those of now, but leaves areas to answer clicks', () => {
    const ids = drawn('before', new Set(TOGGLE_IDS.filter((id) => !/prov|comm/.test(id))));
    expect(ids).toEqual(expect.arrayContaining(['former-provinces-area', 'former-communes-area']));
    expect(ids).not.toContain('former-provinces-line');
    expect(ids).not.toContain('former-communes-border');
  });

  it('asks for no tiles of former units at first', () => {
    const { layers } = mapStyle('https://atlas.test', PALETTES.light, options);
    const asking = layers.filter(
      (layer) =>
        'source' in layer && layer.source === 'former' && layer.layout?.visibility !== 'none',
    );
    expect(asking.map(({ id }) => id)).toEqual([]);
  });
});

describe('the legend', () => {
  const titles = (time: 'now' | 'before' | 'compare') =>
    legend(SHOWN_AT_FIRST, 10, PALETTES.light, time).map(({ title }) => title);
  const labels = (time: 'now' | 'before' | 'compare') =>
    legend(SHOWN_AT_FIRST, 10, PALETTES.light, time).flatMap(({ entries }) =>
      entries.map(({ label }) => label),
    );

  it('speaks of one time, or of both', () => {
    expect(titles('now').filter((title) => title.includes('units'))).toEqual(['legend.units']);
    expect(titles('before').filter((title) => title.includes('units'))).toEqual([
      'legend.units.before',
    ]);
    expect(titles('compare').filter((title) => title.includes('units'))).toEqual([
      'legend.units.now',
      'legend.units.before',
    ]);
  });

  it('says that former borders are approximate, and what the hatch is', () => {
    for (const time of ['before', 'compare'] as const) {
      expect(labels(time)).toEqual(
        expect.arrayContaining(['legend.former.commune', 'legend.former.hatch']),
      );
    }
    expect(labels('now')).not.toContain('legend.former.hatch');
  });

  it('names the national border once', () => {
    for (const time of ['now', 'before', 'compare'] as const) {
      expect(labels(time).filter((label) => label === 'legend.border.national')).toHaveLength(1);
    }
  });
});

describe('the line', () => {
  const room = { from: 360, to: 1440 };

  it('stands where its share says, and back', () => {
    for (const share of [0, 0.25, 0.5, 1]) {
      expect(shareOf(placeOf(share, room), room)).toBeCloseTo(share, 2);
    }
    expect(placeOf(0, room)).toBeGreaterThan(room.from);
    expect(placeOf(1, room)).toBeLessThan(room.to);
  });

  it('stays in the room, however far it is dragged', () => {
    expect([-500, 5000].map((x) => shareOf(x, room))).toEqual([0, 1]);
    expect(shareOf(3, { from: 0, to: 10 })).toBe(0.5);
  });

  it('moves by keys, and only by those', () => {
    const share = (key: string) => stepOf(key, 0.5);
    expect(share('ArrowLeft')).toBeLessThan(0.5);
    expect(share('ArrowRight')).toBeGreaterThan(0.5);
    expect(share('PageUp')).toBeCloseTo(0.6);
    expect([share('Home'), share('End')]).toEqual([0, 1]);
    expect(['a', 'Tab', 'Escape', 'Enter'].map(share)).toEqual([null, null, null, null]);
    expect([-0.1, 0.3, 1.2].map(keptInside)).toEqual([0, 0.3, 1]);
  });
});
