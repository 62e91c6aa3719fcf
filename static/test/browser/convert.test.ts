// Old addresses into new ones, reports and related units, against the server that PHIABAC_URL names.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { csvText, rowsOf } from '../../src/convert/csv';
import { idle, theBrowser, openPlain, picture, SERVER } from './open.mjs';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
let browser: Browser;

beforeAll(async () => {
  browser = await theBrowser();
});

/** Asks the server itself. */
async function answer<T>(path: string): Promise<T> {
  const response = await fetch(`${SERVER}${path}`);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

const dialog = (page: Page) => page.locator('convert-dialog dialog');

async function openDialog(page: Page): Promise<void> {
  await page.locator('button.convert').click();
  await dialog(page).waitFor();
}

async function ask(page: Page, address: string): Promise<void> {
  await page.locator('one-address input[name=address]').fill(address);
  await page.keyboard.press('Enter');
  await page.locator('one-address .how').waitFor();
}

async function paste(page: Page, text: string): Promise<void> {
  await page.locator('#way-many').click();
  await page.locator('many-addresses textarea').fill(text);
  await page.locator('many-addresses .found').waitFor();
}

async function convert(page: Page): Promise<void> {
  await page.locator('many-addresses .run').click();
  await page.locator('many-addresses .download').waitFor();
}

const badges = (page: Page) => page.locator('many-addresses tbody .badge').allInnerTexts();

/** What the page hands out as a file. */
async function downloaded(page: Page): Promise<string> {
  const waiting = page.waitForEvent('download');
  await page.locator('many-addresses .download').click();
  const file = await waiting;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  return readFileSync(await file.path(), 'utf8');
}

/** The focused element, through all shadow roots. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return `${element?.localName ?? ''}.${element?.className ?? ''}`;
  });

const heading = (page: Page) => page.locator('feature-card h2').innerText();

/** Old addresses that the crosswalk of the repository has, in full. */
interface FormerUnit {
  readonly full_name_vi: string;
  readonly code: string;
  readonly where: { readonly text_vi: string };
}

describe('one address', () => {
  it('is found, shown on the map, and still there when the dialog is opened again', async () => {
    const { page, faults, close } = await openPlain(browser, '/');
    await openDialog(page);
    await ask(page, 'xã Tân Hưng, huyện Lạng Giang, tỉnh Bắc Giang');
    await expect.poll(() => page.locator('one-address .badge').innerText()).toBe('Khớp đúng');
    await expect
      .poll(() => page.locator('one-address .new').innerText())
      .toContain('Xã Lạng Giang');
    await picture(page, 'convert-one');
    await page.locator('one-address .new .way').first().click();
    await expect.poll(() => dialog(page).isVisible()).toBe(false);
    await page.locator('feature-card h2').waitFor();
    await expect.poll(() => heading(page)).toBe('Xã Lạng Giang');
    await idle(page);
    const zoom = await page.evaluate(
      () =>
        document
          .querySelector('phiabac-atlas')
          ?.shadowRoot?.querySelector('phiabac-map')
          ?.map?.getZoom() ?? 0,
    );
    expect(zoom).toBeGreaterThan(9);
    await openDialog(page);
    await expect
      .poll(() => page.locator('one-address .new').innerText())
      .toContain('Xã Lạng Giang');
    expect(faults).toEqual([]);
    await close();
  });

  it('may be split, with the default marked', async () => {
    const { page, faults, close } = await openPlain(browser, '/');
    await openDialog(page);
    await ask(page, 'Phường Điện Biên, Quận Ba Đình, Thành phố Hà Nội');
    await expect.poll(() => page.locator('one-address .badge').innerText()).toBe('Chia tách');
    await expect.poll(() => page.locator('one-address .new').count()).toBeGreaterThan(1);
    await expect
      .poll(() => page.locator('one-address .new .mark').allInnerTexts())
      .toEqual(['phần chính']);
    await expect
      .poll(() => page.locator('one-address .new').first().locator('.mark').count())
      .toBe(1);
    expect(faults).toEqual([]);
    await close();
  });

  it('may be of many, of which one is chosen', async () => {
    const { page, faults, close } = await openPlain(browser, '/');
    await openDialog(page);
    await ask(page, 'xã Tân An');
    await expect.poll(() => page.locator('one-address .badge').innerText()).toBe('Trùng tên');
    await expect.poll(() => page.locator('one-address .match').count()).toBeGreaterThan(3);
    await picture(page, 'convert-ambiguous');
    const second = page.locator('one-address .match').nth(1);
    const words = await second.locator('.old small').innerText();
    await second.locator('.old .way').first().click();
    await expect.poll(() => page.locator('one-address .match').count()).toBe(1);
    await expect.poll(() => page.locator('one-address .old small').innerText()).toBe(words);
    await expect.poll(() => page.locator('one-address .badge').innerText()).not.toBe('Trùng tên');
    expect(faults).toEqual([]);
    await close();
  });

  it('may be unknown, with names that come near', async () => {
    const { page, faults, close } = await openPlain(browser, '/');
    await openDialog(page);
    await ask(page, 'xã Tân Hưngg Hả, huyện Lạng Giang');
    await expect.poll(() => page.locator('one-address .badge').innerText()).toBe('Không tìm thấy');
    const candidates = page.locator('one-address .candidate');
    const count = await candidates.count();
    expect(count).toBeLessThanOrEqual(5);
    if (count > 0) {
      await candidates.first().click();
      await page.locator('one-address .new').first().waitFor();
    }
    // The answer itself is a 404, which the page expects.
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
    await close();
  });

  it('goes the other way round, and in three fields', async () => {
    const { page, faults, close } = await openPlain(browser, '/');
    await openDialog(page);
    await page.locator('convert-dialog input[value=former]').check();
    await ask(page, 'xã Lạng Giang, tỉnh Bắc Ninh');
    const former = await page.locator('one-address .new').allInnerTexts();
    expect(former.some((words) => words.includes('Xã Tân Hưng'))).toBe(true);
    await page.locator('one-address .new .way').first().click();
    await page.locator('feature-card h2').waitFor();
    await openDialog(page);
    await page.locator('one-address button.plain').click();
    await expect.poll(() => page.locator('one-address .names input').count()).toBe(2);
    expect(await page.locator('one-address input[name=province]').inputValue()).toBe(
      'tỉnh Bắc Ninh',
    );
    await page.locator('convert-dialog input[value=present]').check();
    await page.locator('one-address input[name=commune]').fill('tan hung');
    await page.locator('one-address input[name=district]').fill('lang giang');
    await page.locator('one-address input[name=province]').fill('bac giang');
    await page.locator('one-address .main').click();
    await expect
      .poll(() => page.locator('one-address .answer').innerText())
      .toContain('Khớp theo tên');
    await expect
      .poll(() => page.locator('one-address .new').innerText())
      .toContain('Xã Lạng Giang');
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
    await close();
  });
});

describe('the dialog', () => {
  it('keeps the focus, closes by Escape and gives the focus back', async () => {
    const { page, faults, close } = await openPlain(browser, '/#card=region');
    await page.locator('button.convert').focus();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    await expect.poll(() => focused(page)).toMatch(/^input/);
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(() => {
        const atlas = document.querySelector('phiabac-atlas')?.shadowRoot;
        const active = atlas?.activeElement?.localName ?? document.activeElement?.localName;
        // Out of the document is the browser's own bar, which a dialog may not keep to itself.
        return ['convert-dialog', 'body'].includes(active ?? 'body');
      });
      expect(inside, `step ${step}`).toBe(true);
    }
    await page.locator('one-address input[name=address]').focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog(page).isVisible()).toBe(false);
    await expect.poll(() => focused(page)).toContain('button.convert');
    await expect.poll(() => page.locator('region-card').count()).toBe(1);
    expect(faults).toEqual([]);
    await close();
  });

  it('turns between its parts by arrow keys and speaks English', async () => {
    const { page, faults, close } = await openPlain(browser, '/?lang=en');
    await openDialog(page);
    await page.locator('#way-one').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('#way-many').getAttribute('aria-selected')).toBe('true');
    await expect.poll(() => page.locator('#part-many').isVisible()).toBe(true);
    await expect.poll(() => page.locator('#part-one').isVisible()).toBe(false);
    await expect.poll(() => dialog(page).innerText()).not.toMatch(/Chuyển|Địa chỉ|Dán/);
    expect(faults).toEqual([]);
    await close();
  });

  it('loads its script only when it is opened', async () => {
    const { page, close } = await openPlain(browser, '/');
    const loaded = () =>
      page.evaluate(
        () =>
          performance.getEntriesByType('resource').filter(({ name }) => /convert-dialog/.test(name))
            .length,
      );
    await expect.poll(() => loaded()).toBe(0);
    await openDialog(page);
    await expect.poll(() => loaded()).toBeGreaterThan(0);
    await close();
  });
});

