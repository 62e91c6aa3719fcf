// The styles are valid, self-contained, and follow their options.
import { validateStyleMin, type StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { LayerSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { LAYER_IDS } from '../../src/layers/names';
import { SHOWN_AT_FIRST, TOGGLE_IDS, type ToggleId } from '../../src/layers/toggles';
import { mapStyle, type StyleOptions } from '../../src/style';
import { PALETTES } from '../../src/style/palette';
import { allSigns } from '../../src/style/signs';
import { SOURCE_LAYERS } from '../../src/style/sources';
import { FILTERED, NO_FILTERS, THEME_IDS } from '../../src/state/filters';

const BASE = 'https://atlas.test';

const defaults: StyleOptions = {
  lang: 'vi',
  shown: SHOWN_AT_FIRST,
  client: 'page',
  selected: null,
  overlay: null,
};

const variants: [string, StyleOptions][] = (['vi', 'en'] as const).flatMap((lang) =>
  (['page', 'any'] as const).flatMap((client) =>
    (
      [
        ['first', SHOWN_AT_FIRST],
        ['all', new Set(TOGGLE_IDS)],
        ['none', new Set<ToggleId>()],
        ...TOGGLE_IDS.map((id) => [`only ${id}`, new Set([id])] as const),
      ] as const
    ).flatMap(([name, shown]) =>
      [null, { layer: 'communes' as const, id: 7 }].map(
        (selected) =>
          [
            `${lang}, ${client}, ${name}${selected ? ', selected' : ''}`,
            { lang, client, shown, selected, overlay: null },
          ] as [string, StyleOptions],
      ),
    ),
  ),
);

const errorsOf = (style: unknown): string[] =>
  validateStyleMin(style as StyleSpecification).map(({ message }) => message);

describe.each(Object.values(PALETTES))('the $name style', (palette) => {
  it.each(variants)('is valid: %s', (_name, options) => {
    expect(errorsOf(mapStyle(BASE, palette, options))).toEqual([]);
  });

  describe.each(['province', 'commune'] as const)('with values of each %s', (level) => {
    const overlay = { level, colours: ['#111111', '#eeeeee'], missingColour: '#888888' };
    const style = (missing: readonly number[], colours = overlay.colours) =>
      mapStyle(BASE, palette, { ...defaults, overlay: { ...overlay, colours, missing } });
    const idsOf = ({ layers }: StyleSpecification) => layers.map(({ id }) => id);

    it('is valid, whether classes or gaps there are', () => {
      for (const missing of [[], [1], [1, 4, 8]]) {
        expect(errorsOf(style(missing))).toEqual([]);
        expect(errorsOf(style(missing, []))).toEqual([]);
      }
    });

    it('paints below every border, sign and name', () => {
      const ids = idsOf(style([1]));
      const above = ids.slice(ids.indexOf('overlay-missing') + 1);
      expect(ids.indexOf('overlay-area')).toBeGreaterThan(ids.indexOf('region'));
      for (const id of idsOf(mapStyle(BASE, palette, defaults))) {
        const isOnTop = /border|sign|disc|name|group|label|selected|roads|rail/.test(id);
        if (isOnTop && !id.startsWith('land')) expect(above).toContain(id);
      }
    });

    it('hatches only what is missing, and has the picture for it', () => {
      expect(idsOf(style([]))).not.toContain('overlay-missing');
      const names = new Set(allSigns().map(({ name }) => name));
      expect(names).toContain(`${palette.name}-hatch-missing`);
    });
  });

  it('has no address outside the base', () => {
    for (const client of ['page', 'any'] as const) {
      const written = JSON.stringify(mapStyle('{base}', palette, { ...defaults, client }));
      const addresses = written.match(/"[^"]*(?:\/\/|\{base\}|\.pbf|\.json|\.woff2)[^"]*"/g) ?? [];
      // At least sprite, glyphs or fonts, and three sources of tiles.
      expect(addresses.length).toBeGreaterThanOrEqual(5);
      for (const address of addresses) expect(address).toMatch(/^"\{base\}\//);
    }
  });

  it('asks for glyph ranges only where no font file is given', () => {
    const page = mapStyle(BASE, palette, defaults);
    const any = mapStyle(BASE, palette, { ...defaults, client: 'any' });
    expect([page.glyphs, Object.keys(page['font-faces'] ?? {}).length]).toEqual([undefined, 5]);
    expect([any.glyphs, any['font-faces']]).toEqual([
      `${BASE}/fonts/{fontstack}/{range}.pbf`,
      undefined,
    ]);
  });

  it('draws the national border above every area and every other border', () => {
    const { layers } = mapStyle(BASE, palette, defaults);
    const national = layers.findIndex(({ id }) => id === 'national-border');
    const above = layers
      .slice(national + 1)
      .filter(({ type }) => type === 'fill' || type === 'line');
    expect(above.map(({ id }) => id)).toEqual(
      ['provinces', 'communes', 'former_provinces', 'former_communes'].map(
        (id) => `${id}-selected`,
      ),
    );
  });

  it('names points, never areas or lines of units', () => {
    const named = mapStyle(BASE, palette, defaults).layers.filter(
      (layer) => layer.type === 'symbol' && layer.layout?.['text-field'] !== undefined,
    );
    const from = new Set(named.map((layer) => 'source-layer' in layer && layer['source-layer']));
    expect([...from].sort()).toEqual([
      'border_gates',
      'industrial_zones',
      'places',
      'power_plants',
      'sea_labels',
      'transport',
      'unit_labels',
    ]);
  });
});

describe('names of provinces on a wide map', () => {
  const layersFor = (client: StyleOptions['client']) =>
    mapStyle(BASE, PALETTES.light, { ...defaults, client }).layers;

  it('find the room of points taken: what takes it stands above them and is not seen', () => {
    const layers = layersFor('page');
    const ids = layers.map(({ id }) => id);
    const rooms = layers.filter(({ id }) => id.endsWith('-room'));
    expect(rooms.map(({ id }) => id).sort()).toEqual([
      'border_gates-group-room',
      'border_gates-sign-room',
      'clusters-group-room',
      'industrial_zones-sign-room',
      'power_plants-group-room',
      'zones-group-room',
    ]);
    for (const { id, paint } of rooms) {
      const seen = layers.find((layer) => `${layer.id}-room` === id)?.paint as
        { 'icon-translate'?: unknown } | undefined;
      // It lies where the group is drawn.
      const translate = seen?.['icon-translate'];
      expect(paint).toEqual({
        'icon-opacity': 0,
        ...(translate ? { 'icon-translate': translate } : {}),
      });
      expect(ids.indexOf(id)).toBeGreaterThan(ids.indexOf('province-name-wide'));
    }
  });

  it('are placed beside the points first, and among them only after that', () => {
    const ids = layersFor('page').map(({ id }) => id);
    // What stands higher is placed first.
    expect(ids.indexOf('province-name-wide')).toBeGreaterThan(ids.indexOf('province-name-anyway'));
    expect(ids.indexOf('province-name-anyway')).toBeGreaterThan(ids.indexOf('clusters-group'));
  });

  it('are plain, and named once, for clients that place names in their own way', () => {
    const ids = layersFor('any').map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('province-name'))).toEqual(['province-name']);
    expect(ids.filter((id) => id.endsWith('-room'))).toEqual([]);
  });
});

describe('groups', () => {
  const waysOf = (shown: readonly ToggleId[]) =>
    mapStyle(BASE, PALETTES.light, { ...defaults, shown: new Set(shown) })
      .layers.filter(({ id, layout }) => id.endsWith('-group') && layout?.visibility !== 'none')
      .map(({ paint }) => JSON.stringify((paint as Record<string, unknown>)['icon-translate']));

  it('of several themes move aside, each in a way of its own', () => {
    const ways = waysOf(['cluster', 'park', 'gates', 'plants']);
    expect(new Set(ways).size).toBe(4);
    expect(ways).not.toContain('[0,0]');
  });

  it('of one theme stay where they are', () => {
    for (const one of ['cluster', 'park', 'gates', 'plants'] as const) {
      expect(waysOf([one]), one).toEqual(['[0,0]']);
    }
  });
});

describe('the switches', () => {
  const visible = (shown: ReadonlySet<ToggleId>): string[] =>
    mapStyle(BASE, PALETTES.light, { ...defaults, shown })
      .layers.filter((layer) => layer.layout?.visibility !== 'none')
      .map(({ id }) => id);

  const check = (id: ToggleId, layer: string) =>
    it(`${id} shows and hides ${layer}`, () => {
      expect(visible(new Set(TOGGLE_IDS))).toContain(layer);
      expect(visible(new Set(TOGGLE_IDS.filter((one) => one !== id)))).not.toContain(layer);
    });

  check('gates', 'border_gates-sign');
  check('plants', 'power_plants-disc');
  check('provinces', 'provinces-border');
  check('communes', 'communes-border');
  check('former_provinces', 'former-provinces-border');
  check('former_communes', 'former-communes-hatch');
  check('transport', 'expressways');
  check('labels', 'province-name');

  it('keep the national border and the archipelagos whatever is switched off', () => {
    expect(visible(new Set())).toEqual(
      expect.arrayContaining(['national-border', 'archipelago-name', 'land-archipelagos']),
    );
  });

  it('filter zones by kind', () => {
    const filterOf = (shown: ReadonlySet<ToggleId>): string => {
      const layer = mapStyle(BASE, PALETTES.light, { ...defaults, shown }).layers.find(
        ({ id }) => id === 'industrial_zones-sign',
      ) as Extract<LayerSpecification, { type: 'symbol' }>;
      return JSON.stringify(layer.filter);
    };
    expect(filterOf(new Set(['park']))).toContain('["literal",["park"]]');
    expect(filterOf(new Set(['park', 'cluster']))).toContain('["literal",["cluster","park"]]');
  });
});

describe('sources and sprites', () => {
  it('carry every layer once, filtered or not', () => {
    const filter = "status = 'operating'";
    for (const filters of [NO_FILTERS, { ...NO_FILTERS, zones: filter, plants: filter }]) {
      const { sources } = mapStyle(BASE, PALETTES.light, { ...defaults, filters });
      const carried = Object.values(sources).flatMap((source) =>
        source.type === 'vector'
          ? (/\/tiles\/([^/]+)/.exec(source.tiles?.[0] ?? '')?.[1] ?? '').split(',')
          : [],
      );
      // A layer with a filter has tiles of its own beside those that it shares.
      const own = THEME_IDS.filter((theme) => filters[theme] !== null);
      const shared = carried.filter((layer) => !own.some((theme) => FILTERED[theme] === layer));
      expect([...shared, ...own.map((theme) => FILTERED[theme])].sort()).toEqual(
        [...LAYER_IDS].sort(),
      );
      expect(Object.keys(sources)).toEqual(expect.arrayContaining(own));
    }
  });

  it('each layer names a source that holds it', () => {
    const filters = { ...NO_FILTERS, gates: "mode = 'rail'" };
    const plain = mapStyle(BASE, PALETTES.light, defaults);
    const filtered = mapStyle(BASE, PALETTES.light, { ...defaults, filters });
    for (const layer of [...plain.layers, ...filtered.layers]) {
      if (!('source' in layer) || layer.source === 'surroundings') continue;
      const { sources } = layer.source === 'gates' ? filtered : plain;
      expect(sources).toHaveProperty(layer.source);
      const held: readonly string[] = SOURCE_LAYERS[layer.source as keyof typeof SOURCE_LAYERS];
      expect(held).toContain('source-layer' in layer ? layer['source-layer'] : undefined);
    }
  });

  it('have a sign for each theme, none named twice', () => {
    const names = allSigns().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of [
      'zone-cluster-centroid',
      'gate-main-rail-approximate',
      'gate-main',
      'hatch',
    ]) {
      expect(names).toEqual(expect.arrayContaining([`light-${name}`, `dark-${name}`]));
    }
  });
});
