// The dialog for sharing: what it writes opens the same map again.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreignSite } from './foreign.mjs';
import { idle, theBrowser, openPlain, PATIENCE, SERVER } from './open.mjs';

let browser: Browser;
let site: Awaited<ReturnType<typeof foreignSite>>;

beforeAll(async () => {
  [browser, site] = await Promise.all([theBrowser(), foreignSite()]);
});
afterAll(() => site.close());

const STATE =
  "/#map=9/21.3/106.2&overlay=cluster_count&level=province&layers=cluster,gates,provinces&zones=kind+%3D+'cluster'&card=provinces/24";
const options = { permissions: ['clipboard-read', 'clipboard-write'] };

async function openDialog(page: Page, form: 'link' | 'frame' | 'element' | 'picture') {
  await page.getByRole('button', { name: 'Chia sẻ và nhúng' }).click();
  await page.locator(`share-dialog #form-${form}`).click();
  await page.locator('copy-words textarea').waitFor();
}

const wordsOf = (page: Page) => page.locator('copy-words textarea').inputValue();

describe('the dialog for sharing', () => {
  it('makes a link that restores everything', async () => {
    const { page, faults, close } = await openPlain(browser, STATE, options);
    await openDialog(page, 'link');
    await page.getByRole('button', { name: 'Sao chép' }).click();
    await page.getByText('Đã sao chép.').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const title = await page.locator('feature-card h2').innerText();
    await page.keyboard.press('Escape');
    // Only the dialog goes away.
    await expect.poll(() => page.locator('share-dialog dialog').isVisible()).toBe(false);
    await expect.poll(() => page.locator('feature-card').count()).toBe(1);
    expect(faults).toEqual([]);
    await close();

    const again = await openPlain(browser, link.slice(SERVER.length));
    await expect.poll(() => again.page.locator('feature-card h2').innerText()).toBe(title);
    const seen = await again.page.evaluate(() => {
      const atlas = document.querySelector('phiabac-atlas');
      const map = atlas?.shadowRoot?.querySelector('phiabac-map');
      return { view: map?.currentView, filters: map?.filters, shown: [...(map?.shown ?? [])] };
    });
    expect(seen).toEqual({
      view: '9/21.3/106.2',
      filters: { zones: "kind = 'cluster'", gates: null, plants: null },
      shown: ['cluster', 'gates', 'provinces'],
    });
    expect(again.faults).toEqual([]);
    await again.close();
  });

  it('makes a frame, an element and a picture that open on another page', async () => {
    const { page, faults, close } = await openPlain(browser, STATE, options);
    await openDialog(page, 'frame');
    await page.locator('wishes-form input[name=title]').fill('Cụm "Bắc Ninh"');
    await page.locator('wishes-form select[name=theme]').selectOption('dark');
    await page.locator('wishes-form select[name=interaction]').selectOption('gentle');
    await page.locator('wishes-form select[name=size]').selectOption('ratio');
    const frameHtml = await wordsOf(page);
    expect(frameHtml).toContain('title="Cụm &quot;Bắc Ninh&quot;"');
    expect(frameHtml).toContain('aspect-ratio: 16 / 9');
    // The preview follows.
    const preview = page.frameLocator('share-dialog iframe');
    await expect.poll(() => preview.locator('h1').innerText()).toBe('Cụm "Bắc Ninh"');
    await preview.locator('phiabac-map[data-theme=dark]').waitFor();
    await page.locator('share-dialog #form-element').click();
    const elementHtml = await wordsOf(page);
    await page.locator('share-dialog #form-picture').click();
    const url = await wordsOf(page);
    expect(url.startsWith(`${SERVER}/picture.png?`)).toBe(true);
    const picture = page.locator('share-dialog .window img');
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), {
        timeout: 20_000,
      })
      .toBe(1600);
    // Each wish makes a new preview; the one before may be on the way with its fonts.
    expect(faults.filter((fault) => !/font face.*Failed to fetch/.test(fault))).toEqual([]);
    await close();

    const other = await site.visit(browser, `${frameHtml}${elementHtml}`);
    const frame = other.page.frameLocator('iframe');
    await expect.poll(() => frame.locator('h1').innerText()).toBe('Cụm "Bắc Ninh"');
    await expect
      .poll(() => frame.locator('phiabac-map').getAttribute('zones'))
      .toBe("kind = 'cluster'");
    await other.page.waitForFunction(
      () => document.querySelector('phiabac-map')?.map?.loaded(),
      undefined,
      { timeout: PATIENCE },
    );
    const element = other.page.locator('body > phiabac-map');
    await expect.poll(() => element.getAttribute('overlay')).toBe('cluster_count');
    await expect.poll(() => element.getAttribute('title')).toBe('Cụm "Bắc Ninh"');
    expect(other.faults).toEqual([]);
    await other.close();
  });

  it('is walked through by keys, on a phone too', async () => {
    const { page, faults, close } = await openPlain(browser, '/?lang=en', {
      viewport: { width: 390, height: 844 },
    });
    await page.getByRole('button', { name: 'Share and embed' }).focus();
    await page.keyboard.press('Enter');
    const tab = page.locator('share-dialog [role=tab][aria-selected=true]');
    await tab.waitFor();
    await tab.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => tab.innerText()).toBe('Frame');
    const focused = () =>
      page.evaluate(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active?.id ?? '';
      });
    await expect.poll(() => focused()).toBe('form-frame');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused()).toBe('words');
    await page.keyboard.press('Escape');
    await idle(page);
    await expect.poll(() => page.locator('share-dialog dialog').isVisible()).toBe(false);
    expect(faults).toEqual([]);
    await close();
  });
});
