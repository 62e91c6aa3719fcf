// The tools of the map in a real browser, against the server that PHIABAC_URL names.
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { areaKm2, distanceKm } from '../../src/tools/geodesy';
import { areaWords, lengthWords } from '../../src/tools/measures';
import { idle, theBrowser, open, openPlain } from './open.mjs';

let browser: Browser;
beforeAll(async () => {
  browser = await theBrowser();
});

const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};

/** Chooses an entry of the menu of tools. */
async function take(page: Page, words: string): Promise<void> {
  await page.locator('map-tools .open-menu').click();
  await page.getByRole('menuitem', { name: words }).click();
}

/** Longitude and latitude under a pixel of the page. */
const placeAt = (page: Page, x: number, y: number) =>
  page.evaluate(
    ([left, top]) => {
      const element = document
        .querySelector('phiabac-atlas')
        ?.shadowRoot?.querySelector('phiabac-map');
      const frame = element?.getBoundingClientRect();
      const at = element?.map?.unproject([left - (frame?.x ?? 0), top - (frame?.y ?? 0)]);
      return [at?.lng ?? 0, at?.lat ?? 0] as const;
    },
    [x, y] as const,
  );

/** Shapes of a part of the drawing that the map shows. */
const drawn = (page: Page, part: string): Promise<number> =>
  page.evaluate((wanted) => {
    const atlas = document.querySelector('phiabac-atlas');
    const map = atlas?.shadowRoot?.querySelector('phiabac-map')?.map;
    const features = map?.queryRenderedFeatures() ?? [];
    return features.filter(
      ({ source, properties }) => source === 'drawing' && properties['part'] === wanted,
    ).length;
  }, part);

const CORNERS = [
  [640, 300],
  [860, 260],
  [820, 480],
] as const;

async function click(page: Page, corners: readonly (readonly [number, number])[] = CORNERS) {
  for (const [x, y] of corners) await page.mouse.click(x, y);
}

const figure = (page: Page) => page.locator('tool-card .figure b');

