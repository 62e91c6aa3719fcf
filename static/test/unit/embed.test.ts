// The map on other pages: what attributes and queries mean, and what the dialog for sharing writes.
import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/api';
import type { Catalog } from '../../src/catalog';
import { tellingView } from '../../src/embed/facts';
import { atlasAddress, embedStateIn } from '../../src/embed/page-state';
import { SHOWN_AT_FIRST } from '../../src/layers/toggles';
import { flag, toggleList, viewIn, viewWords } from '../../src/map/attributes';
import { framedView } from '../../src/share/framed-view';
import {
  elementHtml,
  embedUrl,
  frameHtml,
  linkTo,
  pictureUrl,
  pixelsOf,
  type Wishes,
} from '../../src/share/snippets';

describe('attributes', () => {
  it('are flags as people write them', () => {
    for (const on of ['', '1', 'true', 'legend']) expect(flag.fromAttribute(on), on).toBe(true);
    for (const off of [null, '0', 'false', 'no', ' False ']) {
      expect(flag.fromAttribute(off), String(off)).toBe(false);
    }
  });

  it('name layers', () => {
    expect([...toggleList.fromAttribute('gates, plants')]).toEqual(['gates', 'plants']);
    expect(toggleList.fromAttribute(null)).toBe(SHOWN_AT_FIRST);
    expect(toggleList.fromAttribute('').size).toBe(0);
  });

  it('name a view, or nothing', () => {
    expect(viewIn('9/21.28/106.2')).toEqual({ zoom: 9, lat: 21.28, lon: 106.2 });
    for (const bad of [
      null,
      '',
      '9',
      '9/21',
      '9//106',
      '9/91/106',
      '-1/21/106',
      'a/b/c',
      '9/1/2/3',
    ]) {
      expect(viewIn(bad), String(bad)).toBeNull();
    }
  });

  it('write a view as exactly as it is seen', () => {
    expect(viewWords({ zoom: 6.123, lat: 21.123456, lon: 106.2 })).toBe('6.12/21.123/106.2');
    for (const zoom of [4, 7.5, 12, 18]) {
      const read = viewIn(viewWords({ zoom, lat: 21.123456789, lon: 105.987654321 }));
      const pixels = (512 * 2 ** zoom) / 360;
      expect(Math.abs((read?.lat ?? 0) - 21.123456789) * pixels).toBeLessThan(0.5);
      expect(Math.abs((read?.lon ?? 0) - 105.987654321) * pixels).toBeLessThan(0.5);
    }
  });
});

describe('the query of /embed', () => {
  const query = new URLSearchParams(
    'map=8/21/106&zones=area_ha >= 50&legend=1&title= Cụm &lang=en&theme=dark&interaction=gentle',
  );

  it('becomes attributes', () => {
    const { attributes, title, lang } = embedStateIn(query);
    expect(title).toBe('Cụm');
    expect(lang).toBe('en');
    expect(attributes).toMatchObject({
      view: '8/21/106',
      zones: 'area_ha >= 50',
      legend: '1',
      theme: 'dark',
      interaction: 'gentle',
    });
    expect(attributes).not.toHaveProperty('layers');
  });

  it('passes over values that it does not know', () => {
    const odd = embedStateIn(new URLSearchParams('theme=pink&interaction=wild&lang=fr'));
    expect(odd).toMatchObject({ theme: 'light', interaction: 'full', lang: 'vi' });
  });

  it('leads to the atlas with the same state, where the map is now', () => {
    const hash = 'map=9/22/105&zones=area_ha+%3E%3D+50';
    expect(atlasAddress(query, '9/22/105')).toBe(`/?lang=en#${hash}`);
    expect(atlasAddress(new URLSearchParams('overlay=grdp&legend=1'), null)).toBe('/#overlay=grdp');
  });
});

