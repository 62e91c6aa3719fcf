// What the records that match are together: totals with how many records report, and how many the
// map cannot show.
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber, text, titleIn, type Lang } from '../i18n';
import type { Summary } from '../list/types';
import type { Way } from './ways';

export function sumsView(lang: Lang, { sums }: Way, summary: Summary): TemplateResult {
  const { numberMatched, withoutPlace } = summary;
  const number = (value: number, decimals = 0) => formatNumber(lang, value, decimals);
  const told = summary.sums.filter(({ field, total }) => sums.includes(field) && total !== null);
  return html`${told.map(
    (sum) =>
      html`<span title=${titleIn(lang, sum)}
        >${text(lang, 'list.total')}
        <b>${number(sum.total ?? 0)}${sum.unit ? ` ${sum.unit}` : ''}</b> ${
          sum.reporting < numberMatched
            ? text(lang, 'list.reporting', {
                n: number(sum.reporting),
                all: number(numberMatched),
              })
            : nothing
        }</span
      >`,
  )}${
    withoutPlace > 0
      ? html`<span>${text(lang, 'list.withoutPlace', { n: number(withoutPlace) })}</span>`
      : nothing
  }`;
}
