// The page in a real browser, against the server that PHIABAC_URL names.
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { idle, theBrowser, newContext, open, openPlain, picture, SERVER } from './open.mjs';

let browser: Browser;

beforeAll(async () => {
  browser = await theBrowser();
});

/** How many features of a tile layer the map has drawn. */
const drawn = (page: Page, sourceLayer: string): Promise<number> =>
  page.evaluate((name) => {
    const atlas = document.querySelector('phiabac-atlas');
    const map = atlas?.shadowRoot?.querySelector('phiabac-map')?.map;
    const features = map?.queryRenderedFeatures() ?? [];
    return features.filter((feature) => feature.sourceLayer === name).length;
  }, sourceLayer);

/** Where on the page a single feature or a group of a layer is drawn, clear of the panel. */
const placeOf = (page: Page, sourceLayer: string, grouped = false) =>
  page.evaluate(
    ([name, wanted]) => {
      const element = document
        .querySelector('phiabac-atlas')
        ?.shadowRoot?.querySelector('phiabac-map');
      const map = element?.map;
      if (!element || !map) return null;
      const frame = element.getBoundingClientRect();
      for (const { sourceLayer, geometry, properties, layer } of map.queryRenderedFeatures()) {
        const isGroup = properties['point_count'] !== undefined;
        if (sourceLayer !== name || geometry.type !== 'Point' || isGroup !== wanted) continue;
        const at = map.project(geometry.coordinates as [number, number]);
        // Groups are drawn a little aside.
        const [right, down] = (map.getPaintProperty(layer.id, 'icon-translate') ?? [0, 0]) as [
          number,
          number,
        ];
        const [x, y] = [at.x + right, at.y + down];
        if (x > 420 && x < frame.width - 220 && y > 60 && y < frame.height - 60) {
          return { x: frame.x + x, y: frame.y + y };
        }
      }
      return null;
    },
    [sourceLayer, grouped] as const,
  );

