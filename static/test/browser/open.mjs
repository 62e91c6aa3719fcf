// Opens the page in Debian's Chromium and waits for the map.
import { chromium } from 'playwright-core';

/** Where the server under test listens. */
export const SERVER = (process.env.PHIABAC_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '');

/** A browser that can draw WebGL without a graphics card. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      // Everything but the map is painted without the pretended card: that takes it half the work.
      '--disable-gpu-rasterization',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });

/**
 * A page at `path` with everything that must not happen recorded in `faults`: console errors and
 * warnings, failed answers, requests to other hosts, requests for glyph ranges.
 * @param {import('playwright-core').Browser} browser
 * @param {string} path
 * @param {import('playwright-core').BrowserContextOptions} options
 * @param {(page: import('playwright-core').Page) => unknown} prepare done before the page loads
 */
export async function open(browser, path, options = {}, prepare = () => undefined) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isAboutTheTestBrowser(message.text())) {
      faults.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(SERVER) && !/^(data|blob):/.test(url)) faults.push(`other host: ${url}`);
    if (url.endsWith('.pbf')) faults.push(`glyphs: ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  await prepare(page);
  await page.goto(`${SERVER}${path}`);
  await idle(page);
  return { page, faults, close: () => context.close() };
}

/** Software drawing is slow and Chromium says so; that is no fault of the page. */
const isAboutTheTestBrowser = (/** @type {string} */ text) =>
  /GPU stall|GL Driver Message/.test(text);

/** Waits until the map has drawn all it was asked for. */
export async function idle(/** @type {import('playwright-core').Page} */ page) {
  await page.waitForFunction(
    () => {
      const atlas = document.querySelector('phiabac-atlas');
      const map = atlas?.shadowRoot?.querySelector('phiabac-map')?.map;
      return map?.loaded() && map.areTilesLoaded() && !map.isMoving();
    },
    undefined,
    { timeout: 45_000, polling: 100 },
  );
  // One more frame, so that labels have faded in.
  await page.waitForTimeout(400);
}
