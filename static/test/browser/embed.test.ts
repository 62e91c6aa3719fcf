// The map on a page of another origin: as a frame and as an element, and the examples of the manual.
import { readFileSync } from 'node:fs';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PhiabacMap } from '../../src/map/phiabac-map';
import { foreignSite } from './foreign.mjs';
import { theBrowser, PATIENCE, SERVER, whenIdle, withoutTiles } from './open.mjs';

let browser: Browser;
let site: Awaited<ReturnType<typeof foreignSite>>;

beforeAll(async () => {
  [browser, site] = await Promise.all([theBrowser(), foreignSite()]);
});
afterAll(() => site.close());

const SCRIPT = `<script type="module" src="${SERVER}/embed.js"></script>`;
const element = (attributes: string, inside = '') =>
  `${SCRIPT}<phiabac-map ${attributes} style="display:block;height:420px">${inside}</phiabac-map>`;

/** Waits until a map has drawn all it was asked for. */
const drawn = (page: Page | Frame, which = 'phiabac-map'): Promise<void> => whenIdle(page, [which]);

/** How many features of a tile layer a map has drawn. */
const count = (page: Page | Frame, sourceLayer: string, which = 'phiabac-map'): Promise<number> =>
  page.evaluate(
    ([selector, name]) => {
      const map = document.querySelector<PhiabacMap>(selector)?.map;
      const features = map?.queryRenderedFeatures() ?? [];
      return features.filter((feature) => feature.sourceLayer === name).length;
    },
    [which, sourceLayer] as const,
  );

/** Where on the page a single point of a layer stands, clear of what covers the map. */
const placeOf = (page: Page, sourceLayer: string) =>
  page.evaluate((name) => {
    const element = document.querySelector('phiabac-map');
    const map = element?.map;
    if (!element || !map) return null;
    const frame = element.getBoundingClientRect();
    for (const { sourceLayer: layer, geometry, properties } of map.queryRenderedFeatures()) {
      if (layer !== name || geometry.type !== 'Point' || 'point_count' in properties) continue;
      const { x, y } = map.project(geometry.coordinates as [number, number]);
      if (x > 380 && x < frame.width - 240 && y > 60 && y < frame.height - 60) {
        return { x: frame.x + x, y: frame.y + y };
      }
    }
    return null;
  }, sourceLayer);

