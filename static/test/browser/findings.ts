// What axe-core says of a page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect } from 'vitest';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** What axe-core finds that keeps somebody from using the page: rule, and where. */
async function findings(page: Page, rules: readonly string[] | null): Promise<string[]> {
  // Once for each page: it is large.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    async (options) => {
      const { axe } = window as unknown as {
        axe: { run(options: RunOptions): Promise<AxeResults> };
      };
      return axe.run(options);
    },
    {
      resultTypes: ['violations'],
      ...(rules === null ? {} : { runOnly: [...rules] }),
    } satisfies RunOptions,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => {
        const why = failureSummary?.split('\n')[1]?.trim() ?? '';
        return `${id}: ${target.flat().join(' ')} ${why}`;
      }),
    );
}

/** The rules that look at colours: of a second theme only these can say something new. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Holds a page to axe-core in a state. Colours change over a moment, so it may look again. */
export const findsNothing = (
  page: Page,
  state: string,
  rules: readonly string[] | null = null,
): Promise<void> =>
  expect.poll(() => findings(page, rules), { message: state, interval: 300 }).toEqual([]);

/** Holds a page to axe-core in both themes. */
export async function findsNothingInBothThemes(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
    const rules = colorScheme === 'light' ? null : OF_COLOURS;
    await findsNothing(page, `${state}, ${colorScheme}`, rules);
  }
}
