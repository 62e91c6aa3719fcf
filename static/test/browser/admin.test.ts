// The administration in a real browser. The server under test has no token: what it would answer to
// one is given here, so that no data are changed.
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { findsNothing } from './findings';
import { theBrowser, newContext, SERVER } from './open.mjs';

const TOKEN = 'phiabac_test';
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let browser: Browser;
beforeAll(async () => {
  browser = await theBrowser();
});

const state = {
  snapshot: '0123456789abcdef',
  loaded: '2026-05-04T03:02:01Z',
  warm: true,
  reload: { state: 'failed', at: '2026-05-04T04:02:01Z', reason: 'figures.csv, row 7: no number' },
  can_change: true,
  can_undo: true,
  upload_mb: 64,
  layers: ['industrial_zones', 'communes'],
};

const finding = (gravity: string, what: string, cure = '') => ({
  kind: 'not-a-number',
  gravity,
  field: 'area_ha',
  said: null,
  what,
  cure,
});

const rows = [
  {
    row: 3,
    code: 'ccn-mot',
    name: 'Cụm công nghiệp Một',
    verdict: 'repaired',
    change: 'changed',
    differences: [{ field: 'area_ha', old: '12', new: '12.5' }],
    findings: [finding('repaired', '125.000 m² được đổi thành 12,5 ha.')],
  },
  {
    row: 4,
    code: null,
    name: 'Cụm công nghiệp Hai',
    verdict: 'rejected',
    change: null,
    differences: [],
    findings: [finding('rejected', '"mười ba" không phải là số.', 'Hãy ghi bằng chữ số.')],
  },
];

function report(bad: boolean, written: boolean) {
  const shown = bad ? rows : rows.slice(0, 1);
  return {
    layer: 'industrial_zones',
    file: 'cum.csv',
    driver: 'CSV',
    sheet: null,
    crs: null,
    dryRun: !written,
    good: !bad,
    written,
    outcome: written ? 'Đã ghi: 1 thay đổi.' : bad ? 'Không ghi gì.' : 'Kiểm tra đạt.',
    counts: {
      read: shown.length,
      kept: 0,
      repaired: 1,
      rejected: bad ? 1 : 0,
      added: 0,
      changed: 1,
      same: 0,
      removed: 0,
    },
    findings: [],
    rows: shown,
    removed: [],
  };
}

/** What the page asked of the import, in order. */
interface Asked {
  query: URLSearchParams;
  token: string | undefined;
  body: string | null;
}

/** The page, signed in to a server that is told here. */
async function office(options: BrowserContextOptions = {}) {
  const context = await newContext(browser, options);
  const page = await context.newPage();
  const asked: Asked[] = [];
  const answer = (route: Route, json: unknown, status = 200) => route.fulfill({ status, json });
  await page.route(`${SERVER}/admin/state*`, async (route) => {
    const right = route.request().headers()['authorization'] === `Bearer ${TOKEN}`;
    const refused = { type: '/problems/token-needed', detail: 'Mã không đúng.' };
    await (right ? answer(route, state) : answer(route, refused, 401));
  });
  await page.route(`${SERVER}/admin/reload*`, (route) =>
    answer(route, { state: 'unchanged', snapshot: state.snapshot }),
  );
  await page.route(`${SERVER}/admin/import/**`, async (route) => {
    const request = route.request();
    const query = new URL(request.url()).searchParams;
    asked.push({ query, token: request.headers()['authorization'], body: request.postData() });
    const real = query.get('dry_run') === 'false';
    const bad = request.postData()?.includes('mười ba') ?? false;
    await answer(route, {
      ticket: real || bad ? null : 'ticket-1',
      reload: real ? { state: 'changed', snapshot: 'fedcba9876543210' } : null,
      report: report(bad, real),
    });
  });
  // The server under test is switched off; its page is opened here.
  await page.route(`${SERVER}/admin`, async (route) => {
    const answered = await route.fetch();
    const html = (await answered.text()).replace('<phiabac-admin off>', '<phiabac-admin>');
    await route.fulfill({ response: answered, body: html });
  });
  await page.goto(`${SERVER}/admin`);
  await page.locator('input[name=token]').waitFor();
  return { page, asked, close: () => context.close() };
}