const TABLE = [
  'Xã\tHuyện\tTỉnh\tSố hộ',
  'Xã Tân Hưng\tHuyện Lạng Giang\tTỉnh Bắc Giang\t1200',
  'tan hung\tlang giang\tbac giang\t7',
  'Phường Điện Biên\tQuận Ba Đình\tThành phố Hà Nội\t8',
  'Xã Tân An\t\t\t3',
  'Xã Không Có Thật\tHuyện Nào Đó\tTỉnh Bắc Giang\t9',
].join('\n');

describe('many addresses', () => {
  it('pasted from Excel come back with a status each, counted and ready to be kept', async () => {
    const { page, faults, close } = await openPlain(browser, '/', { acceptDownloads: true });
    await openDialog(page);
    await paste(page, TABLE);
    expect(await page.locator('many-addresses .found li').allInnerTexts()).toEqual([
      'Xã',
      'Huyện',
      'Tỉnh',
    ]);
    await convert(page);
    expect(await badges(page)).toEqual([
      'Khớp đúng',
      'Khớp theo tên',
      'Chia tách',
      'Trùng tên',
      'Không tìm thấy',
    ]);
    await picture(page, 'convert-many');
    const split = page.locator('many-addresses .summary button', { hasText: 'Chia tách' });
    await expect.poll(() => split.locator('b').innerText()).toBe('1');
    await split.click();
    await expect.poll(() => badges(page)).toEqual(['Chia tách']);
    await expect.poll(() => split.getAttribute('aria-pressed')).toBe('true');
    await split.click();
    await expect.poll(() => badges(page)).toHaveLength(5);
    const text = await downloaded(page);
    expect(text.startsWith('\uFEFF')).toBe(true);
    const [names = [], first = [], ...others] = rowsOf(text, ',');
    expect(names.slice(0, 5)).toEqual(['Xã', 'Huyện', 'Tỉnh', 'Số hộ', 'status']);
    expect(first[3]).toBe('1200');
    expect(first[names.indexOf('new_name')]).toContain('Lạng Giang');
    expect(others).toHaveLength(4);
    await page.keyboard.press('Escape');
    await openDialog(page);
    await expect.poll(() => badges(page)).toHaveLength(5);
    await expect.poll(() => page.locator('many-addresses textarea').inputValue()).toBe(TABLE);
    expect(faults).toEqual([]);
    await close();
  });

  it('may be lines without a heading, and lead to the map', async () => {
    const { page, faults, close } = await openPlain(browser, '/');
    await openDialog(page);
    await paste(page, 'xã Tân Hưng, huyện Lạng Giang, tỉnh Bắc Giang\n07417\n');
    expect(await page.locator('many-addresses .found').innerText()).toContain(
      'Mỗi dòng là một địa chỉ',
    );
    await convert(page);
    await expect.poll(() => badges(page)).toEqual(['Khớp đúng', 'Khớp đúng']);
    await page.locator('many-addresses tbody .unit').first().click();
    await expect.poll(() => dialog(page).isVisible()).toBe(false);
    await page.locator('feature-card h2').waitFor();
    await expect.poll(() => heading(page)).toBe('Xã Lạng Giang');
    expect(faults).toEqual([]);
    await close();
  });

  const file = (name: string, bytes: Buffer) => ({ name, mimeType: 'text/csv', buffer: bytes });
  const choose = async (page: Page, name: string, bytes: Buffer) => {
    await page.locator('many-addresses input[type=file]').setInputFiles(file(name, bytes));
    await page.locator('many-addresses .chosen').waitFor();
  };

  it('may be a file, or something that is none of ours and is said to be so', async () => {
    const { page, faults, close } = await openPlain(browser, '/', { acceptDownloads: true });
    await openDialog(page);
    await page.locator('#way-many').click();
    const fault = page.locator('many-addresses .input .fault');
    await choose(page, 'ho.xlsx', Buffer.from([0x50, 0x4b, 3, 4]));
    await expect.poll(() => fault.innerText()).toContain('CSV UTF-8');
    await expect.poll(() => page.locator('many-addresses .run').isDisabled()).toBe(true);
    await choose(page, 'cu.csv', Buffer.from([0x58, 0xe3, 0x0a]));
    // The name of the first file is still there until the second one has been read.
    await expect.poll(() => fault.innerText()).toContain('không phải UTF-8');
    await choose(page, 'khac.csv', Buffer.from('Tên,Số\nA,1\n'));
    await expect
      .poll(() => page.locator('many-addresses .found').innerText())
      .toContain('Chưa nhận ra cột');
    await page.locator('many-addresses .run').click();
    // The server says which columns it found.
    await page.locator('many-addresses > .fault, many-addresses .fault b').first().waitFor();
    await expect.poll(() => page.locator('many-addresses .fault').innerText()).toContain('Tên');
    await choose(page, 'dung.csv', Buffer.from('\uFEFFma_xa;ghi chú\r\n07417;a\r\n99999;b\r\n'));
    await convert(page);
    await expect.poll(() => badges(page)).toEqual(['Khớp đúng', 'Không tìm thấy']);
    expect((await downloaded(page)).split('\r\n')[0]).toMatch(/^\uFEFFma_xa;ghi chú;status;/);
    expect(faults.filter((one) => !/\b400\b/.test(one))).toEqual([]);
    await close();
  });

  it('five thousand rows leave the page free to answer', async () => {
    const { page, faults, close } = await openPlain(browser, '/', { acceptDownloads: true });
    const names = await formerNames();
    const rows = Array.from({ length: 5000 }, (_, at) => names[at % names.length] ?? []);
    await openDialog(page);
    await page.locator('#way-many').click();
    await choose(page, 'nhieu.csv', Buffer.from(csvText([['Xã', 'Nơi'], ...rows])));
    // How often the page could have answered something else meanwhile, and the longest it could not.
    await page.evaluate(() => {
      const seen = { turns: 0, spans: [0] };
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.spans.push(duration);
      }).observe({ entryTypes: ['longtask'] });
      setInterval(() => (seen.turns += 1), 10);
      Object.assign(window, { seen });
    });
    const begun = Date.now();
    await convert(page);
    const seconds = (Date.now() - begun) / 1000;
    await expect.poll(() => page.locator('many-addresses tbody tr').count()).toBe(200);
    await expect.poll(() => page.locator('many-addresses .outcome').innerText()).toContain('5.000');
    await page.locator('many-addresses .pager button').last().click();
    await expect
      .poll(() => page.locator('many-addresses tbody .number').first().innerText())
      .toBe('201');
    const { turns, spans } = await page.evaluate(
      () => (window as unknown as { seen: { turns: number; spans: number[] } }).seen,
    );
    const longest = Math.round(Math.max(...spans));
    console.log(`5,000 rows: ${seconds} s, ${turns} turns, longest task ${longest} ms`);
    expect(turns).toBeGreaterThan(2);
    expect(rowsOf(await downloaded(page), ',')).toHaveLength(5001);
    expect(faults).toEqual([]);
    await close();
  });

  it('fits a phone in the dark', async () => {
    const { page, faults, close } = await openPlain(browser, '/', {
      ...phone,
      colorScheme: 'dark',
    });
    await openDialog(page);
    const frame = await dialog(page).boundingBox();
    expect(frame).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
    await paste(page, TABLE);
    await convert(page);
    await picture(page, 'convert-phone-dark');
    const wide = await page.evaluate(() => {
      const many = document
        .querySelector('phiabac-atlas')
        ?.shadowRoot?.querySelector('convert-dialog')
        ?.shadowRoot?.querySelector('.body');
      return (many?.scrollWidth ?? 0) - (many?.clientWidth ?? 0);
    });
    expect(wide).toBeLessThanOrEqual(0);
    for (const button of await page.locator('convert-dialog button:visible').all()) {
      const box = await button.boundingBox();
      expect(box?.height ?? 0, await button.innerText()).toBeGreaterThanOrEqual(44);
    }
    expect(faults).toEqual([]);
    await close();
  });
});