describe('measuring', () => {
  it('says the geodesic length of a line, draws it, and takes back the last point', async () => {
    const { page, faults, close } = await openPlain(browser, '/#map=8/21.3/105.6');
    await take(page, 'Đo khoảng cách');
    await page.locator('tool-card .hint').waitFor();
    await click(page);
    const [a, b, c] = await Promise.all(CORNERS.map(([x, y]) => placeAt(page, x, y)));
    if (!a || !b || !c) throw new Error('no places');
    await page.mouse.move(820, 481);
    await page.keyboard.press('Enter');
    const whole = lengthWords('vi', distanceKm(a, b) + distanceKm(b, c));
    await expect.poll(() => figure(page).innerText()).toBe(whole);
    await idle(page);
    expect(await drawn(page, 'corner')).toBe(3);
    expect(await drawn(page, 'line')).toBeGreaterThan(0);
    await expect.poll(() => page.locator('tool-card [role="status"]').innerText()).toContain(whole);

    await page.getByRole('button', { name: 'Bỏ điểm cuối' }).click();
    await expect.poll(() => figure(page).innerText()).toBe(lengthWords('vi', distanceKm(a, b)));
    // Nothing was chosen meanwhile.
    await expect.poll(() => page.locator('feature-card').count()).toBe(0);
    await expect.poll(() => page.url()).not.toContain('card=');
    expect(faults).toEqual([]);
    await close();
  });

  it('says the area inside a line that comes back to its first corner', async () => {
    const { page, faults, close } = await openPlain(browser, '/?lang=en#map=8/21.3/105.6');
    await take(page, 'Measure an area');
    await page.locator('tool-card .hint').waitFor();
    const [first] = CORNERS;
    await click(page, [...CORNERS, first]);
    const ring = await Promise.all(CORNERS.map(([x, y]) => placeAt(page, x, y)));
    await expect
      .poll(() => figure(page).innerText())
      .toBe(areaWords('en', areaKm2(ring, 'shortest')));
    await page.getByRole('button', { name: 'Measure again' }).waitFor();
    await idle(page);
    expect(await drawn(page, 'area')).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('works without a mouse: space sets a point in the middle, Backspace takes it back', async () => {
    const { page, faults, close } = await openPlain(browser, '/#map=8/21.3/105.6');
    await page.locator('map-tools .open-menu').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('tool-card .hint').waitFor();
    const { width, height } = (await page.locator('phiabac-map').boundingBox()) ?? {
      width: 0,
      height: 0,
    };
    const middle = () => placeAt(page, width / 2, 56 + height / 2);
    const a = await middle();
    await page.keyboard.press(' ');
    await page.keyboard.press('ArrowRight');
    await idle(page);
    const b = await middle();
    await page.keyboard.press(' ');
    expect(b[0]).toBeGreaterThan(a[0]);
    const words = lengthWords('vi', distanceKm(a, b));
    await expect.poll(() => figure(page).innerText()).toBe(words);
    await page.keyboard.press('Backspace');
    await expect.poll(() => figure(page).innerText()).toBe('0 m');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.locator('tool-card').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await close();
  });

  it('is put away by Escape before the card that is open', async () => {
    const { page, faults, close } = await openPlain(browser, '/#card=provinces/24');
    await page.locator('feature-card h2').waitFor();
    await take(page, 'Đo diện tích');
    await page.locator('tool-card .hint').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('tool-card').waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('feature-card').count()).toBe(1);
    await page.locator('feature-card .close').focus();
    await page.keyboard.press('Escape');
    await page.locator('feature-card').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await close();
  });
});

describe('what lies in a shape', () => {
  it('is told with totals and a list that leads to cards, and can be downloaded', async () => {
    const { page, faults, close } = await openPlain(browser, '/#map=8/21.3/105.6');
    await take(page, 'Trong vùng vẽ có gì?');
    await page.locator('tool-card .hint').waitFor();
    const asking = page.waitForResponse((response) => response.url().includes('/api/within'));
    await click(page);
    await page.getByRole('button', { name: 'Xem trong vùng' }).click();
    const answer = (await (await asking).json()) as {
      numberMatched: number;
      area_km2: number;
      totals: { count: number }[];
    };
    expect(answer.numberMatched).toBeGreaterThan(5);
    await page.locator('tool-card table').waitFor();
    // What is measured here is what the server measured.
    await expect.poll(() => figure(page).innerText()).toBe(areaWords('vi', answer.area_km2));
    const rows = await page.locator('tool-card tbody tr:not(.statuses)').count();
    expect(rows).toBe(answer.totals.filter(({ count }) => count > 0).length);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^trong-vung-ve-\d{4}-\d\d-\d\d\.csv$/);
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\n');
    expect(lines.length).toBe(answer.numberMatched + 1);

    const [item] = await page.locator('tool-card .way').all();
    const name = await item?.locator('.way-name').innerText();
    await item?.click();
    await page.locator('feature-card h2').waitFor();
    await expect.poll(() => page.locator('feature-card h2').innerText()).toBe(name);
    // The shape and its list are still there, and clicks choose again.
    await expect.poll(() => page.locator('tool-card .way').count()).toBeGreaterThan(5);
    await idle(page);
    expect(faults).toEqual([]);
    await close();
  });

  it('says what is wrong with a shape that crosses itself', async () => {
    const { page, close } = await openPlain(browser, '/#map=8/21.3/105.6');
    await take(page, 'Trong vùng vẽ có gì?');
    await page.locator('tool-card .hint').waitFor();
    await click(page, [
      [600, 300],
      [900, 500],
      [900, 300],
      [600, 500],
    ]);
    await page.keyboard.press('Enter');
    const failure = page.locator('tool-card [role="alert"]');
    await failure.waitFor();
    await expect.poll(() => failure.innerText()).toContain('tự cắt');
    await close();
  });

  it('takes the lower half of a phone, and steps aside for a card', async () => {
    const { page, faults, close } = await openPlain(browser, '/#map=7.5/21.3/105.6', PHONE);
    await page.locator('map-tools .open-menu').tap();
    await page.getByRole('menuitem', { name: 'Trong vùng vẽ có gì?' }).tap();
    await page.locator('tool-card .hint').waitFor();
    for (const [x, y] of [
      [90, 260],
      [290, 250],
      [280, 480],
      [100, 470],
    ] as const) {
      await page.touchscreen.tap(x, y);
      // Two taps in short order would be a double one.
      await page.waitForTimeout(350);
    }
    await page.getByRole('button', { name: 'Xem trong vùng' }).tap();
    await page.locator('tool-card table').waitFor();
    const box = await page.locator('tool-card section').boundingBox();
    expect(box?.height).toBeLessThanOrEqual(844 / 2 + 1);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo(844, 0);
    await page.locator('tool-card .way').first().tap();
    await page.locator('feature-card h2').waitFor();
    const folded = await page.locator('tool-card section').boundingBox();
    const card = await page.locator('.panel').boundingBox();
    expect((folded?.y ?? 0) + (folded?.height ?? 0)).toBeLessThanOrEqual((card?.y ?? 0) + 1);
    await idle(page);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('my location', () => {
  const at = (longitude: number, latitude: number): BrowserContextOptions => ({
    permissions: ['geolocation'],
    geolocation: { longitude, latitude, accuracy: 800 },
  });
  const button = (page: Page) => page.locator('map-tools').getByLabel('Vị trí của tôi');
  const note = (page: Page) => page.locator('map-tools .note');

  it('asks what is there and shows the place with how far off it may be', async () => {
    const { page, faults, close } = await openPlain(browser, '/', at(105.85, 21.03));
    await button(page).click();
    await page.locator('here-card').waitFor();
    await idle(page);
    await expect.poll(() => page.url()).toContain('card=at');
    await expect.poll(() => page.url()).toContain('21.03');
    const rings = await page.evaluate(() => {
      const atlas = document.querySelector('phiabac-atlas');
      const map = atlas?.shadowRoot?.querySelector('phiabac-map')?.map;
      return map?.queryRenderedFeatures({ layers: ['ring-line', 'pin'] }).length;
    });
    expect(rings).toBeGreaterThanOrEqual(2);
    expect(faults).toEqual([]);
    await close();
  });

  it('says that a place is outside the region', async () => {
    const { page, faults, close } = await openPlain(browser, '/', at(106.7, 10.78));
    await button(page).click();
    await note(page).waitFor();
    await expect.poll(() => note(page).innerText()).toContain('ngoài vùng bản đồ');
    expect(faults).toEqual([]);
    await close();
  });

  it('says that it is not allowed', async () => {
    const { page, close } = await openPlain(browser, '/', { permissions: [] });
    await button(page).click();
    await note(page).waitFor();
    await expect.poll(() => note(page).innerText()).toContain('chưa cho phép');
    await close();
  });
});

/** Width and height of a PNG. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)] as const;

/** How many colours a picture has in a part of it: an empty map has few. */
const coloursIn = (page: Page, png: Buffer) =>
  page.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 200;
      const ctx = canvas.getContext('2d');
      ctx?.drawImage(image, 200, 250, 800, 800, 0, 0, 200, 200);
      const { data } = ctx?.getImageData(0, 0, 200, 200) ?? { data: [] };
      const colours = new Set<number>();
      for (let at = 0; at < data.length; at += 4) {
        colours.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
      }
      return colours.size;
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );

/** Waits for the picture; drawing without a graphics card takes its time. */
const drawnPicture = (page: Page) =>
  page.locator('picture-dialog .preview[aria-busy="false"] img').waitFor();

describe('a picture of the map', () => {
  it('is saved as PNG at twice the size of the screen', async () => {
    const { page, faults, close } = await open(browser, '/#overlay=cluster_count');
    await take(page, 'Lưu ảnh bản đồ');
    await drawnPicture(page);
    expect(await page.locator('picture-dialog .preview img').getAttribute('alt')).toContain(
      'Số cụm công nghiệp',
    );
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải ảnh PNG' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^ban-do-so-cum-cong-nghiep-\d{4}-\d\d-\d\d\.png$/);
    const png = readFileSync(await file.path());
    const [width, height] = sizeOf(png);
    // The map without the panel, the legend beside it, at 2x.
    expect(width).toBeGreaterThan(2 * (1280 - 360 + 180));
    expect(height).toBeGreaterThan(2 * (800 - 56));
    await expect.poll(() => coloursIn(page, png)).toBeGreaterThan(200);
    expect(faults).toEqual([]);
    await close();
  });

  it('is printed on one page of A4, either way round', async () => {
    const { page, faults, close } = await open(browser, '/', {}, (fresh) =>
      fresh.addInitScript(() => {
        window.print = () => document.body.setAttribute('data-printed', '');
      }),
    );
    // The keys that print any page open the dialog; the menu does too.
    await page.keyboard.press('Control+p');
    await page.locator('picture-dialog dialog').waitFor();
    await expect.poll(() => page.getByLabel('A4 ngang').isChecked()).toBe(true);
    for (const [form, across, down] of [
      ['A4 ngang', 842, 595],
      ['A4 dọc', 595, 842],
    ] as const) {
      await page.getByLabel(form).check();
      await drawnPicture(page);
      await page.getByRole('button', { name: 'In', exact: true }).click();
      await page.locator('body[data-printed]').waitFor();
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
      expect(Math.round(Number(width))).toBe(across);
      expect(Math.round(Number(height))).toBe(down);
      expect(pdf).toContain('/Subtype /Image');
      await page.evaluate(() => {
        dispatchEvent(new Event('afterprint'));
        document.body.removeAttribute('data-printed');
      });
      await expect.poll(() => page.locator('.print-page').count()).toBe(0);
    }
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the other tools', () => {
  it('tell all keys by a question mark, but not in a field', async () => {
    const { page, faults, close } = await openPlain(browser, '/');
    await page.keyboard.press('/');
    await page.keyboard.type('a?');
    await expect.poll(() => page.locator('key-help').count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.locator('phiabac-map').evaluate((map: HTMLElement) => map.focus());
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('?');
    await page.locator('key-help dialog').waitFor();
    await expect.poll(() => page.locator('key-help kbd').count()).toBeGreaterThan(8);
    await page.keyboard.press('Escape');
    await page.locator('key-help').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await close();
  });

  it('fill the screen and give it back', async () => {
    const { page, faults, close } = await openPlain(browser, '/');
    await page.locator('map-tools').getByLabel('Toàn màn hình').click();
    const back = page.locator('map-tools').getByLabel('Thoát toàn màn hình');
    await back.waitFor();
    await back.click();
    await page.locator('map-tools').getByLabel('Toàn màn hình', { exact: true }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});