async function signIn(page: Page, token = TOKEN): Promise<void> {
  await page.locator('input[name=token]').fill(token);
  await page.keyboard.press('Enter');
}

async function tryFile(page: Page, text: string): Promise<void> {
  const files = page.locator('input[type=file]');
  await files.setInputFiles({ name: 'cum.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.locator('form button[type=submit]').click();
  await page.locator('section.report').waitFor();
}

const write = (page: Page) => page.locator('form .row button[type=button]');

describe('the administration', () => {
  it('says how it is switched on', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${SERVER}/admin`);
    await page.getByText('phiabac token', { exact: true }).waitFor();
    expect(asked).not.toContain('/admin/state');
    await findsNothing(page, 'switched off');
    await context.close();
  });

  it('asks for the token and keeps it for the tab', async () => {
    const { page, close } = await office();
    await signIn(page, 'wrong');
    await page.locator('[role=alert]').filter({ hasText: 'Mã không đúng.' }).waitFor();
    await signIn(page);
    await page.getByText(state.snapshot).waitFor();
    await page.getByText('figures.csv, row 7').waitFor();
    await page.reload();
    await page.getByText(state.snapshot).waitFor();
    await page.getByRole('button', { name: 'Thoát' }).click();
    await page.locator('input[name=token]').waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await close();
  });

  it('tries a file, shows what is wrong with it, writes the good one', async () => {
    const { page, asked, close } = await office();
    await signIn(page);
    await tryFile(page, 'Tên;Diện tích\nMột;mười ba\n');
    expect(await page.locator('section.report tbody tr').count()).toBe(1);
    expect(await page.locator('section.report').innerText()).toContain('Hãy ghi bằng chữ số.');
    expect(await write(page).last().isDisabled()).toBe(true);

    await tryFile(page, 'Tên;Diện tích\nMột;12,5\n');
    await page.getByText('Kiểm tra đạt.').waitFor();
    const differences = page.locator('.differences');
    await expect.poll(() => differences.innerText()).toContain('12.5');
    await page.locator('input[name=source]').fill('12/BC-SCT');
    // Wishes that changed need another dry run.
    expect(await write(page).last().isDisabled()).toBe(true);
    await page.locator('form button[type=submit]').click();
    await expect.poll(() => write(page).last().isEnabled()).toBe(true);
    await write(page).last().click();
    await page.getByText('Đã ghi: 1 thay đổi.').waitFor();
    const last = asked.at(-1);
    expect(last?.query.get('ticket')).toBe('ticket-1');
    expect(last?.query.get('source')).toBe('12/BC-SCT');
    expect(last?.query.get('filename')).toBe('cum.csv');
    expect(last?.token).toBe(`Bearer ${TOKEN}`);
    expect(last?.body).toContain('12,5');
    expect(asked.map(({ query }) => query.get('dry_run'))).toEqual([
      'true',
      'true',
      'true',
      'false',
    ]);
    await close();
  });

  const LOOKS: [string, BrowserContextOptions][] = [
    ['light', { colorScheme: 'light' }],
    ['dark, a phone', { ...PHONE, colorScheme: 'dark' }],
  ];
  it.each(LOOKS)('has nothing for axe to find: %s', async (_name, options) => {
    const { page, close } = await office(options);
    await findsNothing(page, 'signing in');
    await signIn(page);
    await page.getByText(state.snapshot).waitFor();
    await page.locator('summary').first().click();
    await page.getByRole('button', { name: 'Khôi phục bản trước' }).click();
    await tryFile(page, 'Tên;Diện tích\nMột;mười ba\n');
    await page.locator('.tabs button').first().click();
    await findsNothing(page, 'a report');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await close();
  });
});
