// What the first view costs: time until the map is idle (median of five fresh visits), script, all
// bytes, requests. Printed to be read; nothing is asserted.
//   PHIABAC_URL=http://127.0.0.1:8080 npm run bench:page
// With PHIABAC_BESIDE, the address of another server, both are visited in turn and stand side by side.
import { gzipSync } from 'node:zlib';
import { launch, SERVER } from './open.mjs';

const VISITS = Number(process.env.VISITS ?? 5);

/** Notes in the page when the map has drawn everything for the first time. */
function noteFirstIdle() {
  const look = () => {
    const map = document
      .querySelector('phiabac-atlas')
      ?.shadowRoot?.querySelector('phiabac-map')?.map;
    if (map?.loaded() && map.areTilesLoaded()) window.firstIdle = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** One visit with an empty cache. */
async function visit(browser, server) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const scripts = [];
  let requests = 0;
  page.on('response', (response) => {
    requests += 1;
    if (/\.m?js$/.test(new URL(response.url()).pathname)) scripts.push(response);
  });
  await page.addInitScript(noteFirstIdle);
  await page.goto(`${server}/`);
  await page.waitForFunction(() => window.firstIdle !== undefined, undefined, { timeout: 60_000 });
  const { idleMs, paintMs, bytes } = await page.evaluate(() => ({
    idleMs: window.firstIdle,
    paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    bytes: performance
      .getEntriesByType('resource')
      .reduce((sum, { transferSize }) => sum + transferSize, 0),
  }));
  const sizes = await Promise.all(
    scripts.map(async (response) => ({
      own: !/maplibre/.test(response.url()),
      gzip: gzipSync(await response.body()).length,
    })),
  );
  await context.close();
  const gzip = (own) => sizes.filter((one) => one.own === own).reduce((sum, s) => sum + s.gzip, 0);
  return { idleMs, paintMs, bytes, requests, ownScript: gzip(true), maplibre: gzip(false) };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const servers = [SERVER, ...(process.env.PHIABAC_BESIDE ? [process.env.PHIABAC_BESIDE] : [])];
const browser = await launch();
// The first visit warms the server and the browser; it does not count.
for (const server of servers) await visit(browser, server);
const visits = servers.map(() => []);
for (let count = 0; count < VISITS; count += 1) {
  for (const [at, server] of servers.entries()) visits[at].push(await visit(browser, server));
}
await browser.close();

for (const [at, server] of servers.entries()) {
  const of = (name) => median(visits[at].map((one) => one[name]));
  const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
  const times = visits[at].map(({ idleMs }) => Math.round(idleMs)).join(', ');
  if (servers.length > 1) console.log(server);
  console.log(`first paint          ${Math.round(of('paintMs'))} ms`);
  console.log(`map idle             ${Math.round(of('idleMs'))} ms (${times}; aim: 1500)`);
  console.log(`own script, gzip     ${kilobytes(of('ownScript'))} (aim: 150)`);
  console.log(`MapLibre, gzip       ${kilobytes(of('maplibre'))}`);
  console.log(`transferred          ${kilobytes(of('bytes'))} in ${of('requests')} requests`);
}
