// No serious or critical finding of axe-core on the pages, in either theme, on a desktop and a phone;
// and everything is reached by keyboard, with a focus that can be seen.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { findsNothing, findsNothingInBothThemes } from './findings';
import {
  idle,
  newContext,
  openPlain,
  SERVER,
  theBrowser,
  whenIdle,
  withoutTiles,
} from './open.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let browser: Browser;

beforeAll(async () => {
  browser = await theBrowser();
});

/** A page in a state, and what brings it there. */
interface State {
  readonly name: string;
  readonly hash: string;
  readonly until?: string;
}

const STATES: readonly State[] = [
  { name: 'the overview', hash: '' },
  { name: 'the way to zones', hash: 'way=zones' },
  { name: 'the way to gates', hash: 'way=gates' },
  { name: 'the way to plants', hash: 'way=plants' },
  { name: 'a card of a province', hash: 'card=provinces/20', until: 'feature-card h2' },
  { name: 'a card of a gate', hash: 'card=border_gates/1/trade', until: 'feature-card h2' },
  { name: 'an overlay', hash: 'overlay=cluster_count', until: '.overlay-legend, overlay-picker' },
  { name: 'before the merger', hash: 'time=before' },
  { name: 'the comparison', hash: 'time=compare', until: 'compare-map [role=slider]' },
];

/** Takes the page to a state by its address, as a link within it would. */
async function show(page: Page, { hash, until }: Pick<State, 'hash' | 'until'>): Promise<void> {
  await page.evaluate((words) => (location.hash = words), hash);
  if (until) await page.locator(until).first().waitFor();
  // Lists and counts bring controls of their own.
  await page.waitForLoadState('networkidle');
  await idle(page);
}

/** One page is taken from state to state: loading it anew for each would take longer than looking. */
const check = (states: readonly State[], options: BrowserContextOptions) =>
  it(`finds nothing serious in any state, light and dark`, async () => {
    const { page, close } = await openPlain(browser, '/', options);
    for (const state of states) {
      await show(page, state);
      await findsNothingInBothThemes(page, state.name);
    }
    await close();
  });

describe('axe-core on a desktop', () => check(STATES, {}));

describe('axe-core on a phone', () => {
  const onPhones = ['the overview', 'the way to zones', 'a card of a gate', 'the comparison'];
  check(
    STATES.filter(({ name }) => onPhones.includes(name)),
    PHONE,
  );
});

describe('axe-core in dialogs', () => {
  it('finds nothing serious in the list of keys and in sharing', async () => {
    const { page, close } = await openPlain(browser, '/');
    await page.locator('phiabac-map canvas').focus();
    await page.keyboard.press('?');
    await page.locator('key-help dialog[open]').waitFor();
    await findsNothingInBothThemes(page, 'the list of keys');
    await page.keyboard.press('Escape');
    await page.locator('key-help').waitFor({ state: 'detached' });
    await page.locator('header .share').click();
    await page.locator('share-dialog dialog[open]').waitFor();
    await findsNothingInBothThemes(page, 'sharing');
    await close();
  });
});

describe('axe-core on the embedded map', () => {
  it.each(['light', 'dark'])('finds nothing serious, %s', async (theme) => {
    const context = await newContext(browser, { viewport: { width: 800, height: 600 } });
    const page = await context.newPage();
    await withoutTiles(page);
    await page.goto(`${SERVER}/embed?title=CCN&legend=1&search=1&theme=${theme}`);
    await page.locator('phiabac-map canvas').waitFor();
    await page.locator('phiabac-map map-legend').waitFor();
    await whenIdle(page, ['phiabac-map']);
    await findsNothing(page, theme);
    await context.close();
  });
});

/** What is stopped at on the way through the page with the tab key, and what is passed over. */
interface Walk {
  readonly stops: number;
  readonly passedOver: readonly string[];
  readonly withoutSign: readonly string[];
}

/** Goes through the whole page with the tab key. */
async function walk(page: Page): Promise<Walk> {
  await page.evaluate(() => {
    const deepest = (): Element | null => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at === document.body ? null : at;
    };
    // A control that shows its focus beside itself, such as a switch, does so in its next sibling.
    const look = (element: Element): string =>
      [element, element.nextElementSibling, element.parentElement, element.querySelector('svg')]
        .filter((one) => one !== null)
        .map((one) => {
          const { outline, boxShadow, borderColor, backgroundColor, top } = getComputedStyle(one);
          return [outline, boxShadow, borderColor, backgroundColor, top].join(' ');
        })
        .join(' | ');
    Object.assign(window, { walk: { deepest, look, seen: new Map<Element, string>() } });
  });
  interface Walked {
    walk: {
      deepest(): Element | null;
      look(element: Element): string;
      seen: Map<Element, string>;
    };
  }
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press('Tab');
    const goesOn = await page.evaluate(() => {
      const { walk } = window as unknown as Walked;
      const at = walk.deepest();
      if (!at || walk.seen.has(at)) return walk.seen.size === 0;
      walk.seen.set(at, walk.look(at));
      return true;
    });
    if (!goesOn) break;
  }
  return page.evaluate(() => {
    const { walk } = window as unknown as Walked;
    const { seen } = walk;
    (walk.deepest() as HTMLElement | null)?.blur();
    const name = (element: Element): string =>
      `${element.localName}.${element.className} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30)}`;
    const controls: Element[] = [];
    const gather = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.matches('a[href], button, input, select, textarea, summary, [tabindex]'))
          controls.push(element);
        if (element.shadowRoot) gather(element.shadowRoot);
      }
    };
    gather(document);
    const isOffered = (element: Element): boolean => {
      const { tabIndex, disabled, type, checked } = element as HTMLInputElement;
      // Of radio buttons only the chosen one is stopped at; arrow keys go to the others.
      const isOtherRadio = type === 'radio' && !checked;
      return (
        tabIndex >= 0 &&
        !disabled &&
        !isOtherRadio &&
        !element.closest('[inert]') &&
        element.checkVisibility({ visibilityProperty: true })
      );
    };
    return {
      stops: seen.size,
      passedOver: controls.filter((one) => isOffered(one) && !seen.has(one)).map(name),
      withoutSign: [...seen]
        .filter(([element, focused]) => walk.look(element) === focused)
        .map(([element]) => name(element)),
    };
  });
}

describe('by keyboard', () => {
  /** Walks through states of one page, by name and hash. */
  const walked = (
    where: string,
    states: Readonly<Record<string, string>>,
    options: BrowserContextOptions = {},
  ) =>
    it(`everything is reached, and the focus is seen: ${where}`, async () => {
      const { page, close } = await openPlain(browser, '/', options);
      await page.evaluate(() => document.fonts.ready);
      for (const [name, hash] of Object.entries(states)) {
        await show(page, { hash });
        const { stops, passedOver, withoutSign } = await walk(page);
        expect(stops, name).toBeGreaterThan(8);
        expect(passedOver, name).toEqual([]);
        expect(withoutSign, name).toEqual([]);
      }
      await close();
    });

  // Few enough that the list does not grow while it is walked through.
  const few = encodeURIComponent("kind = 'cluster' AND province = '24'");
  walked('on a desktop', {
    'the overview': '',
    'the way to zones': `way=zones&zones=${few}`,
    'the comparison': 'time=compare',
    'a card': 'card=provinces/20',
  });
  walked('on a phone', { 'the overview': '' }, PHONE);
  walked('in the dark', { 'a card': 'card=border_gates/1' }, { colorScheme: 'dark' });
});
