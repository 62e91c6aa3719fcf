// What is here, and what is near, in a real browser against the server that PHIABAC_URL names.
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { idle, theBrowser, openPlain, picture, SERVER } from './open.mjs';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1440, height: 900 } };
let browser: Browser;

beforeAll(async () => {
  browser = await theBrowser();
});

/** Waits for a flight to begin and to end. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(300);
  await idle(page);
}

/** Where on the page a place is drawn. */
const pixelOf = async (page: Page, lon: number, lat: number) => {
  const at = await page.evaluate(
    (place) => {
      const element = document
        .querySelector('phiabac-atlas')
        ?.shadowRoot?.querySelector('phiabac-map');
      const frame = element?.getBoundingClientRect();
      const point = element?.map?.project(place);
      return point && frame ? { x: frame.x + point.x, y: frame.y + point.y } : null;
    },
    [lon, lat] as [number, number],
  );
  expect(at).not.toBeNull();
  return at ?? { x: 0, y: 0 };
};

/** What the map draws of a source that the page itself fills: pin or ring. */
const marked = (page: Page, source: string) =>
  page.evaluate((name) => {
    const map = document
      .querySelector('phiabac-atlas')
      ?.shadowRoot?.querySelector('phiabac-map')?.map;
    return map?.getSource(name) !== undefined;
  }, source);

async function answer<T>(path: string): Promise<T> {
  const response = await fetch(`${SERVER}${path}`);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

interface Named {
  full_name_vi: string;
}

describe('what is here', () => {
  it('is told after a right click, with the units of today and of before', async () => {
    const { page, faults, close } = await openPlain(browser, '/#map=9/21.3/106.2', desktop);
    const at = await pixelOf(page, 106.39, 21.3);
    await page.mouse.click(at.x, at.y, { button: 'right' });
    const card = page.locator('here-card');
    await card.locator('h2').waitFor();
    const [, lat, lon] = /card=at\/([\d.]+)\/([\d.]+)/.exec(page.url()) ?? [];
    expect(Number(lat)).toBeCloseTo(21.3, 2);
    expect(Number(lon)).toBeCloseTo(106.39, 2);
    const now = await answer<{ commune: Named; province: Named }>(
      `/api/reverse?lon=${lon}&lat=${lat}`,
    );
    const then = await answer<{ commune: Named; district: Named; quality: { class: string } }>(
      `/api/reverse?lon=${lon}&lat=${lat}&datetime=2025-06-30`,
    );
    await expect.poll(() => card.locator('h2').innerText()).toBe(now.commune.full_name_vi);
    await card.locator('.precision').first().waitFor();
    const words = await card.locator('.body').innerText();
    expect(words).toContain(now.province.full_name_vi);
    expect(words).toContain(then.commune.full_name_vi);
    expect(words).toContain(then.district.full_name_vi);
    expect(words).toContain(`hạng ${then.quality.class}`);
    expect(words).toMatch(/sân bay gần nhất[\s\S]* km/);
    expect(await marked(page, 'pin')).toBe(true);
    await settled(page);
    await picture(page, 'here-desktop');

    await card.locator('.way').nth(1).click();
    await page.locator('feature-card h2', { hasText: now.province.full_name_vi }).waitFor();
    expect(await marked(page, 'pin')).toBe(false);
    await page.locator('feature-card .back').click();
    await card.locator('h2').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => card.count()).toBe(0);
    expect(await marked(page, 'pin')).toBe(false);
    expect(faults).toEqual([]);
    await close();
  });

  it('is asked for the middle of the map with the menu key', async () => {
    const { page, faults, close } = await openPlain(browser, '/#map=10/21.1/104.9');
    await page.locator('phiabac-map canvas').focus();
    await page.keyboard.press('ContextMenu');
    await page.locator('here-card h2').waitFor();
    await expect.poll(() => page.url()).toMatch(/card=at\/21\.1\d*\/104\.9/);
    expect(faults).toEqual([]);
    await close();
  });

  it('gives its coordinates away', async () => {
    const { page, close } = await openPlain(browser, '/#card=at/21.3/106.39');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('copy-place button').click();
    await page.locator('copy-place button', { hasText: 'Đã chép' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('21.30000, 106.39000');
    await close();
  });

  it('is told after a long press, but not while the map is moved', async () => {
    const { page, faults, close } = await openPlain(browser, '/#map=9/21.3/106.2', phone);
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: 160, y }],
      });
    await touch('touchStart', 300);
    await touch('touchMove', 330);
    await page.waitForTimeout(700);
    await touch('touchEnd', 330);
    await settled(page);
    await expect.poll(() => page.locator('here-card').count()).toBe(0);

    // The finger rests until it is answered.
    await touch('touchStart', 300);
    await page.locator('here-card h2').waitFor();
    await touch('touchEnd', 300);
    await page.waitForTimeout(700);
    // The lifted finger has chosen nothing else.
    await expect.poll(() => page.locator('feature-card').count()).toBe(0);
    await settled(page);
    await picture(page, 'here-phone');
    expect(faults).toEqual([]);
    await close();
  });

  it('says of a place outside which unit is the nearest, and how far it is', async () => {
    const { page, faults, close } = await openPlain(browser, '/#card=at/23.5/107.5', {
      colorScheme: 'dark',
    });
    const card = page.locator('here-card');
    await card.locator('.precision').waitFor();
    const response = await fetch(`${SERVER}/api/reverse?lon=107.5&lat=23.5`, {
      headers: { 'Accept-Language': 'vi' },
    });
    expect(response.status).toBe(404);
    const { nearest } = (await response.json()) as { nearest: Named & { km: number } };
    await expect.poll(() => card.locator('.precision').innerText()).toContain('nằm ngoài 18 tỉnh');
    const way = await card.locator('.way').innerText();
    expect(way).toContain(nearest.full_name_vi);
    const km = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(nearest.km);
    expect(way.replace(/\s+/g, ' ')).toContain(`${km} km`);
    await picture(page, 'here-outside-dark');
    await card.locator('.way').click();
    await page.locator('feature-card h2', { hasText: nearest.full_name_vi }).waitFor();
    // The page asks in a way that is no fault: browsers write every 404 into the console.
    expect(faults).toEqual([]);
    await close();
  });
});

