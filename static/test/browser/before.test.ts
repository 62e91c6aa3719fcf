// Before and after the merger, and both side by side, against the server that PHIABAC_URL names.
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { idle, theBrowser, open, openPlain, whenIdle } from './open.mjs';

let browser: Browser;

beforeAll(async () => {
  browser = await theBrowser();
});

type WhichMap = 'main' | 'beside';

/** How many features of a tile layer one of the maps has drawn. */
const drawn = (page: Page, which: WhichMap, sourceLayer: string): Promise<number> =>
  page.evaluate(
    ([map, name]) => {
      const main = document
        .querySelector('phiabac-atlas')
        ?.shadowRoot?.querySelector('phiabac-map');
      const beside = main?.shadowRoot
        ?.querySelector('compare-map')
        ?.shadowRoot?.querySelector('phiabac-map');
      const element = map === 'main' ? main : beside;
      const features = element?.map?.queryRenderedFeatures() ?? [];
      return features.filter((feature) => feature.sourceLayer === name).length;
    },
    [which, sourceLayer] as const,
  );

/** The middle of both maps and their zoom. */
const views = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('phiabac-atlas')?.shadowRoot?.querySelector('phiabac-map');
    const beside = main?.shadowRoot
      ?.querySelector('compare-map')
      ?.shadowRoot?.querySelector('phiabac-map');
    return [main?.map, beside?.map].map((map) => {
      const { lng, lat } = map?.getCenter() ?? { lng: NaN, lat: NaN };
      return [lng, lat, map?.getZoom() ?? NaN].map((value) => Math.round(value * 1e6) / 1e6);
    });
  });

/** Waits until the second map has drawn what it was asked for. */
const besideIdle = (page: Page) =>
  whenIdle(page, ['phiabac-atlas', 'phiabac-map', 'compare-map', 'phiabac-map']);

const choose = (page: Page, time: string) => page.locator(`time-switch input[value=${time}]`);

describe('the switch of time', () => {
  it('shows former units with their names, says so, and keeps it in the address', async () => {
    const { page, faults, close } = await open(browser, '/#map=9.5/21.05/105.95');
    expect(await drawn(page, 'main', 'former_communes')).toBe(0);
    await choose(page, 'before').check();
    await idle(page);
    await expect.poll(() => drawn(page, 'main', 'former_communes')).toBeGreaterThan(50);
    expect(await drawn(page, 'main', 'communes')).toBe(0);
    expect(await page.locator('time-switch [role=status]').innerText()).toMatch(
      /28 tỉnh, 5\.529 xã.*gần đúng/,
    );
    await expect.poll(() => page.locator('.panel .legend').innerText()).toContain('trước 1/7/2025');
    await expect.poll(() => page.url()).toContain('time=before');
    await page.reload();
    await idle(page);
    expect(await choose(page, 'before').isChecked()).toBe(true);
    expect(faults).toEqual([]);
    await close();
  });

  it('answers a click with the unit of then', async () => {
    const { page, faults, close } = await open(browser, '/#map=10/21.1/104.9&time=before');
    await page.locator('phiabac-map canvas').focus();
    await page.keyboard.press('Enter');
    await page.locator('feature-card h2').waitFor();
    await expect.poll(() => page.url()).toMatch(/card=former_(communes|provinces)\//);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the comparison', () => {
  it('shows both times in one place, before on the left', async () => {
    const { page, faults, close } = await open(browser, '/#map=9/21.05/105.95&time=compare');
    await besideIdle(page);
    expect(await drawn(page, 'beside', 'former_communes')).toBeGreaterThan(50);
    expect(await drawn(page, 'beside', 'communes')).toBe(0);
    expect(await drawn(page, 'main', 'communes')).toBeGreaterThan(10);
    expect(await drawn(page, 'main', 'former_communes')).toBe(0);
    const [now, then] = await views(page);
    expect(then).toEqual(now);
    expect(faults).toEqual([]);
    await close();
  });

  it('moves both maps, whichever is moved', async () => {
    const { page, close } = await openPlain(browser, '/#map=9/21.05/105.95&time=compare');
    await besideIdle(page);
    const [start] = await views(page);
    const line = await page.locator('compare-map .divider').boundingBox();
    expect(line).not.toBeNull();
    const x = line?.x ?? 0;
    for (const from of [x - 120, x + 160]) {
      await page.mouse.move(from, 300);
      await page.mouse.down();
      await page.mouse.move(from + 30, 360, { steps: 4 });
      await page.mouse.up();
      await idle(page);
      await besideIdle(page);
      await expect.poll(async () => (await views(page))[0]).not.toEqual(start);
      // The one follows the other.
      await expect
        .poll(async () => {
          const [now, then] = await views(page);
          return JSON.stringify(then) === JSON.stringify(now);
        })
        .toBe(true);
    }
    await close();
  });

  it('lets the line be dragged and moved by keys', async () => {
    const { page, faults, close } = await openPlain(browser, '/#map=9/21.05/105.95&time=compare');
    await besideIdle(page);
    const line = page.getByRole('slider');
    const value = async () => Number(await line.getAttribute('aria-valuenow'));
    await expect.poll(() => value()).toBe(50);
    const box = await line.boundingBox();
    const x = (box?.x ?? 0) + (box?.width ?? 0) / 2;
    await page.mouse.move(x, 500);
    await page.mouse.down();
    await page.mouse.move(x - 150, 500, { steps: 5 });
    await page.mouse.up();
    await expect
      .poll(async () => (await line.boundingBox())?.x)
      .toBeCloseTo((box?.x ?? 0) - 150, -1);
    const dragged = await value();
    expect(dragged).toBeLessThan(45);
    await line.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => value()).toBeGreaterThan(dragged);
    await page.keyboard.press('End');
    await expect.poll(() => value()).toBe(100);
    await expect.poll(() => line.getAttribute('aria-valuetext')).toContain('100%');
    expect(faults).toEqual([]);
    await close();
  });

  it('ends without a trace', async () => {
    const { page, faults, close } = await open(browser, '/#map=9/21.05/105.95&time=compare');
    await besideIdle(page);
    await choose(page, 'now').check();
    await page.locator('compare-map').waitFor({ state: 'detached' });
    await expect.poll(() => page.url()).not.toContain('time=');
    await page.mouse.click(900, 400);
    await page.locator('feature-card h2').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('works under a finger', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const { page, faults, close } = await openPlain(browser, '/#time=compare', phone);
    await besideIdle(page);
    const line = page.getByRole('slider');
    const box = await line.boundingBox();
    expect(box?.width).toBeGreaterThanOrEqual(24);
    const before = await line.getAttribute('aria-valuenow');
    const x = (box?.x ?? 0) + 14;
    const touch = await page.context().newCDPSession(page);
    const at = (left: number) => ({ touchPoints: [{ x: left, y: 480 }] });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(x) });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(x + 60) });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(() => line.getAttribute('aria-valuenow')).not.toBe(before);
    expect(faults).toEqual([]);
    await close();
  });
});
