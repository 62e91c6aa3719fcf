// Opens the page in Debian's Chromium and waits for the map.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Where the server under test listens. */
export const SERVER = (process.env.PHIABAC_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '');

/** How long something may take on a busy machine, in milliseconds. Nothing waits longer than it must. */
export const PATIENCE = 90_000;

/** @type {Set<import('playwright-core').Browser>} */
const browsers = new Set();

/** A browser that can draw WebGL without a graphics card. */
export async function launch() {
  const browser = await chromium.launch({
    timeout: PATIENCE,
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
  browsers.add(browser);
  return browser;
}

/** Closes what a failed test has left open: it would go on drawing beside the tests after it. */
export async function closePages() {
  const contexts = [...browsers].flatMap((browser) => browser.contexts());
  await Promise.all(contexts.map((context) => context.close()));
}

/** A fresh context that is as patient as the tests are. */
export async function newContext(
  /** @type {import('playwright-core').Browser} */ browser,
  /** @type {import('playwright-core').BrowserContextOptions} */ options = {},
) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/**
 * A page at `path` with everything that must not happen recorded in `faults`: console errors and
 * warnings, failed answers, requests to other hosts, requests for glyph ranges.
 * @param {import('playwright-core').Browser} browser
 * @param {string} path
 * @param {import('playwright-core').BrowserContextOptions} options
 * @param {(page: import('playwright-core').Page) => unknown} prepare done before the page loads
 */
export async function open(browser, path, options = {}, prepare = () => undefined) {
  const context = await newContext(browser, options);
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

/** Drawing without a card is slow, and Chromium says so: that is no fault of the page. */
export const isAboutTheTestBrowser = (/** @type {string} */ text) =>
  /GPU stall|GL Driver Message|was preloaded using link preload but not used/.test(text);

/** Where the map of the atlas stands: what to look for, through one shadow root after the other. */
const ATLAS_MAP = ['phiabac-atlas', 'phiabac-map'];

/** Waits until the map of the atlas has drawn all it was asked for, names and signs too. */
export const idle = (/** @type {import('playwright-core').Page} */ page) =>
  whenIdle(page, ATLAS_MAP);

/**
 * Waits until the map at `path` has drawn all it was asked for.
 * @param {import('playwright-core').Page | import('playwright-core').Frame} page
 * @param {readonly string[]} path what to look for, through one shadow root after the other
 */
export async function whenIdle(page, path) {
  await page.waitForFunction(
    ([first, ...others]) => {
      /** @type {Element | null | undefined} */
      let element = document.querySelector(first ?? '');
      for (const name of others) element = element?.shadowRoot?.querySelector(name);
      const { map } = /** @type {import('../../src/map/phiabac-map').PhiabacMap} */ (element ?? {});
      if (!map?.loaded() || !map.areTilesLoaded() || map.isMoving()) return false;
      return new Promise((resolve) => {
        map.once('idle', () => resolve(map.areTilesLoaded() && !map.isMoving()));
        map.triggerRepaint();
        // A map that is gone by now will never tell.
        globalThis.setTimeout(() => resolve(false), 10_000);
      });
    },
    path,
    { timeout: PATIENCE, polling: 100 },
  );
}

const pictures = fileURLToPath(new URL('./screenshots/', import.meta.url));
const keepsPictures = Boolean(process.env.PHIABAC_PICTURES);

/** Keeps a picture of the page to be looked at, if PHIABAC_PICTURES asks for pictures. */
export async function picture(
  /** @type {import('playwright-core').Page} */ page,
  /** @type {string} */ name,
) {
  if (keepsPictures) await page.screenshot({ path: `${pictures}${name}.png` });
}

/** Leaves the map empty, for tests of what stands around it: drawing is most of their time. */
export async function withoutTiles(/** @type {import('playwright-core').Page} */ page) {
  if (keepsPictures) return;
  await page.route('**/tiles/**', (route) => route.fulfill({ status: 204 }));
}

/**
 * As `open`, with an empty map.
 * @param {import('playwright-core').Browser} browser
 * @param {string} path
 * @param {import('playwright-core').BrowserContextOptions} options
 * @param {(page: import('playwright-core').Page) => unknown} prepare done before the page loads
 */
export const openPlain = (browser, path, options = {}, prepare = () => undefined) =>
  open(browser, path, options, async (page) => {
    await withoutTiles(page);
    await prepare(page);
  });
