// The atlas as a folder of plain files: served by a host that knows nothing of it, in a folder of
// its own, with ranges and without. PHIABAC_BINARY writes the folder.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostOf } from './files.mjs';
import {
  idle,
  isAboutTheTestBrowser,
  launch,
  newContext,
  picture,
  SERVER,
  whenIdle,
} from './open.mjs';

const root = new URL('../../../', import.meta.url).pathname;

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phiabac-site-'));
  const program = process.env['PHIABAC_BINARY'] ?? 'target/debug/phiabac';
  const options = ['export', 'site', join(folder, 'site'), '--zooms', '0-8'];
  await promisify(execFile)(program, options, { cwd: root });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** A page of the bundle on a host of files, with everything that must not happen in `faults`. */
async function visit(path: string, ranges = true, ready: (page: Page) => Promise<void> = idle) {
  const host = await hostOf(join(folder, 'site'), '/tỉnh/ban-do/', { ranges });
  const context = await newContext(browser);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    const told = ['error', 'warning'].includes(message.type());
    if (told && !isAboutTheTestBrowser(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const url = decodeURI(request.url());
    if (!url.startsWith(decodeURI(host.url)) && !/^(data|blob):/.test(url)) {
      faults.push(`elsewhere: ${url}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(`${host.url}${path}`);
  await ready(page);
  const close = async () => {
    await context.close();
    await host.close();
  };
  return { page, faults, host, close };
}

/** How many features of a tile layer the map has drawn. */
const drawn = (page: Page, sourceLayer: string): Promise<number> =>
  page.evaluate((name) => {
    const map = document
      .querySelector('phiabac-atlas')
      ?.shadowRoot?.querySelector('phiabac-map')?.map;
    return (map?.queryRenderedFeatures() ?? []).filter((feature) => feature.sourceLayer === name)
      .length;
  }, sourceLayer);

describe('a bundle on a host of files', () => {
  it('draws the map, lists, filters, opens a card, and speaks both languages', async () => {
    const { page, faults, close } = await visit('');
    for (const layer of ['provinces', 'borders', 'industrial_zones', 'border_gates', 'land']) {
      expect(await drawn(page, layer), layer).toBeGreaterThan(0);
    }
    expect(await page.locator('.panel a.csv, convert-button, .open-convert').count()).toBe(0);
    await page.locator('#way-zones').click();
    const rows = page.locator('record-list tbody tr[data-id]');
    await rows.first().waitFor();
    const count = page.locator('way-panel .count b');
    const clusters = await count.innerText();
    await page.locator('way-panel select').first().selectOption('24');
    await expect.poll(() => count.innerText()).not.toBe(clusters);
    await idle(page);
    expect(await drawn(page, 'industrial_zones')).toBeGreaterThan(0);
    expect(await page.locator('way-panel .files a').count()).toBe(0);
    await rows.first().locator('button').first().click();
    const card = page.locator('feature-card');
    await card.locator('.sources li').first().waitFor();
    expect(await card.locator('a.report, a.csv').count()).toBe(0);
    await page.locator('header .language').click();
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('en');
    await idle(page);
    await picture(page, 'site-card-en');
    expect(faults).toEqual([]);
    await close();
  });

  it('answers as the server does', async () => {
    const { page, host, close } = await visit('#card=communes/4');
    await page.locator('feature-card unit-relations li').first().waitFor();
    await page.locator('search-box input').fill('ha giang');
    await page.locator('search-box [role=option]').first().waitFor();
    expect(await page.locator('search-box [role=option]').first().innerText()).toContain(
      'Hà Giang',
    );
    await close();
    const filter = "kind = 'cluster' AND province = '24'";
    const query = new URLSearchParams({ filter, sortby: '-area_ha,name_vi', limit: '200' });
    const live = `${SERVER}/ogc/collections/industrial_zones/items?${query}`;
    const { numberMatched } = (await (await fetch(live)).json()) as { numberMatched: number };
    expect(numberMatched).toBeGreaterThan(10);
    const again = await visit(`#way=zones&zones=${encodeURIComponent(filter)}`);
    const count = again.page.locator('way-panel .count b');
    await expect.poll(() => count.innerText()).toContain(`${numberMatched} `);
    expect(host.url).toContain('/ban-do/');
    await again.close();
  });

  it('is drawn from whole archives where the host knows no ranges', async () => {
    const { page, faults, close } = await visit('#time=before', false);
    expect(await drawn(page, 'former_provinces')).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('stands in a frame and as an element of other pages', async () => {
    const ready = (page: Page) => whenIdle(page, ['phiabac-map']);
    const { page, faults, host, close } = await visit(
      'embed.html?layers=gates&legend=1',
      true,
      ready,
    );
    const link = await page.locator('phiabac-map [slot=title] a').getAttribute('href');
    expect(decodeURI(link ?? '')).toContain(`${decodeURI(host.url)}#`);
    expect(faults).toEqual([]);
    const other = `<!doctype html><link rel="icon" href="data:," />
      <phiabac-map style="display:block;height:400px"></phiabac-map>
      <script type="module" src="embed.js"></script>`;
    await page.route(`${host.url}other.html`, (route) =>
      route.fulfill({ contentType: 'text/html', body: other }),
    );
    await page.goto(`${host.url}other.html`);
    await ready(page);
    expect(faults).toEqual([]);
    await close();
  });
});