describe('on a desktop', () => {
  it('opens without a fault and draws the region', async () => {
    const { page, faults, close } = await open(browser, '/');
    for (const layer of ['provinces', 'borders', 'unit_labels', 'land']) {
      expect(await drawn(page, layer), layer).toBeGreaterThan(0);
    }
    for (const layer of ['industrial_zones', 'border_gates', 'power_plants']) {
      expect(await drawn(page, layer), layer).toBeGreaterThan(0);
    }
    // Nothing behind the map is to be seen through it, and it is there once it is drawn.
    const canvas = await page.locator('phiabac-map canvas').evaluate((one: HTMLCanvasElement) => ({
      alpha: one.getContext('webgl2')?.getContextAttributes()?.alpha,
      visibility: getComputedStyle(one).visibility,
    }));
    expect(canvas).toEqual({ alpha: false, visibility: 'visible' });
    await picture(page, 'desktop-light-vi');
    expect(faults).toEqual([]);
    await close();
  });

  it('draws communes when zoomed in', async () => {
    const { page, faults, close } = await open(browser, '/#map=9.5/21.1/105.9');
    expect(await drawn(page, 'communes')).toBeGreaterThan(10);
    await picture(page, 'desktop-communes');
    expect(faults).toEqual([]);
    await close();
  });

  it('opens the card of a gate with its source, and closes it by Escape', async () => {
    const { page, faults, close } = await open(browser, '/#map=8/22.7/105.5');
    const place = await placeOf(page, 'border_gates');
    expect(place).not.toBeNull();
    await page.mouse.click(place?.x ?? 0, place?.y ?? 0);
    await page.locator('feature-card h2').waitFor();
    expect((await page.locator('feature-card h2').innerText()).length).toBeGreaterThan(2);
    await expect.poll(() => page.locator('feature-card .precision').count()).toBe(1);
    await expect.poll(() => page.locator('feature-card .sources li').count()).toBeGreaterThan(0);
    await idle(page);
    await picture(page, 'desktop-card');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('feature-card').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('zooms into a group', async () => {
    const { page, faults, close } = await open(browser, '/');
    const zoom = () =>
      page.evaluate(() => {
        const atlas = document.querySelector('phiabac-atlas');
        return atlas?.shadowRoot?.querySelector('phiabac-map')?.map?.getZoom() ?? 0;
      });
    const before = await zoom();
    const place = await placeOf(page, 'industrial_zones', true);
    expect(place).not.toBeNull();
    await page.mouse.click(place?.x ?? 0, place?.y ?? 0);
    await expect.poll(zoom).toBeGreaterThan(before + 0.5);
    await idle(page);
    await expect.poll(() => page.locator('feature-card').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('answers Enter on the map with what lies in its middle', async () => {
    const { page, close } = await open(browser, '/#map=10/21.1/104.9');
    await page.locator('phiabac-map canvas').focus();
    await page.keyboard.press('Enter');
    await page.locator('feature-card h2').waitFor();
    await close();
  });

  it('speaks English when asked', async () => {
    const { page, faults, close } = await openPlain(browser, '/');
    await expect.poll(() => page.locator('h1').innerText()).toBe('Phía Bắc Atlas');
    await page.locator('button.language').click();
    await idle(page);
    await expect.poll(() => page.locator('h1').innerText()).toBe('Northern Vietnam Atlas');
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
    await expect.poll(() => page.locator('.panel h2').allInnerTexts()).toContain('Map layers');
    await picture(page, 'desktop-light-en');
    expect(faults).toEqual([]);
    await close();
  });

  it('follows the system into the dark, and the switch back', async () => {
    const { page, faults, close } = await openPlain(browser, '/', { colorScheme: 'dark' });
    const ground = () =>
      page.evaluate(() =>
        getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number),
      );
    expect(Math.max(...((await ground()) ?? []))).toBeLessThan(80);
    await picture(page, 'desktop-dark-vi');
    await page.locator('button.theme').click();
    await idle(page);
    expect(Math.max(...((await ground()) ?? []))).toBeGreaterThan(180);
    expect(faults).toEqual([]);
    await close();
  });

  it('switches a layer off and the legend with it', async () => {
    const { page, close } = await open(browser, '/');
    expect(await drawn(page, 'power_plants')).toBeGreaterThan(0);
    await page.locator('input[name=plants]').uncheck();
    await expect.poll(() => drawn(page, 'power_plants')).toBe(0);
    expect(await page.locator('#panel .legend').innerText()).not.toContain(
      'Nguồn điện theo nhiên liệu',
    );
    await close();
  });

  it('shows former communes as approximate', async () => {
    const { page, faults, close } = await open(browser, '/#map=10/21.1/105.9');
    await page.locator('input[name=former_communes]').check();
    await idle(page);
    expect(await drawn(page, 'former_communes')).toBeGreaterThan(0);
    await expect.poll(() => page.locator('#panel .legend').innerText()).toContain('gần đúng');
    await picture(page, 'desktop-former');
    expect(faults).toEqual([]);
    await close();
  });

  it('names Hoàng Sa and Trường Sa in an inset, or on the map once it reaches them', async () => {
    const { page, close } = await open(browser, '/');
    const inset = page.locator('phiabac-map .inset');
    await expect.poll(() => inset.textContent()).toMatch(/Hoàng Sa[\s\S]*Trường Sa/);
    await inset.click();
    await idle(page);
    await expect.poll(() => inset.count()).toBe(0);
    expect(await drawn(page, 'sea_labels')).toBeGreaterThanOrEqual(2);
    await picture(page, 'desktop-archipelagos');
    await close();
  });

  it('folds the panel', async () => {
    const { page, close } = await openPlain(browser, '/');
    await page.locator('.fold').click();
    await page.locator('.panel').waitFor({ state: 'hidden' });
    await picture(page, 'desktop-folded');
    await close();
  });
});

describe('when the server fails', () => {
  it('says so in the words of the problem and tries again when asked', async () => {
    const detail = 'Dữ liệu đang được nạp lại.';
    let failing = true;
    const { page, close } = await openPlain(browser, '/', {}, (fresh) =>
      fresh.route('**/catalog.json', (route) =>
        failing ? route.fulfill({ status: 503, json: { title: 'x', detail } }) : route.continue(),
      ),
    );
    const alert = page.locator('.panel [role=alert]');
    await expect.poll(() => alert.innerText()).toContain(detail);
    failing = false;
    await alert.getByRole('button').click();
    await alert.waitFor({ state: 'detached' });
    // The message goes at once, the counts come with the answer.
    await page.locator('.count').nth(2).waitFor();
    await close();
  });

  it('keeps the card open with a way to try again', async () => {
    const { page, close } = await open(browser, '/#map=10/21.1/104.9', {}, (fresh) =>
      fresh.route('**/items/*', (route) => route.abort()),
    );
    await page.locator('phiabac-map canvas').focus();
    await page.keyboard.press('Enter');
    const alert = page.locator('feature-card [role=alert]');
    await alert.waitFor();
    await page.unroute('**/items/*');
    await alert.getByRole('button').click();
    await page.locator('feature-card h2').waitFor();
    await close();
  });
});

describe('on a phone', () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

  it('fits the width, in both languages', async () => {
    const { page, faults, close } = await openPlain(browser, '/', phone);
    const overflow = () =>
      page.evaluate(() => {
        const atlas = document.querySelector('phiabac-atlas')?.shadowRoot;
        const widths = [
          ...(atlas?.querySelectorAll('header, header *, .panel, phiabac-map') ?? []),
        ].map((one) => one.getBoundingClientRect().right);
        return Math.max(document.documentElement.scrollWidth, ...widths) - innerWidth;
      });
    await expect.poll(() => overflow()).toBeLessThanOrEqual(0);
    await picture(page, 'phone-light-vi');
    await page.locator('button.language').click();
    await idle(page);
    await expect.poll(() => overflow()).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('raises the sheet at a tap and shows a card in it', async () => {
    const { page, faults, close } = await open(browser, '/', { ...phone, colorScheme: 'dark' });
    const height = async () => (await page.locator('.panel').boundingBox())?.height ?? 0;
    const low = await height();
    await page.locator('.handle').click();
    await expect.poll(height).toBeGreaterThan(low + 200);
    await picture(page, 'phone-dark-sheet');
    const province = await page.evaluate(() => {
      const atlas = document.querySelector('phiabac-atlas');
      const element = atlas?.shadowRoot?.querySelector('phiabac-map');
      const frame = element?.getBoundingClientRect();
      // Somewhere in a province with no sign near.
      for (let y = 140; y < 400; y += 10) {
        for (let x = 20; x < 320; x += 10) {
          const found = element?.map?.queryRenderedFeatures([
            [x - 20, y - 20],
            [x + 20, y + 20],
          ]);
          const layers = new Set(found?.map(({ sourceLayer }) => sourceLayer));
          const isBusy = ['industrial_zones', 'border_gates', 'power_plants'].some((layer) =>
            layers.has(layer),
          );
          const inside = element?.map?.queryRenderedFeatures([x, y], {
            layers: ['provinces-area'],
          });
          if (!isBusy && inside?.length) return { x: x + (frame?.x ?? 0), y: y + (frame?.y ?? 0) };
        }
      }
      throw new Error('nowhere without a sign');
    });
    await page.touchscreen.tap(province.x, province.y);
    await page.locator('feature-card h2').waitFor();
    await picture(page, 'phone-dark-card');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the served styles', () => {
  it('name only addresses of the server', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    for (const name of ['light', 'dark']) {
      const response = await page.request.get(`${SERVER}/styles/${name}.json`);
      const style = await response.text();
      expect(style).not.toContain('{base}');
      const addresses = style.match(/https?:\/\/[^"]+/g) ?? [];
      expect(addresses.length).toBeGreaterThan(3);
      for (const address of addresses) expect(address.startsWith(SERVER)).toBe(true);
    }
    await context.close();
  });
});