/** Names of former communes as the search tells them, with where they lay. */
async function formerNames(): Promise<string[][]> {
  const asked = ['tan', 'yen', 'hop', 'binh', 'son'].map((q) =>
    answer<{ items: readonly FormerUnit[] }>(`/api/search?q=${q}&kinds=former_commune&limit=50`),
  );
  const found = (await Promise.all(asked)).flatMap(({ items }) => items);
  expect(found.length).toBeGreaterThan(50);
  return found.map(({ full_name_vi, where }) => [full_name_vi, where.text_vi]);
}

describe('the card of a unit', () => {
  const opened = async (card: string) => {
    const result = await openPlain(browser, `/#card=${card}`);
    await result.page.locator('feature-card h2, region-card h2').waitFor();
    return result;
  };

  it.each([
    ['provinces/24', '/api/reports/24.html?lang=vi'],
    ['communes/7375', '/api/reports/07375.html?lang=vi'],
    ['former_communes/2324', '/api/reports/former:07417.html?lang=vi'],
    ['region', '/api/reports/region.html?lang=vi'],
  ])('of %s leads to its report', async (card, address) => {
    const { page, faults, close } = await opened(card);
    const link = page.locator('a.report');
    await expect.poll(() => link.getAttribute('href')).toBe(`${SERVER}${address}`);
    await expect.poll(() => link.getAttribute('target')).toBe('_blank');
    await expect.poll(() => link.getAttribute('rel')).toBe('noopener');
    const response = await fetch(`${SERVER}${address}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(faults).toEqual([]);
    await close();
  });

  it('leads to what it became and to what it was made of', async () => {
    const { page, faults, close } = await opened('former_communes/2324');
    const units = page.locator('unit-relations .unit');
    await units.first().waitFor();
    await picture(page, 'card-former');
    await units.filter({ hasText: 'Xã Lạng Giang' }).first().click();
    await expect.poll(() => heading(page)).toBe('Xã Lạng Giang');
    await units.filter({ hasText: 'Xã Tân Hưng' }).first().waitFor();
    await idle(page);
    await picture(page, 'card-relations');
    await units.filter({ hasText: 'Xã Tân Hưng' }).first().click();
    await expect.poll(() => heading(page)).toBe('Xã Tân Hưng');
    expect(faults).toEqual([]);
    await close();
  });
});
