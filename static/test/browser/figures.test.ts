// Overlays, trade and figures in a real browser, against the server that PHIABAC_URL names.
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { idle, theBrowser, open, openPlain, picture, SERVER } from './open.mjs';

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

/** The legend's counts of areas, class by class, the missing ones last. */
const legendCounts = async (page: Page): Promise<number[]> =>
  (await page.locator('overlay-picker tbody .n').allInnerTexts()).map((words) =>
    Number(words.replace(/\D/g, '')),
  );

/** Raises the sheet of a phone by a step, and waits until it stands at least so high. */
async function raise(page: Page, height: number): Promise<void> {
  await page.locator('.handle').click();
  const now = async () => (await page.locator('.panel').boundingBox())?.height ?? 0;
  await expect.poll(now).toBeGreaterThan(height);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** The classes that the map holds for areas it has drawn, by the number of the area. */
const drawnClasses = (page: Page, sourceLayer: string): Promise<Record<string, number>> =>
  page.evaluate((name) => {
    const atlas = document.querySelector('phiabac-atlas');
    const map = atlas?.shadowRoot?.querySelector('phiabac-map')?.map;
    const classes: Record<string, number> = {};
    for (const { id } of map?.querySourceFeatures('ground', { sourceLayer: name }) ?? []) {
      if (id === undefined) continue;
      const state = map?.getFeatureState({ source: 'ground', sourceLayer: name, id });
      if (typeof state?.['class'] === 'number') classes[id] = state['class'];
    }
    return classes;
  }, sourceLayer);

/** A place on the page where an area of the overlay is drawn and no point is near. */
const bareArea = (page: Page) =>
  page.evaluate(() => {
    const element = document
      .querySelector('phiabac-atlas')
      ?.shadowRoot?.querySelector('phiabac-map');
    const map = element?.map;
    const frame = element?.getBoundingClientRect();
    for (let x = 480; map && frame && x < frame.width - 300; x += 12) {
      for (let y = 100; y < frame.height - 200; y += 12) {
        const around = map.queryRenderedFeatures([
          [x - 12, y - 12],
          [x + 12, y + 12],
        ]);
        const isBare = around.every(({ geometry }) => geometry.type !== 'Point');
        const here = map.queryRenderedFeatures([x, y], { layers: ['overlay-area'] });
        if (isBare && here.length > 0) return { x: frame.x + x, y: frame.y + y };
      }
    }
    throw new Error('points everywhere');
  });

interface OverlayAnswer {
  readonly rows: readonly { readonly id: number; readonly class: number | null }[];
}

const legendShown = (page: Page) => page.locator('overlay-picker .legend').waitFor();

describe('an overlay', () => {
  it('colours the provinces as the server classes them, chosen at the keyboard', async () => {
    const { page, faults, close } = await open(browser, '/');
    await page.locator('overlay-picker select[name=overlay]').selectOption('cluster_count');
    await legendShown(page);
    await idle(page);
    expect(sum(await legendCounts(page))).toBe(18);
    const { rows } = await answer<OverlayAnswer>('/api/overlays/cluster_count?level=province');
    const wanted = Object.fromEntries(
      rows.flatMap((row) => (row.class === null ? [] : [[String(row.id), row.class]])),
    );
    expect(await drawnClasses(page, 'provinces')).toEqual(wanted);
    await expect.poll(() => page.url()).toContain('overlay=cluster_count');
    await picture(page, 'overlay-provinces');

    // The radio next to the chosen one, by its arrow key.
    await page.locator('overlay-picker input[value=province]').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => location.hash.includes('level=commune'));
    await legendShown(page);
    await idle(page);
    expect(sum(await legendCounts(page))).toBe(1733);
    expect(Object.keys(await drawnClasses(page, 'communes')).length).toBeGreaterThan(500);
    await picture(page, 'overlay-communes');

    // What is coloured answers a click, at a zoom that shows no commune otherwise.
    const bare = await bareArea(page);
    await page.mouse.click(bare.x, bare.y);
    await page.locator('feature-card .overlay-value').waitFor();
    await expect.poll(() => page.url()).toMatch(/card=communes\/\d+/);
    await page.keyboard.press('Escape');
    await page.locator('overlay-picker').waitFor();

    await page.locator('overlay-picker select[name=overlay]').selectOption('');
    await expect.poll(() => drawnClasses(page, 'communes')).toEqual({});
    await expect.poll(() => page.url()).not.toContain('overlay=');
    expect(faults).toEqual([]);
    await close();
  });

  it('hatches what is missing and says how many report', async () => {
    const { page, faults, close } = await openPlain(
      browser,
      '/#overlay=cluster_occupancy&level=province',
    );
    await legendShown(page);
    await idle(page);
    const legend = await page.locator('overlay-picker .legend').innerText();
    expect(legend).toContain('Chưa có số liệu');
    expect(legend).toMatch(/\d+ trên \d+ bản ghi có báo cáo/);
    await expect.poll(() => page.locator('overlay-picker .missing').count()).toBe(1);
    await expect.poll(() => page.locator('overlay-picker .sources li').count()).toBeGreaterThan(0);
    await picture(page, 'overlay-missing');
    expect(faults).toEqual([]);
    await close();
  });

  it('goes from period to period', async () => {
    const { page, faults, close } = await openPlain(browser, '/#overlay=grdp_growth');
    await legendShown(page);
    const period = page.locator('overlay-picker select[name=period]');
    const values = await period
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    expect(values.length).toBeGreaterThan(1);
    const other = values.find((value) => value !== undefined && value !== values[0]) ?? '';
    const shown = await period.inputValue();
    const next = shown === other ? (values[0] ?? '') : other;
    await period.selectOption(next);
    await page.waitForFunction((wanted) => location.hash.includes(wanted), next);
    await legendShown(page);
    await expect.poll(() => page.locator('overlay-picker .legend').innerText()).toMatch(/Kỳ: /);
    await picture(page, 'overlay-period');
    expect(faults).toEqual([]);
    await close();
  });

  it('shows its value in the card of an area, with period and sources', async () => {
    const { page, faults, close } = await openPlain(
      browser,
      '/#overlay=population&level=commune&card=communes/4',
    );
    const value = page.locator('feature-card .overlay-value');
    await value.waitFor();
    await expect.poll(() => value.locator('.value').innerText()).toMatch(/\d.* người/);
    await expect.poll(() => value.locator('.period').innerText()).not.toBe('');
    await value.locator('source-button button').click();
    await expect.poll(() => value.locator('source-button strong').first().innerText()).not.toBe('');
    expect(faults).toEqual([]);
    await close();
  });

  it('says so when the server knows no such overlay', async () => {
    const { page, close } = await openPlain(browser, '/#overlay=no_such_thing');
    await page.locator('overlay-picker [role=alert]').waitFor();
    await close();
  });

  it('fits a phone, light and dark', async () => {
    const { page, faults, close } = await openPlain(browser, '/#overlay=cluster_count', phone);
    await legendShown(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await idle(page);
      await picture(page, `overlay-phone-${colorScheme}`);
    }
    await raise(page, 400);
    const right = await page
      .locator('overlay-picker select')
      .first()
      .evaluate((select) => select.getBoundingClientRect().right);
    expect(right).toBeLessThanOrEqual(390);
    await picture(page, 'overlay-phone-sheet');
    expect(faults).toEqual([]);
    await close();
  });
});