describe('what is near', () => {
  const kilometres = async (page: Page) =>
    (await page.locator('near-panel .km').allInnerTexts()).map((words) =>
      Number(words.replace(/[^\d,]/g, '').replace(',', '.')),
    );

  /** From the card of Hữu Nghị to its section of things nearby. */
  async function openNear(page: Page): Promise<void> {
    await page.locator('feature-card [role=tab]', { hasText: 'Quanh đây' }).click();
    await page.locator('near-panel .found').waitFor();
    await settled(page);
  }

  it('is listed nearest first, follows kinds and distance, and is drawn as a ring', async () => {
    const { page, faults, close } = await openPlain(browser, '/#card=border_gates/6', desktop);
    await openNear(page);
    expect(await marked(page, 'ring')).toBe(true);
    const first = await kilometres(page);
    expect(first.length).toBeGreaterThan(1);
    expect(first).toEqual([...first].sort((a, b) => a - b));
    expect(Math.max(...first)).toBeLessThanOrEqual(30);
    await picture(page, 'near-desktop');

    await page.locator('near-panel input[type=range]').focus();
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
    await page.locator('near-panel .found', { hasText: '50 km' }).waitFor();
    expect((await kilometres(page)).length).toBeGreaterThan(first.length);
    await expect.poll(() => page.url()).toContain('near=50/cluster,');

    for (const kind of ['park', 'border_economic_zone', 'economic_zone', 'gate', 'plant']) {
      await page.locator(`near-panel input[name=${kind}]`).uncheck();
    }
    await expect.poll(() => page.url()).toContain('near=50/cluster');
    const { numberMatched } = await answer<{ numberMatched: number }>(
      '/api/nearby?from=gate:huu-nghi&kinds=cluster&km=50',
    );
    await page
      .locator('near-panel .found', { hasText: new RegExp(`^${numberMatched} nơi`) })
      .waitFor();

    await page.locator('near-panel input[name=cluster]').uncheck();
    await expect
      .poll(() => page.locator('near-panel .none').innerText())
      .toContain('ít nhất một loại');
    expect(faults).toEqual([]);
    await close();
  });

  it('opens what is listed, leads back, and leaves no ring behind', async () => {
    const { page, faults, close } = await openPlain(browser, '/#card=border_gates/6', desktop);
    await openNear(page);
    const name = await page.locator('near-panel .way-name').first().innerText();
    await page.locator('near-panel .way').first().click();
    await page.locator('feature-card h2', { hasText: name }).waitFor();
    expect(await marked(page, 'ring')).toBe(false);
    await expect.poll(() => page.url()).not.toContain('near=');
    await page.locator('feature-card .back').click();
    await page.locator('near-panel .found').waitFor();
    await expect.poll(() => marked(page, 'ring')).toBe(true);
    await page.locator('feature-card [role=tab]', { hasText: 'Thông tin' }).click();
    expect(await marked(page, 'ring')).toBe(false);
    expect(faults).toEqual([]);
    await close();
  });

  it('is kept in the address', async () => {
    const path = '/#card=communes/6184/near&near=15/gate';
    const { page, faults, close } = await openPlain(browser, path, {
      colorScheme: 'dark',
      ...desktop,
    });
    await page.locator('near-panel .found', { hasText: '15 km' }).waitFor();
    await expect.poll(() => page.locator('near-panel input:checked').count()).toBe(1);
    await settled(page);
    await picture(page, 'near-desktop-dark');
    expect(faults).toEqual([]);
    await close();
  });

  it('tells of a failure and tries again', async () => {
    const detail = 'Máy chủ đang bận.';
    let failing = true;
    const { page, close } = await openPlain(browser, '/#card=border_gates/6/near', {}, (fresh) =>
      fresh.route('**/api/nearby*', (route) =>
        failing ? route.fulfill({ status: 503, json: { detail } }) : route.continue(),
      ),
    );
    const alert = page.locator('near-panel [role=alert]');
    await alert.waitFor();
    await expect.poll(() => alert.innerText()).toContain(detail);
    failing = false;
    await alert.getByRole('button').click();
    await page.locator('near-panel .found').waitFor();
    await close();
  });

  it('can be touched on a phone', async () => {
    const { page, faults, close } = await openPlain(browser, '/#card=border_gates/6', phone);
    await openNear(page);
    await picture(page, 'near-phone');
    await page.locator('.handle').click();
    for (const chip of await page.locator('near-panel .chip').all()) {
      expect((await chip.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    for (const way of await page.locator('near-panel .way').all()) {
      expect((await way.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    await picture(page, 'near-phone-list');
    expect(faults).toEqual([]);
    await close();
  });
});
