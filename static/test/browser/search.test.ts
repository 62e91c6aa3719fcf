// The search box in a real browser, against the server that PHIABAC_URL names.
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { idle, theBrowser, openPlain, picture } from './open.mjs';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1440, height: 900 } };
let browser: Browser;

beforeAll(async () => {
  browser = await theBrowser();
});

const field = (page: Page) => page.getByRole('combobox', { name: /Tìm|Find/ });
const hits = (page: Page) => page.locator('search-box [role=option]');

async function look(page: Page, words: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await page.locator('search-box [role=status]:not(:empty)').waitFor({ state: 'attached' });
}

/** Longitude and latitude of the middle of the map, and its zoom. */
const view = (page: Page) =>
  page.evaluate(() => {
    const map = document
      .querySelector('phiabac-atlas')
      ?.shadowRoot?.querySelector('phiabac-map')?.map;
    return {
      lon: map?.getCenter().lng ?? 0,
      lat: map?.getCenter().lat ?? 0,
      zoom: map?.getZoom() ?? 0,
    };
  });

describe('the search box', () => {
  it('leads from the first key to the card, by keyboard alone', async () => {
    const { page, faults, close } = await openPlain(browser, '/', desktop);
    await look(page, 'ccn doi ngo');
    await expect.poll(() => field(page).inputValue()).toBe('ccn doi ngo');
    await expect.poll(() => field(page).getAttribute('aria-expanded')).toBe('true');
    await expect
      .poll(() => page.locator('search-box [role=status]').innerText())
      .toMatch(/^\d+ kết quả/);
    await page.keyboard.press('ArrowDown');
    const active = await field(page).getAttribute('aria-activedescendant');
    await expect.poll(() => page.locator(`search-box #${active}`).innerText()).toContain('Đồi Ngô');
    await picture(page, 'search-desktop');
    const before = await view(page);
    await page.keyboard.press('Enter');
    await page.locator('feature-card h2').waitFor();
    await expect.poll(() => page.locator('feature-card h2').innerText()).toContain('Đồi Ngô');
    await expect.poll(() => page.url()).toContain('card=industrial_zones/');
    await expect.poll(async () => (await view(page)).zoom).toBeGreaterThan(before.zoom + 3);
    await idle(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('feature-card').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('takes the first hit when Enter comes before the answer', async () => {
    const { page, close } = await openPlain(browser, '/');
    await page.keyboard.press('/');
    await page.keyboard.type('huu nghi');
    await page.keyboard.press('Enter');
    await page.locator('feature-card h2').waitFor();
    await expect.poll(() => page.locator('feature-card h2').innerText()).toContain('Hữu Nghị');
    await close();
  });

  it('marks the letters asked for and leaves Home and End to the text', async () => {
    const { page, close } = await openPlain(browser, '/');
    await look(page, 'lang so');
    await expect.poll(() => hits(page).first().locator('mark').innerText()).toBe('Lạng Sơ');
    await page.keyboard.press('Home');
    await expect.poll(() => field(page).getAttribute('aria-activedescendant')).toBeNull();
    await page.keyboard.press('ArrowUp');
    const last = (await hits(page).count()) - 1;
    await expect.poll(() => field(page).getAttribute('aria-activedescendant')).toBe(`hit-${last}`);
    await page.keyboard.press('Home');
    await expect.poll(() => field(page).getAttribute('aria-activedescendant')).toBe('hit-0');
    await page.keyboard.press('Escape');
    await expect.poll(() => hits(page).count()).toBe(0);
    await expect.poll(() => field(page).inputValue()).toBe('lang so');
    await page.keyboard.press('Escape');
    await expect.poll(() => field(page).inputValue()).toBe('');
    await close();
  });

  it('says what a former province is now and opens it', async () => {
    const { page, faults, close } = await openPlain(browser, '/');
    await look(page, 'bac giang');
    const first = hits(page).first();
    await expect.poll(() => first.locator('.former-mark').innerText()).toBe('cũ');
    await expect.poll(() => first.locator('.now').innerText()).toBe('nay là tỉnh Bắc Ninh');
    const start = await view(page);
    await first.click();
    await page.locator('feature-card h2').waitFor();
    await expect.poll(() => page.url()).toContain('card=former_provinces/');
    // The flight there has ended.
    await expect.poll(async () => (await view(page)).zoom).toBeGreaterThan(start.zoom + 0.5);
    await idle(page);
    const before = await view(page);
    await page.locator('feature-card .unit', { hasText: 'Bắc Ninh' }).first().click();
    await page.locator('feature-card h2', { hasText: 'Bắc Ninh' }).waitFor();
    // The province reaches farther south; all of it is seen, not the point of its name.
    await expect.poll(async () => (await view(page)).lat).toBeLessThan(before.lat - 0.03);
    await idle(page);
    const { zoom } = await view(page);
    expect(zoom).toBeGreaterThan(7);
    expect(zoom).toBeLessThan(10.5);
    expect(faults).toEqual([]);
    await close();
  });

  it('opens a former district with the units that it became, also from its address', async () => {
    const { page, faults, close } = await openPlain(browser, '/', desktop);
    await look(page, 'thị xã nghĩa lộ');
    await page.keyboard.press('Enter');
    await page.locator('district-card h2').waitFor();
    const units = page.locator('district-card .way');
    const count = await units.count();
    expect(count).toBeGreaterThan(1);
    await expect
      .poll(() => page.locator('district-card .precision').innerText())
      .toContain(`${count} đơn vị`);
    await idle(page);
    await picture(page, 'search-district');
    await page.reload();
    await idle(page);
    await page.locator('district-card h2', { hasText: 'Nghĩa Lộ' }).waitFor();
    const name = await units.first().locator('.way-name').innerText();
    const before = await view(page);
    await units.first().click();
    await page.locator('feature-card h2', { hasText: name }).waitFor();
    await expect.poll(async () => (await view(page)).zoom).toBeGreaterThan(before.zoom + 0.3);
    // The other units are one step back.
    await page.locator('feature-card .back', { hasText: 'Nghĩa Lộ' }).click();
    await units.nth(1).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('says that nothing was found, and how to look better', async () => {
    const { page, faults, close } = await openPlain(browser, '/');
    await look(page, 'xyzzyq');
    await expect.poll(() => page.locator('search-box .none').innerText()).toContain('xyzzyq');
    await expect.poll(() => field(page).getAttribute('aria-expanded')).toBe('false');
    await picture(page, 'search-none');
    // Marks alone are no question.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.type('...');
    await page.waitForTimeout(400);
    await expect.poll(() => page.locator('search-box .results').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('asks once for what is typed quickly', async () => {
    const { page, close } = await openPlain(browser, '/');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/search')) asked.push(request.url());
    });
    // Letter by letter, and no slower on a slow machine.
    await field(page).evaluate((input: HTMLInputElement, words: string) => {
      for (let end = 1; end <= words.length; end += 1) {
        input.value = words.slice(0, end);
        input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      }
    }, 'huu nghi');
    await expect.poll(() => asked.length).toBe(1);
    await page.locator('search-box [role=status]:not(:empty)').waitFor({ state: 'attached' });
    expect(asked).toHaveLength(1);
    expect(asked.at(-1)).toMatch(/q=huu\+nghi&limit=10&near=[\d.]+%2C[\d.]+$/);
    await close();
  });

  it('tells of a failure in the words of the problem and tries again', async () => {
    const detail = 'Máy chủ đang bận.';
    let failing = true;
    const { page, close } = await openPlain(browser, '/', {}, (fresh) =>
      fresh.route('**/api/search*', (route) =>
        failing ? route.fulfill({ status: 503, json: { detail } }) : route.continue(),
      ),
    );
    await page.keyboard.press('/');
    await page.keyboard.type('huu nghi');
    const alert = page.locator('search-box [role=alert]');
    await alert.waitFor();
    await expect.poll(() => alert.innerText()).toContain(detail);
    failing = false;
    await alert.getByRole('button').click();
    await hits(page).first().waitFor();
    await close();
  });

  it('leaves the slash to those who write', async () => {
    const { page, close } = await openPlain(browser, '/');
    await field(page).focus();
    await page.keyboard.type('1/2');
    await expect.poll(() => field(page).inputValue()).toBe('1/2');
    await close();
  });
});

describe('the search box on a phone', () => {
  it('fills the width; its list leaves the box free and its rows can be touched', async () => {
    const { page, faults, close } = await openPlain(browser, '/', {
      ...phone,
      colorScheme: 'dark',
    });
    await field(page).tap();
    await page.keyboard.type('yen dung');
    await hits(page).first().waitFor();
    const box = await page.locator('search-box .field').boundingBox();
    const list = await page.locator('search-box .results').boundingBox();
    expect(box?.x).toBeLessThanOrEqual(12);
    // The box and the button for old addresses beside it fill the row.
    const beside = await page.locator('phiabac-atlas button.convert').boundingBox();
    const end = (beside?.x ?? 0) + (beside?.width ?? 0);
    expect(end - (box?.x ?? 0)).toBeGreaterThanOrEqual(366);
    expect(box?.width).toBeGreaterThanOrEqual(320);
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(list?.y).toBeGreaterThanOrEqual((box?.y ?? 0) + (box?.height ?? 0));
    expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual(844);
    for (const row of await hits(page).all()) {
      expect((await row.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    await picture(page, 'search-phone-dark');
    await hits(page).first().tap();
    await page.locator('feature-card h2').waitFor();
    await idle(page);
    await picture(page, 'search-phone-card');
    expect(faults).toEqual([]);
    await close();
  });
});