describe('what is taken along', () => {
  const shared = {
    base: 'https://atlas.test',
    hash: "#map=8/21/106&overlay=grdp&level=province&zones=kind+%3D+'park'&card=provinces/20&way=zones",
  };
  const wishes: Wishes = {
    title: 'Khu "A" & <B>',
    legend: true,
    search: true,
    lang: 'vi',
    theme: 'light',
    interaction: 'full',
    size: { kind: 'wide', height: 480 },
  };
  const parametersOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

  it('is a link with all that stands in the address', () => {
    const link = new URL(linkTo(shared, 'en'));
    expect(link.search).toBe('?lang=en');
    expect(Object.fromEntries(new URLSearchParams(link.hash.slice(1)))).toEqual({
      map: '8/21/106',
      overlay: 'grdp',
      level: 'province',
      zones: "kind = 'park'",
      card: 'provinces/20',
      way: 'zones',
    });
    expect(linkTo({ ...shared, hash: '' }, 'vi')).toBe('https://atlas.test/');
  });

  it('is a frame whose address other pages understand', () => {
    const url = embedUrl(shared, '7/21/106', wishes);
    expect(new URL(url).pathname).toBe('/embed');
    expect(parametersOf(url)).toEqual({
      map: '7/21/106',
      overlay: 'grdp',
      level: 'province',
      zones: "kind = 'park'",
      title: 'Khu "A" & <B>',
      legend: '1',
      search: '1',
    });
  });

  it('says nothing that goes without saying', () => {
    const plain = { ...wishes, title: '', legend: false, search: false };
    expect(embedUrl({ ...shared, hash: '' }, null, plain)).toBe('https://atlas.test/embed');
  });

  it('asks for no search box on a still map', () => {
    const still = parametersOf(embedUrl(shared, null, { ...wishes, interaction: 'none' }));
    expect(still).toMatchObject({ interaction: 'none' });
    expect(still).not.toHaveProperty('search');
    expect(elementHtml(shared, null, { ...wishes, interaction: 'none' })).not.toMatch(
      /^ {2}(search|popup)$/m,
    );
  });

  it('escapes what stands in HTML', () => {
    const frame = frameHtml('https://atlas.test/embed?a=1&b=2', wishes.title, wishes.size);
    expect(frame).toContain('src="https://atlas.test/embed?a=1&amp;b=2"');
    expect(frame).toContain('title="Khu &quot;A&quot; &amp; &lt;B&gt;"');
    const element = elementHtml(shared, '7/21/106', wishes);
    expect(element).toContain('title="Khu &quot;A&quot; &amp; &lt;B&gt;"');
    expect(element).toContain(`zones="kind = 'park'"`);
    expect(element).toContain('view="7/21/106"');
    expect(element).not.toContain('card=');
  });

  it('has the size that was wished for', () => {
    const frame = (size: Wishes['size']) => frameHtml('x', 'y', size);
    expect(frame({ kind: 'fixed', width: 640, height: 400 })).toContain('width="640"');
    expect(frame({ kind: 'wide', height: 400 })).toContain('width="100%"');
    expect(frame({ kind: 'ratio', ratio: '4 / 3' })).toContain('aspect-ratio: 4 / 3');
    expect(pixelsOf({ kind: 'ratio', ratio: '4 / 3' })).toEqual({ width: 800, height: 600 });
  });

  it('is a picture with pixels', () => {
    const size = { kind: 'fixed', width: 900, height: 600 } as const;
    const picture = parametersOf(pictureUrl(shared, '7/21/106', { ...wishes, size }));
    expect(picture).toMatchObject({ width: '900', height: '600', scale: '2', legend: '1' });
    expect(picture).not.toHaveProperty('search');
    expect(picture).not.toHaveProperty('interaction');
  });

  it('shows in a smaller frame what is seen between the panels', () => {
    const free = { zoom: 8, lat: 21, lon: 106, width: 1000, height: 800 };
    expect(framedView(free, { width: 500, height: 400 })).toBe('7/21/106');
    expect(framedView(free, { width: 2000, height: 800 })).toBe('8/21/106');
  });
});

describe('the small card', () => {
  const field = (id: string) => ({ id, type: 'text', title_vi: id, title_en: id }) as const;
  const catalog = {
    layers: [
      {
        id: 'industrial_zones',
        fields: ['decision', 'area_ha', 'status', 'kind', 'precision'].map(field),
      },
    ],
  } as unknown as Catalog;
  const item: Item = {
    id: 1,
    geometry: null,
    properties: { name_vi: 'Cụm A', decision: 'QĐ 1', status: 'operating', area_ha: '12' },
    sources: [],
  };

  it('says a few things, the most telling first', () => {
    const view = tellingView('vi', 'industrial_zones', catalog, item, null);
    expect(view.name).toBe('Cụm A');
    expect(view.rows.map(({ title }) => title)).toEqual(['status', 'area_ha']);
  });

  it('leaves out a field that a figure says with its period', () => {
    const figure = { measure: 'zone_area', value: 12 };
    const figures = { items: [figure], sources: [], numberMatched: 1, next: null };
    const view = tellingView(
      'vi',
      'industrial_zones',
      catalog,
      item,
      figures as unknown as Parameters<typeof tellingView>[4],
    );
    expect(view.rows.map(({ title }) => title)).toEqual(['status']);
  });
});
