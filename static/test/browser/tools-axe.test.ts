// No serious or critical finding of axe-core on what the tools open, in either theme.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { findsNothing, findsNothingInBothThemes } from './findings';
import { idle, theBrowser, openPlain } from './open.mjs';

let browser: Browser;
beforeAll(async () => {
  browser = await theBrowser();
});

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const ENTRIES = { distance: 0, within: 2, picture: 3, keys: 5 } as const;

async function take(page: Page, entry: keyof typeof ENTRIES): Promise<void> {
  await page.locator('map-tools .open-menu').click();
  await page.locator('map-tools [role="menuitem"]').nth(ENTRIES[entry]).click();
}

/** Draws a shape on the map by keys, and asks about it. */
async function draw(page: Page): Promise<void> {
  await page.locator('tool-card .hint').waitFor();
  for (const key of [' ', 'ArrowRight', ' ', 'ArrowDown', ' ']) {
    await page.keyboard.press(key);
    if (key !== ' ') await idle(page);
  }
  await page.keyboard.press('Enter');
}

function check(
  options: BrowserContextOptions,
  hold: (page: Page, state: string) => Promise<void>,
): void {
  it('finds nothing serious in what they open', async () => {
    const { page, faults, close } = await openPlain(
      browser,
      '/#map=8/21.3/105.6&layers=provinces',
      options,
    );
    await page.locator('map-tools .open-menu').click();
    await page.locator('map-tools [role="menuitem"]').first().waitFor();
    await hold(page, 'the menu');
    await page.keyboard.press('Escape');

    await take(page, 'distance');
    await draw(page);
    await page.locator('tool-card .steps').waitFor();
    await hold(page, 'a length');

    await take(page, 'within');
    await draw(page);
    await page.locator('tool-card table').waitFor();
    await page.locator('tool-card summary').click();
    await hold(page, 'what lies in a shape');
    await page.keyboard.press('Escape');

    await take(page, 'keys');
    await page.locator('key-help dialog').waitFor();
    await hold(page, 'the keys');
    await page.keyboard.press('Escape');

    await take(page, 'picture');
    await page.locator('picture-dialog .preview[aria-busy="false"] img').waitFor();
    await hold(page, 'a picture');
    expect(faults).toEqual([]);
    await close();
  });
}

describe('axe-core on a desktop', () => check({}, findsNothingInBothThemes));
describe('axe-core on a phone', () => check(PHONE, findsNothing));
