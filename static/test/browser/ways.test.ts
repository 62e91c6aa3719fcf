// The three ways in, in a real browser against the server that PHIABAC_URL names: tabs, filters,
// counts, list and map say the same.
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { idle, theBrowser, open, openPlain, picture, SERVER } from './open.mjs';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1440, height: 900 } };
let browser: Browser;

beforeAll(async () => {
  browser = await theBrowser();
});

const parameter = (page: Page, name: string) =>
  new URLSearchParams(new URL(page.url()).hash.slice(1)).get(name);

const matching = async (layer: string, filter: string | null, more = {}): Promise<Listed> => {
  const query = new URLSearchParams({ ...(filter === null ? {} : { filter }), ...more });
  const response = await fetch(`${SERVER}/ogc/collections/${layer}/items?${query}`);
  expect(response.status, filter ?? 'all').toBe(200);
  return (await response.json()) as Listed;
};

interface Listed {
  numberMatched: number;
  features: { id: number; properties: Record<string, unknown> }[];
}

const count = (page: Page) => page.locator('way-panel .count b').innerText();
const numberIn = (words: string) => Number(words.replace(/\D/g, ''));
const rows = (page: Page) => page.locator('record-list tbody tr:not(.skeleton)');

/** Waits until the count is of so many. */
async function counted(page: Page, expected: number): Promise<void> {
  await expect.poll(async () => numberIn(await count(page))).toBe(expected);
}

async function take(page: Page, way: 'zones' | 'gates' | 'plants' | 'overview'): Promise<void> {
  await page.locator(`#way-${way}`).click();
  if (way !== 'overview') await rows(page).first().waitFor();
  await idle(page);
}

/** How many records the map draws of a layer in sight; those in a group as many as they are. */
const drawn = (page: Page, layer: string) =>
  page.evaluate((name) => {
    const map = document
      .querySelector('phiabac-atlas')
      ?.shadowRoot?.querySelector('phiabac-map')?.map;
    const source = map?.getStyle().layers.find(({ id }) => id.startsWith(`${name}-`));
    const id = source && 'source' in source ? source.source : '';
    const ids = map?.querySourceFeatures(String(id), { sourceLayer: name }) ?? [];
    const known = new Map(
      ids.map(({ id, properties }) => [
        id ?? JSON.stringify(properties),
        (properties['point_count'] as number | undefined) ?? 1,
      ]),
    );
    return [...known.values()].reduce((sum, one) => sum + one, 0);
  }, layer);

describe('the ways in', () => {
  const ways = [
    ['zones', 'industrial_zones', "kind = 'cluster'"],
    ['gates', 'border_gates', null],
    ['plants', 'power_plants', null],
  ] as const;

  it.each(ways)(
    '%s shows its theme, its figures, its count and its list',
    async (way, layer, start) => {
      const { page, faults, close } = await openPlain(browser, '/', desktop);
      await take(page, way);
      await expect.poll(() => parameter(page, 'way')).toBe(way);
      expect(parameter(page, way)).toBe(start);
      const all = await matching(layer, start, { limit: '1' });
      await counted(page, all.numberMatched);
      // Figures of the region stand first, with their period and their source.
      const official = page.locator('way-panel .official');
      await expect.poll(() => official.locator('dd').count()).toBeGreaterThan(0);
      await expect.poll(() => official.locator('.from').first().innerText()).toMatch(/20\d\d/);
      await official.locator('source-button button').first().click();
      await expect
        .poll(() => official.locator('source-button li').first().innerText())
        .not.toBe('');
      await page.keyboard.press('Escape');
      // The other point themes are off.
      const shown = (parameter(page, 'layers') ?? '').split(',');
      expect(shown.includes('gates')).toBe(way === 'gates');
      expect(shown.includes('plants')).toBe(way === 'plants');
      expect(shown.includes('cluster')).toBe(way === 'zones');
      await picture(page, `way-${way}`);
      // What the reader had comes back.
      await take(page, 'overview');
      expect([parameter(page, 'way'), parameter(page, 'layers'), parameter(page, way)]).toEqual([
        null,
        null,
        null,
      ]);
      expect(faults).toEqual([]);
      await close();
    },
  );

  it('are a tab list for the keyboard', async () => {
    const { page, faults, close } = await openPlain(browser, '/', desktop);
    await page.locator('#way-overview').focus();
    await page.keyboard.press('ArrowRight');
    await rows(page).first().waitFor();
    await expect.poll(() => page.locator('#way-zones').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('End');
    await expect.poll(() => parameter(page, 'way')).toBe('plants');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => parameter(page, 'way')).toBeNull();
    expect(faults).toEqual([]);
    await close();
  });
});