interface GateItems {
  readonly items: readonly { readonly place: { readonly id: number } }[];
}

/** The number of a gate, by its slug. */
const gateNumber = async (slug: string): Promise<number> =>
  (await answer<{ gate: { id: number } }>(`/api/gates/${slug}/trade`)).gate.id;

describe('the trade of a gate', () => {
  it('stands in a tab of its card: charts, tables, sources, CSV', async () => {
    const gate = await gateNumber('mong-cai');
    const { page, faults, close } = await openPlain(browser, `/#card=border_gates/${gate}`);
    const chartCode = () =>
      page.evaluate(
        () =>
          performance.getEntriesByType('resource').filter(({ name }) => /draw-chart/.test(name))
            .length,
      );
    await expect.poll(() => chartCode()).toBe(0);
    const tab = page.locator('feature-card [role=tab]');
    await tab.first().focus();
    await page.keyboard.press('ArrowRight');
    const panel = page.locator('trade-panel');
    await panel.locator('svg[role=img]').first().waitFor();
    await expect.poll(() => page.url()).toContain(`card=border_gates/${gate}/trade`);
    await expect.poll(() => chartCode()).toBe(1);

    const charts = panel.locator('section.chart');
    for (const one of await charts.all()) {
      await expect.poll(() => one.locator('h3').textContent()).not.toBe('');
      await expect.poll(() => one.locator('table').count()).toBe(1);
      await expect.poll(() => one.locator('table caption').count()).toBe(1);
    }
    expect(await panel.locator('svg rect[fill^="url(#chart"]').count()).toBeGreaterThan(0);
    await expect.poll(() => panel.locator('table').first().innerText()).toMatch(/≥|khoảng|\d/);
    const csv = (await panel.locator('a.csv').getAttribute('href')) ?? '';
    const file = await fetch(csv);
    expect(file.headers.get('content-type')).toContain('text/csv');
    await picture(page, 'trade-desktop');
    expect(faults).toEqual([]);
    await close();
  });

  it('lists the parts of a gate without adding them, and the province folded', async () => {
    const gate = await gateNumber('mong-cai');
    const { page, close } = await openPlain(browser, `/#card=border_gates/${gate}/trade`);
    const panel = page.locator('trade-panel');
    await panel.locator('section.chart').first().waitFor();
    const words = await panel.locator('[aria-live]').innerText();
    expect(words).toContain('không cộng vào cửa khẩu');
    const context = panel.locator('details.place');
    await expect.poll(() => context.count()).toBe(1);
    await expect.poll(() => context.getAttribute('open')).toBeNull();
    await context.locator('summary').click();
    await context.locator('svg[role=img]').first().waitFor();
    await context.locator('summary').scrollIntoViewIfNeeded();
    await picture(page, 'trade-province');
    await close();
  });

  it('never lets two scopes share an axis', async () => {
    const gate = await gateNumber('huu-nghi');
    const { page, faults, close } = await openPlain(browser, `/#card=border_gates/${gate}/trade`);
    const panel = page.locator('trade-panel');
    await panel.locator('details.place summary').click();
    const titles = await panel
      .locator('details.place section.chart')
      .evaluateAll((charts) =>
        charts.map((chart) => chart.querySelector('caption')?.textContent?.trim() ?? ''),
      );
    expect(titles.length).toBeGreaterThan(1);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.some((title) => title.includes('khai báo tại hải quan'))).toBe(true);
    await picture(page, 'trade-scopes');
    expect(faults).toEqual([]);
    await close();
  });

  it('fits a phone, light and dark', async () => {
    const gate = await gateNumber('mong-cai');
    const address = `/#card=border_gates/${gate}/trade`;
    const { page, faults, close } = await openPlain(browser, address, phone);
    await raise(page, 700);
    await page.locator('trade-panel svg[role=img]').first().waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await idle(page);
      await picture(page, `trade-phone-${colorScheme}`);
    }
    const table = page.locator('trade-panel table').first();
    await table.scrollIntoViewIfNeeded();
    const box = await table.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
    await picture(page, 'trade-phone-table');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the region', () => {
  it('shows the figures of the conference with period, change and note', async () => {
    const { page, faults, close } = await openPlain(browser, '/');
    await page.locator('button.region').click();
    const card = page.locator('region-card');
    await card.locator('.figure').first().waitFor();
    const words = (await card.locator('.body').innerText()).replace(/\u00a0/g, ' ');
    for (const figure of ['613 cụm', '349 cụm', '9.179 dự án', '66,7 %', '199.884 triệu USD']) {
      expect(words).toContain(figure);
    }
    const exports = card.locator('.figure', { hasText: '199.884' }).first();
    expect((await exports.innerText()).replace(/\u00a0/g, ' ')).toMatch(
      /9 tháng 2025[\s\S]*\+21,6 %/,
    );
    expect((await exports.locator('.note').innerText()).length).toBeGreaterThan(20);
    await picture(page, 'region-desktop');
    await page.keyboard.press('Escape');
    await expect.poll(() => card.count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('fits a phone', async () => {
    const { page, faults, close } = await openPlain(browser, '/#card=region', phone);
    await raise(page, 700);
    await page.locator('region-card .figure').first().waitFor();
    await picture(page, 'region-phone');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('law 9: every number shown has a period and a source that can be opened', () => {
  /** Cards of every kind; a zone and a former province that have figures are looked up. */
  const cards = async (): Promise<string[]> => {
    const one = async (query: string) => (await answer<GateItems>(`/api/figures?${query}`)).items;
    const [zone] = await one('measure=zone_occupancy&limit=1');
    const gates = await Promise.all(['mong-cai', 'huu-nghi', 'kim-thanh'].map(gateNumber));
    return [
      'region',
      'provinces/20',
      'provinces/22',
      'communes/4',
      'former_provinces/2',
      `industrial_zones/${zone?.place.id ?? 0}`,
      'power_plants/1',
      ...gates.flatMap((gate) => [`border_gates/${gate}`, `border_gates/${gate}/trade`]),
    ];
  };

  /** Opens the note of a number and reads it, as a click of the reader does. */
  const numbersOf = (page: Page, card: string) =>
    page.evaluate(async (isTrade) => {
      const atlas = document.querySelector('phiabac-atlas')?.shadowRoot;
      const root = atlas?.querySelector('region-card, feature-card')?.shadowRoot;
      const place = isTrade ? root?.querySelector('trade-panel')?.shadowRoot : root;
      for (const folded of place?.querySelectorAll('details') ?? []) folded.open = true;
      const found: { number: string; period: string; source: string }[] = [];
      let period = '';
      const rows = place?.querySelectorAll('.figure, table.trade tr:not(.note)') ?? [];
      for (const row of rows) {
        if (row.matches('.period')) period = row.textContent?.trim() ?? '';
        const cell = row.querySelector('.value, td.number');
        if (!cell || row.matches('.gap')) continue;
        const single = row.closest('tbody')?.querySelector('.period') === null;
        const own = row.matches('.figure')
          ? row.querySelector('.period')
          : single
            ? row.querySelector('th')
            : null;
        const button = row.querySelector('source-button');
        button?.shadowRoot?.querySelector('button')?.click();
        await button?.updateComplete;
        const note = button?.shadowRoot?.querySelector('.popup');
        const isOpen = note?.matches(':popover-open') ?? false;
        found.push({
          number: cell.textContent?.trim() ?? '',
          period: own?.textContent?.trim() ?? period,
          source: isOpen ? (note?.querySelector('strong')?.textContent?.trim() ?? '') : '',
        });
        if (note instanceof HTMLElement && isOpen) note.hidePopover();
      }
      return found;
    }, card.endsWith('/trade'));

  /** Goes to a card by the address, as somebody does who was sent it. */
  const goTo = async (page: Page, card: string) => {
    await page.evaluate(() => (location.hash = ''));
    await page.locator('region-card, feature-card').waitFor({ state: 'detached' });
    await page.evaluate((wanted) => (location.hash = `card=${wanted}`), card);
    await page.locator('region-card h2, feature-card h2').waitFor();
    if (card.endsWith('/trade')) {
      await page.locator('trade-panel .chart, trade-panel .none').first().waitFor();
    } else if (!/^(border_gates|power_plants)/.test(card)) {
      // Figures come after the card itself.
      await page.locator('region-card .figure, feature-card .figure').first().waitFor();
    }
    await page.waitForLoadState('networkidle');
  };

  it('on cards of every kind', async () => {
    const { page, close } = await openPlain(browser, '/');
    let numbers = 0;
    for (const card of await cards()) {
      await goTo(page, card);
      const found = await numbersOf(page, card);
      for (const { number, period, source } of found) {
        expect(number, card).not.toBe('');
        expect(period, `${card}: period of ${number}`).not.toBe('');
        expect(source, `${card}: source of ${number}, ${period}`).not.toBe('');
      }
      numbers += found.length;
      if (['region', 'provinces/20', 'provinces/22'].includes(card)) {
        expect(found.length, card).toBeGreaterThan(3);
      }
      // What else is said in numbers is covered by the sources of the card.
      const fields = (await page.locator('feature-card dd').allInnerTexts()).join(' ');
      if (/\d/.test(fields)) {
        expect(await page.locator('feature-card .sources li').count(), card).toBeGreaterThan(0);
      }
    }
    expect(numbers).toBeGreaterThan(80);
    await close();
  });

  it('in the note of a number too: title, publisher or address, closed by Escape alone', async () => {
    const { page, close } = await openPlain(browser, '/#card=region');
    const button = page.locator('region-card source-button').first();
    await button.locator('button').press('Enter');
    const note = button.locator('[role=dialog]');
    expect((await note.innerText()).length).toBeGreaterThan(20);
    await picture(page, 'source-note');
    await page.keyboard.press('Escape');
    await expect.poll(() => note.isVisible()).toBe(false);
    await expect.poll(() => page.locator('region-card').count()).toBe(1);
    await close();
  });
});
