// What the page does without WebGL and without a connection, against the server of PHIABAC_URL.
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { theBrowser, newContext, open, SERVER } from './open.mjs';

let browser: Browser;

beforeAll(async () => {
  browser = await theBrowser();
});

/** A browser that cannot draw WebGL. */
const withoutWebGl = () => {
  const getContext = HTMLCanvasElement.prototype.getContext as (
    kind: string,
    ...rest: unknown[]
  ) => unknown;
  Object.assign(HTMLCanvasElement.prototype, {
    getContext(this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.startsWith('webgl') ? null : getContext.call(this, kind, ...rest);
    },
  });
};

/** The page without WebGL, at `hash`. */
async function openStill(hash: string) {
  const context = await newContext(browser);
  const page = await context.newPage();
  const failed: string[] = [];
  page.on('pageerror', ({ message }) => failed.push(message));
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
  });
  await page.addInitScript(withoutWebGl);
  await page.goto(`${SERVER}/${hash}`);
  await page.locator('still-map img').first().waitFor();
  return { page, failed, close: () => context.close() };
}

/** Whether every picture is there. */
const arePicturesThere = (page: Page) =>
  page.locator('still-map img').evaluateAll((pictures) =>
    pictures.every((one) => {
      const { complete, naturalWidth } = one as HTMLImageElement;
      return complete && naturalWidth > 0;
    }),
  );

const sourceOf = (page: Page) => page.locator('still-map img').first().getAttribute('src');

describe('without WebGL', () => {
  it('shows a picture of the same state, and says so', async () => {
    const { page, failed, close } = await openStill('#layers=cluster,provinces,labels&time=before');
    await expect.poll(() => arePicturesThere(page)).toBe(true);
    const source = (await sourceOf(page)) ?? '';
    expect(source).toContain('/picture.png?');
    const asked = new URL(source).searchParams;
    expect(asked.get('layers')).toBe('cluster,provinces,labels');
    expect(asked.get('time')).toBe('before');
    await expect
      .poll(() => page.locator('still-map [role=status]').innerText())
      .toContain('ảnh tĩnh');
    await expect.poll(() => page.locator('phiabac-map canvas').count()).toBe(0);
    expect(failed).toEqual([]);
    await close();
  });

  it('moves and zooms the picture, and follows a search', async () => {
    const { page, failed, close } = await openStill('#map=8/21/105.9');
    const viewOf = async () => new URL((await sourceOf(page)) ?? '').searchParams.get('map') ?? '';
    const zoomOf = async () => Number((await viewOf()).split('/')[0]);
    await expect.poll(() => viewOf()).toBe('8/21/105.9');
    await page.locator('still-map .buttons button').first().click();
    await expect.poll(zoomOf).toBe(9);
    await page.locator('still-map .pictures').focus();
    const before = await viewOf();
    await page.keyboard.press('ArrowRight');
    await expect.poll(viewOf).not.toBe(before);
    await page.locator('search-box input').fill('Lạng Sơn');
    await page.keyboard.press('Enter');
    await page.locator('feature-card h2').waitFor();
    await expect.poll(async () => Number((await viewOf()).split('/')[1])).toBeGreaterThan(21.5);
    await expect.poll(() => arePicturesThere(page)).toBe(true);
    expect(failed).toEqual([]);
    await close();
  });

  it('compares two pictures, and changes with the layers', async () => {
    const { page, failed, close } = await openStill('#time=compare');
    await expect.poll(() => page.locator('still-map img').count()).toBe(2);
    await expect.poll(() => arePicturesThere(page)).toBe(true);
    // There is no line to be dragged.
    await expect
      .poll(() => page.locator('time-switch [role=status]').innerText())
      .toContain('Ảnh đầu');
    await page.locator('time-switch input[value=now]').check();
    await expect.poll(() => page.locator('still-map img').count()).toBe(1);
    await page.locator('input[name=plants]').uncheck();
    await expect.poll(async () => (await sourceOf(page)) ?? '').toContain('layers=');
    expect(failed).toEqual([]);
    await close();
  });

  it('says when a picture does not come, and asks again', async () => {
    const { page, close } = await openStill('');
    await page.route('**/picture.png*', (route) => route.abort());
    await page.locator('still-map .buttons button').first().click();
    const alert = page.locator('still-map [role=alert]');
    await alert.waitFor();
    await page.unroute('**/picture.png*');
    await alert.getByRole('button').click();
    await alert.waitFor({ state: 'detached' });
    await expect.poll(() => arePicturesThere(page)).toBe(true);
    await close();
  });
});

describe('without a connection', () => {
  it('says so, keeps what is there, and goes on when it is back', async () => {
    const { page, close } = await open(browser, '/#map=8/21/105.9');
    const words = page.locator('.connection');
    await expect.poll(() => words.innerText()).toBe('');
    await page.context().setOffline(true);
    await words.getByText('Mất kết nối').waitFor();
    await expect.poll(() => page.locator('.panel .legend').count()).toBe(1);
    await page.context().setOffline(false);
    await expect.poll(() => words.innerText()).toBe('');
    await close();
  });

  it('finds out by itself when tiles do not come, says it once, and fills the gaps later', async () => {
    let down = false;
    const { page, faults, close } = await open(browser, '/#map=8/21/105.9', {}, async (fresh) => {
      for (const path of ['**/tiles/**', '**/health']) {
        await fresh.route(path, (route) => (down ? route.abort() : route.continue()));
      }
    });
    down = true;
    await page.evaluate(() => {
      const atlas = document.querySelector('phiabac-atlas');
      atlas?.shadowRoot
        ?.querySelector('phiabac-map')
        ?.map?.jumpTo({ center: [104, 19.2], zoom: 9 });
    });
    const words = page.locator('.connection');
    await words.getByText('Mất kết nối').waitFor();
    // The browser itself writes each failed request into its console; the page adds nothing.
    const own = faults.filter((fault) => !/ERR_FAILED|net::/.test(fault));
    expect(own).toEqual([]);
    down = false;
    await words.getByRole('button').click();
    await expect.poll(() => words.innerText()).toBe('');
    const communes = () =>
      page.evaluate(() => {
        const atlas = document.querySelector('phiabac-atlas');
        const map = atlas?.shadowRoot?.querySelector('phiabac-map')?.map;
        const found = map?.queryRenderedFeatures() ?? [];
        return found.filter(({ sourceLayer }) => sourceLayer === 'communes').length;
      });
    await expect.poll(communes).toBeGreaterThan(3);
    await close();
  });
});