describe('a filter', () => {
  it('acts on the map, the list and the counts at once, and is in the address', async () => {
    const { page, faults, close } = await open(browser, '/', desktop);
    await take(page, 'zones');
    await page.locator('filter-form select[name=province]').selectOption('24');
    await page.locator('filter-form .more').click();
    await page.locator('filter-form input[name=area_ha-least]').fill('50');
    await page.locator('filter-form input[name=industries]').fill('go');
    const filter =
      "kind = 'cluster' AND province = '24' AND area_ha >= 50 AND " +
      "CASEI(ACCENTI(industries)) LIKE CASEI(ACCENTI('%go%'))";
    await expect.poll(() => parameter(page, 'zones')).toBe(filter);
    const expected = await matching('industrial_zones', filter, { limit: '1000' });
    expect(expected.numberMatched).toBeGreaterThan(0);
    await counted(page, expected.numberMatched);
    await expect.poll(() => rows(page).count()).toBe(expected.numberMatched);
    await idle(page);
    await expect
      .poll(() => drawn(page, 'industrial_zones'))
      .toBeLessThanOrEqual(expected.numberMatched);
    expect(await drawn(page, 'industrial_zones')).toBeGreaterThan(0);
    await picture(page, 'way-filtered');
    // The same address shows the same to somebody else.
    const again = await open(
      browser,
      new URL(page.url()).pathname + new URL(page.url()).hash,
      desktop,
    );
    await counted(again.page, expected.numberMatched);
    await expect.poll(() => again.page.locator('filter-form .taken').count()).toBe(3);
    expect(again.faults).toEqual([]);
    await again.close();
    // A chip takes its condition back; clearing goes back to what the way begins with.
    await page.locator('filter-form .taken').first().click();
    await expect.poll(() => parameter(page, 'zones')).not.toContain('province');
    await page.locator('filter-form .clear').click();
    await expect.poll(() => parameter(page, 'zones')).toBe("kind = 'cluster'");
    await expect
      .poll(() => page.locator('filter-form input[name=industries]').inputValue())
      .toBe('');
    expect(faults).toEqual([]);
    await close();
  });

  it('counts for each value what it would leave', async () => {
    const { page, faults, close } = await openPlain(browser, '/#way=plants', desktop);
    await rows(page).first().waitFor();
    await page.locator('filter-form input[value=coal]').check();
    const coal = await matching('power_plants', "fuel = 'coal'", { limit: '1' });
    await counted(page, coal.numberMatched);
    const hydro = await matching('power_plants', "fuel = 'hydro'", { limit: '1' });
    const chip = page.locator('filter-form label', { has: page.locator('input[value=hydro]') });
    expect(numberIn(await chip.locator('small').innerText())).toBe(hydro.numberMatched);
    await page.locator('filter-form input[value=hydro]').check();
    await counted(page, coal.numberMatched + hydro.numberMatched);
    expect(faults).toEqual([]);
    await close();
  });

  it('that matches nothing says so and can be cleared', async () => {
    const path = `/#way=gates&layers=gates,provinces&gates=${encodeURIComponent("class = 'main' AND mode = 'air'")}`;
    const { page, faults, close } = await openPlain(browser, path, desktop);
    const empty = page.locator('way-panel .empty');
    await empty.locator('button').waitFor();
    await picture(page, 'way-empty');
    await empty.locator('button').click();
    await rows(page).first().waitFor();
    await expect.poll(() => parameter(page, 'gates')).toBeNull();
    expect(faults).toEqual([]);
    await close();
  });

  it('of another form is applied and named as such', async () => {
    const filter = 'capacity_mw > 500 OR year IS NOT NULL';
    const path = `/#way=plants&layers=plants,provinces&plants=${encodeURIComponent(filter)}`;
    const { page, faults, close } = await openPlain(browser, path, desktop);
    const expected = await matching('power_plants', filter, { limit: '1' });
    await counted(page, expected.numberMatched);
    await expect.poll(() => page.locator('filter-form .own').isVisible()).toBe(true);
    expect(faults).toEqual([]);
    await close();
  });

  it('that the server refuses is told in its own words, and can be cleared', async () => {
    const path = `/#way=gates&layers=provinces&gates=${encodeURIComponent("colour = 'red'")}`;
    const { page, close } = await openPlain(browser, path, desktop);
    const failure = page.locator('record-list .failure');
    await failure.waitFor();
    await expect.poll(() => failure.innerText()).toContain('colour');
    await page.locator('filter-form .clear').click();
    await rows(page).first().waitFor();
    await close();
  });

  it('without a way is said in the overview', async () => {
    const path = `/#zones=${encodeURIComponent("kind = 'park'")}`;
    const { page, faults, close } = await openPlain(browser, path, desktop);
    const notice = page.locator('.filtering');
    await notice.getByRole('button').first().click();
    const parks = await matching('industrial_zones', "kind = 'park'", { limit: '1' });
    await counted(page, parks.numberMatched);
    await take(page, 'overview');
    await notice.getByRole('button').last().click();
    await notice.waitFor({ state: 'detached' });
    await expect.poll(() => parameter(page, 'zones')).toBeNull();
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the list', () => {
  it('is ordered by its columns and comes page by page', async () => {
    const { page, faults, close } = await openPlain(browser, '/#way=plants', desktop);
    await rows(page).first().waitFor();
    const capacities = async () =>
      (await rows(page).locator('td.capacity .value').allInnerTexts()).map((words) =>
        Number(words.replace(/\./g, '').replace(',', '.')),
      );
    const first = await capacities();
    expect(first).toEqual([...first].sort((a, b) => b - a));
    await page.locator('record-list th.capacity button').click();
    await expect.poll(async () => (await capacities())[0]).toBeLessThan(first.at(-1) ?? 0);
    expect(await page.locator('record-list th.capacity').getAttribute('aria-sort')).toBe(
      'ascending',
    );
    const all = await matching('power_plants', null, { limit: '1' });
    await expect(rows(page).count()).resolves.toBeLessThan(all.numberMatched);
    await expect
      .poll(
        async () => {
          await page.locator('way-panel .scroll').evaluate((box) => {
            box.scrollTop = box.scrollHeight;
          });
          return rows(page).count();
        },
        { timeout: 15_000, interval: 200 },
      )
      .toBe(all.numberMatched);
    const ids = await rows(page).evaluateAll((list) => list.map((row) => row.dataset['id']));
    expect(new Set(ids).size).toBe(ids.length);
    expect(faults).toEqual([]);
    await close();
  });

  it('leads to the card and the place, and back to its row', async () => {
    const { page, faults, close } = await openPlain(browser, '/#way=gates', desktop);
    await rows(page).first().waitFor();
    const button = page.getByRole('button', { name: 'Cửa khẩu quốc tế Hữu Nghị' });
    await button.hover();
    await page.waitForFunction(
      () =>
        document.querySelector('phiabac-atlas')?.shadowRoot?.querySelector('phiabac-map')?.marked
          .spot,
    );
    await button.click();
    await page.locator('feature-card h2').waitFor();
    await expect.poll(() => parameter(page, 'card')).toMatch(/^border_gates\/\d+$/);
    const view = () => (parameter(page, 'map') ?? '').split('/').map(Number);
    await expect.poll(() => view()[0]).toBeGreaterThan(11);
    await expect
      .poll(() =>
        view()
          .slice(1)
          .map((degrees) => Math.round(degrees)),
      )
      .toEqual([22, 107]);
    await idle(page);
    await page.locator('feature-card .back').click();
    const row = page.locator('record-list tr.is-chosen');
    await row.waitFor();
    await expect.poll(() => row.innerText()).toContain('Hữu Nghị');
    const focused = () => row.locator('th button').evaluate((one) => one.matches(':focus'));
    await expect.poll(focused).toBe(true);
    expect(faults).toEqual([]);
    await close();
  });

  it('spreads over the map as a table, and folds for a card', async () => {
    const { page, faults, close } = await openPlain(browser, '/#way=plants', desktop);
    await rows(page).first().waitFor();
    const columns = page.locator('record-list thead th');
    const few = await columns.count();
    await page.locator('way-panel .table').click();
    await expect.poll(() => columns.count()).toBeGreaterThan(few);
    await page.locator('record-list th.year button').click();
    const years = async () =>
      (await rows(page).locator('td.year .value').allInnerTexts()).map(Number);
    await expect.poll(async () => (await years())[0]).toBeGreaterThan(2020);
    const shown = await years();
    expect(shown).toEqual([...shown].sort((a, b) => b - a));
    const inside = await page
      .locator('way-panel .scroll')
      .evaluate((box) => box.scrollWidth <= box.clientWidth);
    expect(inside).toBe(true);
    await picture(page, 'way-table');
    await rows(page).first().locator('th button').click();
    await page.locator('feature-card h2').waitFor();
    expect((await page.locator('#panel').boundingBox())?.width).toBeLessThan(500);
    await page.locator('feature-card .back').click();
    await expect
      .poll(async () => (await page.locator('#panel').boundingBox())?.width)
      .toBeGreaterThan(1000);
    await page.keyboard.press('Escape');
    await expect.poll(() => columns.count()).toBe(few);
    expect(faults).toEqual([]);
    await close();
  });

  it('of gates can be ordered by trade, and names the sources of a row', async () => {
    const { page, faults, close } = await openPlain(browser, '/#way=gates', desktop);
    await rows(page).first().waitFor();
    await page.locator('record-list td.trade .value').first().waitFor();
    const head = page.locator('record-list th.trade');
    await head.locator('button').click();
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending');
    const reported = () =>
      rows(page)
        .locator('td.trade')
        .evaluateAll((cells) => cells.map((cell) => cell.querySelector('.value') !== null));
    // Those without figures stand last.
    const first = await reported();
    expect(first).toContain(true);
    expect(first).toEqual([...first].sort((a, b) => Number(b) - Number(a)));
    await page.locator('way-panel .table').click();
    const sources = rows(page).first().locator('source-button');
    await sources.locator('button').click();
    await expect.poll(() => sources.locator('li').count()).toBeGreaterThan(0);
    // A gate without figures has sources too.
    await rows(page).last().locator('source-button button').waitFor();
    expect(await page.locator('feature-card').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('shows the row of what is chosen on the map', async () => {
    const { page, faults, close } = await openPlain(browser, '/#way=zones', desktop);
    await rows(page).first().waitFor();
    const last = await matching('industrial_zones', "kind = 'cluster'", {
      limit: '1',
      offset: '300',
      sortby: '-area_ha,name_vi',
    });
    const id = last.features[0]?.id ?? 0;
    expect(id).toBeGreaterThan(0);
    await page.evaluate((zone) => {
      const map = document.querySelector('phiabac-atlas')?.shadowRoot?.querySelector('phiabac-map');
      const detail = { layer: 'industrial_zones', id: zone };
      map?.dispatchEvent(new CustomEvent('select', { detail, bubbles: true, composed: true }));
    }, id);
    await page.locator('feature-card h2').waitFor();
    await page.locator('feature-card .close').click();
    const row = page.locator(`record-list tr[data-id="${id}"].is-chosen`);
    await row.waitFor();
    await expect.poll(() => row.evaluate(isInSight)).toBe(true);
    expect(faults).toEqual([]);
    await close();
  });

  it('can be of what is in view, with its totals and its files', async () => {
    const { page, faults, close } = await openPlain(
      browser,
      '/#map=10/21.1/106&way=zones',
      desktop,
    );
    await rows(page).first().waitFor();
    const all = numberIn(await count(page));
    await page.locator('way-panel input[name=in-view]').check();
    await page.locator('way-panel .count span').waitFor();
    const inView = numberIn(await count(page));
    expect(inView).toBeGreaterThan(0);
    expect(inView).toBeLessThan(all);
    const link = await page.locator('way-panel .files a').last().getAttribute('href');
    const file = await fetch(link ?? '');
    expect(file.status).toBe(200);
    const { features } = (await file.json()) as Listed;
    expect(features.length).toBe(inView);
    await page.mouse.move(1000, 500);
    await page.mouse.down();
    await page.mouse.move(700, 350, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => numberIn(await count(page))).not.toBe(inView);
    await picture(page, 'way-in-view');
    expect(faults).toEqual([]);
    await close();
  });
});

/** Whether an element stands inside what its scroller shows. */
function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

describe('on a phone', () => {
  it('the tabs stand in the lowest sheet and raise it', async () => {
    const { page, faults, close } = await openPlain(browser, '/', phone);
    for (const way of ['overview', 'zones', 'gates', 'plants']) {
      const box = await page.locator(`#way-${way}`).boundingBox();
      expect((box?.y ?? 900) + (box?.height ?? 0), way).toBeLessThanOrEqual(844);
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 400) <= 390, way).toBe(true);
    }
    await page.locator('#way-gates').tap();
    await rows(page).first().waitFor();
    // The sheet moves up.
    const height = async () => (await page.locator('#panel').boundingBox())?.height;
    await expect.poll(height).toBeGreaterThan(400);
    const wide = await page
      .locator('way-panel .scroll')
      .evaluate((box) => box.scrollWidth > box.clientWidth);
    expect(wide).toBe(false);
    await picture(page, 'way-phone');
    expect(faults).toEqual([]);
    await close();
  });
});