describe('the element on a page of another origin', () => {
  it('draws the region and tells that it is ready, without a fault', async () => {
    const { page, faults, close } = await site.visit(
      browser,
      `<script>addEventListener('ready', () => (window.told = true))</script>${element('')}`,
    );
    await drawn(page);
    await page.waitForFunction(() => 'told' in window);
    for (const layer of ['provinces', 'borders', 'unit_labels', 'industrial_zones']) {
      expect(await count(page, layer), layer).toBeGreaterThan(0);
    }
    // Its sources come with it.
    await page.getByText('Nguồn dữ liệu').click();
    await expect.poll(() => page.locator('.attribution p').innerText()).toContain('OpenStreetMap');
    expect(faults).toEqual([]);
    await close();
  });

  it('leaves the page alone and is left alone by it', async () => {
    const own = `<style>
      :root { --text: red; --surface: lime; --font: monospace }
      button, h2, p { color: red; background: pink; font: 30px serif }
    </style><h2 id="own">Trang của tỉnh</h2>`;
    const { page, close } = await site.visit(
      browser,
      own + element('title="Bản đồ" legend'),
      {},
      withoutTiles,
    );
    await drawn(page);
    const styleOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => {
          const { color, backgroundColor, fontFamily } = getComputedStyle(one);
          return { color, backgroundColor, fontFamily };
        });
    await expect
      .poll(() => styleOf('#own'))
      .toMatchObject({ color: 'rgb(255, 0, 0)', fontFamily: 'serif' });
    expect((await styleOf('phiabac-map .title')).backgroundColor).toBe('rgb(255, 255, 255)');
    expect((await styleOf('phiabac-map .title h2')).color).toBe('rgb(29, 37, 48)');
    expect((await styleOf('phiabac-map .buttons button')).backgroundColor).toBe('rgba(0, 0, 0, 0)');
    // No style sheet was added, and no family of letters that the page might name.
    const sheets = await page.evaluate(() => document.styleSheets.length);
    expect(sheets).toBe(1);
    const families = await page.evaluate(() => [...document.fonts].map(({ family }) => family));
    expect(families).not.toContain('Be Vietnam Pro');
    await close();
  });

  it('shows layers, filter, overlay and legend that attributes ask for', async () => {
    const { page, faults, close } = await site.visit(
      browser,
      element(
        `layers="park,provinces,labels" zones="kind = 'park' AND province = '24'" view="8/21.3/106.2"
         overlay="cluster_count" legend`,
      ),
    );
    await drawn(page);
    const provinces = await page.evaluate(() => {
      const features = document.querySelector('phiabac-map')?.map?.queryRenderedFeatures() ?? [];
      const zones = features.filter(({ sourceLayer }) => sourceLayer === 'industrial_zones');
      return zones.map(({ properties }) => properties['kind'] as string);
    });
    expect(provinces.length).toBeGreaterThan(0);
    expect(new Set(provinces)).toEqual(new Set(['park']));
    expect(await count(page, 'border_gates')).toBe(0);
    const legend = page.locator('map-legend summary').first();
    await legend.click();
    await expect.poll(() => page.locator('map-legend table').innerText()).toContain('60 – 81');
    await expect
      .poll(() => page.locator('map-legend .filtered').innerText())
      .toContain('chỉ vẽ một phần');
    const classes = await page.evaluate(() => {
      const map = document.querySelector('phiabac-map')?.map;
      return map?.getFeatureState({ source: 'ground', sourceLayer: 'provinces', id: 24 });
    });
    expect(Object.keys(classes ?? {})).toHaveLength(1);
    // Attributes may change.
    await page.evaluate(() => {
      const map = document.querySelector('phiabac-map');
      map?.removeAttribute('overlay');
      map?.setAttribute('layers', 'gates');
      map?.setAttribute('lang', 'en');
    });
    await expect.poll(() => legend.innerText()).toContain('Legend');
    await expect.poll(() => page.locator('map-legend table').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('tells what was chosen, and shows its card unless the page prevents that', async () => {
    const listen = `<script>
      window.told = [];
      addEventListener('select', (event) => {
        told.push(event.detail);
        if (window.silent) event.preventDefault();
      });
    </script>`;
    const { page, faults, close } = await site.visit(
      browser,
      listen + element('layers="gates,provinces" view="9/21.9/106.7" popup'),
    );
    await drawn(page);
    const place = await placeOf(page, 'border_gates');
    if (!place) throw new Error('no gate in view');
    await page.mouse.click(place.x, place.y);
    const card = page.locator('map-popup section');
    await card.waitFor();
    const chosen = await page.evaluate(() => (window as unknown as { told: unknown[] }).told[0]);
    expect(chosen).toMatchObject({ layer: 'border_gates' });
    const { name_vi, lon, lat } = chosen as { name_vi: string; lon: number; lat: number };
    expect(name_vi).not.toBe('');
    expect([Math.round(lon), Math.round(lat)]).toEqual([107, 22]);
    await expect.poll(() => card.locator('.name').innerText()).toBe(name_vi);
    const more = await card.locator('.more').getAttribute('href');
    expect(more).toMatch(new RegExp(`^${SERVER}/#card=border_gates/\\d+$`));
    // By key it goes away, and the map has the focus again.
    await card.locator('.close').press('Escape');
    await expect.poll(() => card.count()).toBe(0);
    await page.evaluate(() => ((window as unknown as { silent: boolean }).silent = true));
    await page.mouse.click(place.x, place.y);
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { told: unknown[] }).told.length))
      .toBe(2);
    await expect.poll(() => card.count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('finds places without taking the keys of the page', async () => {
    const { page, faults, close } = await site.visit(
      browser,
      `<input id="own">${element('search popup layers="gates,provinces"')}`,
      {},
      withoutTiles,
    );
    await drawn(page);
    await page.keyboard.press('/');
    await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe('body');
    await page.locator('search-box input').fill('huu nghi');
    await page.locator('search-box [role=option]').first().waitFor();
    await page.locator('search-box input').press('Enter');
    await expect.poll(() => page.locator('map-popup .name').innerText()).toContain('Hữu Nghị');
    await drawn(page);
    const zoom = await page.evaluate(() => document.querySelector('phiabac-map')?.map?.getZoom());
    expect(zoom).toBeGreaterThan(10);
    expect(faults).toEqual([]);
    await close();
  });

  it('stands twice on a page, and comes back where it was', async () => {
    const { page, faults, close } = await site.visit(
      browser,
      element('id="one" view="9/21.3/106.2"') + element('id="two" theme="dark" lang="en"'),
      {},
      withoutTiles,
    );
    await drawn(page, '#one');
    await drawn(page, '#two');
    await page.evaluate(async () => {
      const map = document.querySelector<PhiabacMap>('#one');
      map?.map?.jumpTo({ center: [105, 22], zoom: 8 });
      map?.remove();
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (map?.map) throw new Error('a map that is gone still draws');
      if (map) document.body.append(map);
    });
    await drawn(page, '#one');
    const view = await page.evaluate(() => document.querySelector<PhiabacMap>('#one')?.currentView);
    expect(view).toBe('8/22/105');
    expect(faults).toEqual([]);
    await close();
  });

  it('lets the page scroll, or stands still, as asked', async () => {
    const { page, faults, close } = await site.visit(
      browser,
      `${element('id="one" interaction="gentle"')}${element('id="two" interaction="none" search popup')}
       <div style="height:1500px"></div>`,
      {},
      withoutTiles,
    );
    await drawn(page, '#one');
    await drawn(page, '#two');
    const zoomOf = (id: string) =>
      page.evaluate((which) => document.querySelector<PhiabacMap>(which)?.map?.getZoom(), id);
    const [one, two] = [await zoomOf('#one'), await zoomOf('#two')];
    await page.mouse.move(500, 200);
    await page.mouse.wheel(0, 150);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    await page.mouse.wheel(0, -150);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
    await expect.poll(() => zoomOf('#one')).toBe(one);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    await expect.poll(() => zoomOf('#one')).toBeGreaterThan(one ?? 99);
    await page.locator('#two').scrollIntoViewIfNeeded();
    await page.mouse.move(500, 600);
    await page.mouse.dblclick(500, 600);
    await expect.poll(() => zoomOf('#two')).toBe(two);
    await expect.poll(() => page.locator('#two .buttons, #two search-box').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the frame', () => {
  it('shows the state of its query and the way to the same state in the atlas', async () => {
    const state =
      'map=8/21.3/106.2&layers=gates,provinces&overlay=cluster_count&title=C%E1%BB%ADa%20kh%E1%BA%A9u&legend=1&lang=en';
    const { page, faults, close } = await site.visit(
      browser,
      `<iframe src="${SERVER}/embed?${state.replaceAll('&', '&amp;')}" title="x" width="900" height="600"></iframe>`,
    );
    const frame = page.frames()[1];
    if (!frame) throw new Error('no frame');
    await frame.waitForSelector('phiabac-map');
    await drawn(frame);
    await expect.poll(() => frame.locator('h1').innerText()).toBe('Cửa khẩu');
    await expect.poll(() => frame.title()).toContain('Cửa khẩu');
    expect(await count(frame, 'industrial_zones')).toBe(0);
    await expect.poll(() => frame.locator('map-legend table').innerText()).toContain('60 – 81');
    const href = (await frame.getByText('View in the Northern').getAttribute('href')) ?? '';
    expect(href).toBe(
      `${SERVER}/?lang=en#map=8/21.3/106.2&layers=gates,provinces&overlay=cluster_count`,
    );
    expect(faults).toEqual([]);
    await close();
  });

  it('fits a phone, in the dark', async () => {
    const { page, faults, close } = await site.visit(
      browser,
      `<iframe src="${SERVER}/embed?theme=auto&amp;legend=1&amp;search=1&amp;title=B%E1%BA%A3n%20%C4%91%E1%BB%93" title="x" width="100%" height="480"></iframe>`,
      { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true },
      withoutTiles,
    );
    const frame = page.frames()[1];
    if (!frame) throw new Error('no frame');
    await frame.waitForSelector('phiabac-map');
    await drawn(frame);
    const wide = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBe(0);
    const boxes = await frame.evaluate(() => {
      const root = document.querySelector('phiabac-map')?.shadowRoot;
      return ['.head', '.buttons', '.legend', '.corner', '.foot'].map((name) => {
        const { left, top, right, bottom } =
          root?.querySelector(name)?.getBoundingClientRect() ?? new DOMRect();
        return { name, left, top, right, bottom };
      });
    });
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        const apart =
          a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect(apart, `${a.name} and ${b.name}`).toBe(true);
      }
    }
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the examples of the manual', () => {
  const manual = readFileSync(new URL('../../../docs/embedding.md', import.meta.url), 'utf8');
  const examples = [...manual.matchAll(/^### (\d+) ([^\n]+)[\s\S]*?```html\n([\s\S]*?)```/gm)]
    .map(([, number, title, html]) => ({ number, title, html: html ?? '' }))
    .map((one) => ({ ...one, html: one.html.replaceAll('https://bando.example.vn', SERVER) }));

  it('are there', () => {
    expect(manual.match(/^### \d+ /gm)).toHaveLength(10);
    expect(examples.length).toBeGreaterThanOrEqual(9);
  });

  const framed = examples.filter(({ html }) => html.includes('<iframe'));
  it.each(framed)('$number $title', async ({ html }) => {
    const { page, faults, close } = await site.visit(browser, html);
    const frame = page.frames()[1];
    if (!frame) throw new Error('no frame');
    await frame.waitForSelector('phiabac-map');
    await drawn(frame);
    expect(await count(frame, 'provinces')).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    await close();
  });

  const elements = examples.filter(({ html }) => html.includes('<phiabac-map'));
  it.each(elements)('$number $title', async ({ html }) => {
    const { page, faults, close } = await site.visit(browser, html);
    await drawn(page);
    expect(await count(page, 'provinces')).toBeGreaterThan(0);
    const button = page.locator('button[data-view]').first();
    if (await button.count()) {
      await page.waitForSelector('phiabac-map[data-ready]');
      await button.click();
      await drawn(page);
      const view = await page.evaluate(() => document.querySelector('phiabac-map')?.currentView);
      expect(view).toBe('13/21.9747/106.6925');
    }
    expect(faults).toEqual([]);
    await close();
  });

  const libraries = examples.filter(({ html }) => html.includes('./maplibre-gl.mjs'));
  it.each(libraries)('$number $title', async ({ html }) => {
    const script = html.replace('map.on(', 'window.libraryMap = map; map.on(');
    const { page, faults, close } = await site.visit(browser, script);
    await page.waitForFunction(
      () => {
        const { libraryMap: map } = window as unknown as { libraryMap?: PhiabacMap['map'] };
        return map?.loaded() && map.queryRenderedFeatures({ layers: ['large-parks'] }).length > 0;
      },
      undefined,
      { timeout: PATIENCE, polling: 200 },
    );
    expect(faults).toEqual([]);
    await close();
  });
});
