// Writes the picture of the README: the page as it opens, 1280 × 800.
//   PHIABAC_URL=http://127.0.0.1:8080 npm run screenshot
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launch, open } from './open.mjs';

const target = fileURLToPath(new URL('../../../docs/screenshot.png', import.meta.url));
await mkdir(new URL('../../../docs/', import.meta.url), { recursive: true });
const browser = await launch();
const { page, faults } = await open(browser, '/');
await page.screenshot({ path: target });
await browser.close();
console.log(`Wrote ${target}`);
if (faults.length > 0) {
  console.error(`The page had faults:\n${faults.join('\n')}`);
  process.exitCode = 1;
}
