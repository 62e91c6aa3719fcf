// Somebody else's page: a second server on another port, which is another origin, and a browser page
// that records everything that must not happen.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { isAboutTheTestBrowser, newContext, SERVER } from './open.mjs';

const TYPES = { css: 'text/css', mjs: 'text/javascript' };

/** Serves `html` at `/`, and the files of MapLibre beside it. */
export async function foreignSite() {
  let html = '';
  const server = createServer((request, response) => {
    const [, file] = /^\/(maplibre-gl[\w-]*\.(?:css|mjs))(?:\?|$)/.exec(request.url ?? '') ?? [];
    if (file) {
      const url = new URL(`../../node_modules/maplibre-gl/dist/${file}`, import.meta.url);
      const type = TYPES[/** @type {'css' | 'mjs'} */ (file.split('.').at(-1))];
      response.writeHead(200, { 'Content-Type': type }).end(readFileSync(url));
    } else if (request.url === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
    } else {
      response.writeHead(204).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;

  /**
   * A page of the site with this body.
   * @param {import('playwright-core').Browser} browser
   * @param {string} body
   * @param {import('playwright-core').BrowserContextOptions} options
   * @param {(page: import('playwright-core').Page) => unknown} prepare done before the page loads
   */
  async function visit(browser, body, options = {}, prepare = () => undefined) {
    html = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Trang khác</title>
      <link rel="icon" href="data:,"></head><body>${body}</body></html>`;
    const context = await newContext(browser, {
      viewport: { width: 1000, height: 800 },
      ...options,
    });
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
      const known = url.startsWith(`${SERVER}/`) || url.startsWith(`${origin}/`);
      if (!known && !/^(data|blob):/.test(url)) faults.push(`other host: ${url}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
    });
    await prepare(page);
    await page.goto(`${origin}/`);
    return { page, faults, close: () => context.close() };
  }

  const close = () => new Promise((resolve) => server.close(() => resolve(undefined)));
  return { origin, visit, close };
}
