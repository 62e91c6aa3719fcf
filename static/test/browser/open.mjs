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

/** @type {Promise<import('playwright-core').Browser> | null} */
let shared = null;

/**
 * The browser of all tests that run in this process: it starts once, and keeps what it has read and
 * compiled from one file of tests to the next. It ends with the process.
 */
export async function theBrowser() {
  const running = await shared?.catch(() => null);
  if (running?.isConnected()) return running;
  shared = launch();
  return shared;
}

/**
 * Contexts that serve one test after another, by browser and options: a fresh one would fetch, read
 * and compile every script anew, which is most of the time that a page takes to open.
 * @type {WeakMap<import('playwright-core').Browser, Map<string, Promise<import('playwright-core').BrowserContext>>>}
 */
const kept = new WeakMap();

/**
 * A context with these options that other tests use too; a page in it finds nothing of theirs.
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions} options
 */
function keptContext(browser, options) {
  /** @type {Map<string, Promise<import('playwright-core').BrowserContext>>} */
  const ofBrowser = kept.get(browser) ?? new Map();
  kept.set(browser, ofBrowser);
  const key = JSON.stringify(options);
  const context = ofBrowser.get(key) ?? newContext(browser, options);
  ofBrowser.set(key, context);
  return context;
}

/** A page of a kept context; what earlier pages remembered is forgotten. */
export async function keptPage(
  /** @type {import('playwright-core').Browser} */ browser,
  /** @type {import('playwright-core').BrowserContextOptions} */ options = {},
) {
  const context = await keptContext(browser, options);
  const page = await context.newPage();
  await page.addInitScript(() => {
    try {
      // Once for each page: what it remembers itself stays over a reload.
      if (globalThis.sessionStorage.getItem('opened') === null) globalThis.localStorage.clear();
      globalThis.sessionStorage.setItem('opened', '');
    } catch {
      // A frame of another origin, or one without an origin, has no storage.
    }
  });
  return page;
}

/** Closes what a failed test has left open: it would go on drawing beside the tests after it. */
export async function closePages() {
  await Promise.all(
    [...browsers].map(async (browser) => {
      const staying = new Set(await Promise.all(kept.get(browser)?.values() ?? []));
      await Promise.all(
        browser.contexts().map(async (context) => {
          if (!staying.has(context)) return context.close();
          await Promise.all(context.pages().map((page) => page.close()));
          await context.setOffline(false);
        }),
      );
    }),
  );
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
  const page = await keptPage(browser, options);
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
  return { page, faults, close: () => page.close() };
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

/**
 * Leaves the map empty, for tests of what stands around it: drawing is most of their time. (A route
 * of Playwright would switch off the cache of the browser.)
 */
export async function withoutTiles(/** @type {import('playwright-core').Page} */ page) {
  if (keepsPictures) return;
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', ({ requestId }) => {
    // A page that is closed meanwhile wants no answer.
    session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 }).catch(() => undefined);
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: `${SERVER}/tiles/*` }] });
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
