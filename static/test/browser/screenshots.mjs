// Takes pictures of the pages to be looked at: desktop and phone, light and dark, the ways in, before
// and after, the embedded map.
//   PHIABAC_URL=http://127.0.0.1:8080 npm run screenshots -- FOLDER
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { idle, launch, open, SERVER } from './open.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('./screenshots/', import.meta.url));

const DESKTOP = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const SCREENS = { desktop: DESKTOP, phone: PHONE };

/** What is pictured: name and address. Each is taken on both screens, light and dark. */
const VIEWS = {
  overview: '/',
  english: '/?lang=en',
  overlay: '/#overlay=cluster_count',
  'overlay-communes': '/#map=8.5/21.1/106.1&overlay=cluster_count&level=commune',
  zones: '/#way=zones',
  gates: '/#way=gates',
  plants: '/#way=plants',
  'card-province': '/#card=provinces/20',
  'card-gate': '/#card=border_gates/1/trade',
  before: '/#time=before&map=9/21.05/105.95',
  compare: '/#time=compare&map=8.5/21.05/105.95',
  border: '/#map=12.5/21.53/107.97',
  embed: '/embed?title=Ph%C3%ADa+B%E1%BA%AFc&legend=1&search=1&theme=auto',
};

/** Pages without the atlas are still once the network is. */
async function pictured(browser, path, options) {
  if (!path.startsWith('/embed')) return open(browser, path, options);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${SERVER}${path}`, { waitUntil: 'networkidle' });
  await page.waitForTimeout(1500);
  return { page, faults: [], close: () => context.close() };
}

/** What a change of theme asks for has begun by then. */
const twoFrames = (page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

await mkdir(folder, { recursive: true });
const wanted = process.argv.slice(3);
const browser = await launch();
let faulty = 0;
for (const [view, path] of Object.entries(VIEWS)) {
  if (wanted.length > 0 && !wanted.includes(view)) continue;
  for (const [screen, options] of Object.entries(SCREENS)) {
    const { page, faults, close } = await pictured(browser, path, options);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`[data-theme=${colorScheme}]`).first().waitFor();
      await twoFrames(page);
      // Cards, counts and the second map come after the first one.
      await page.waitForLoadState('networkidle');
      if (!path.startsWith('/embed')) await idle(page);
      await page.waitForTimeout(600);
      await page.screenshot({ path: join(folder, `${view}-${screen}-${colorScheme}.png`) });
    }
    for (const fault of faults) console.error(`${view}, ${screen}: ${fault}`);
    faulty += faults.length;
    await close();
  }
  console.log(view);
}
await browser.close();
console.log(`Pictures are in ${folder}`);
if (faulty > 0) process.exitCode = 1;
