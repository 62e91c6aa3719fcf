// Converted rows, a page at a time, so that a table of any length stays smooth.
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber, text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import { MOST_SHOWN, type Converted, type ConvertedRow } from './converted';
import { statusBadge } from './status-badge';
import type { Direction, Status } from './types';

/** Rows of a page. */
export const PAGE_ROWS = 200;

export interface ResultTable {
  readonly lang: Lang;
  readonly to: Direction;
  readonly converted: Converted;
  /** The rows that the summary lets through. */
  readonly rows: readonly ConvertedRow[];
  readonly page: number;
}

export const rowsWith = (
  { rows }: Pick<Converted, 'rows'>,
  only: Status | null,
): readonly ConvertedRow[] => (only ? rows.filter(({ status }) => status === only) : rows);

export const pagesOf = (rows: number): number => Math.max(1, Math.ceil(rows / PAGE_ROWS));

export interface TableActions {
  readonly turn: (page: number) => void;
  readonly show: (unit: FeatureRef) => void;
}

export function tableView(table: ResultTable, { turn, show }: TableActions): TemplateResult {
  const { lang, to, rows, page, converted } = table;
  const from = page * PAGE_ROWS;
  const shown = rows.slice(from, from + PAGE_ROWS);
  return html`
    <table role="table">
      <caption class="visually-hidden">
        ${text(lang, 'convert.table')}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" class="number">${text(lang, 'convert.th.number')}</th>
          <th role="columnheader" scope="col" class="status">${text(lang, 'convert.th.status')}</th>
          <th role="columnheader" scope="col">${text(lang, 'convert.th.asked')}</th>
          <th role="columnheader" scope="col">${text(lang, `convert.th.new.${to}`)}</th>
          <th role="columnheader" scope="col" class="note">${text(lang, 'convert.th.note')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${shown.map((row) => rowView(lang, to, row, show))}
      </tbody>
    </table>
    ${pagesOf(rows.length) > 1 ? pagerView(table, turn) : nothing}
    ${
      converted.count > MOST_SHOWN
        ? html`<p class="quiet">
            ${text(lang, 'convert.page.limit', { n: formatNumber(lang, MOST_SHOWN) })}
          </p>`
        : nothing
    }
  `;
}

function rowView(
  lang: Lang,
  to: Direction,
  row: ConvertedRow,
  show: TableActions['show'],
): TemplateResult {
  const { others, note } = row;
  return html`<tr role="row">
    <td role="cell" class="number">${formatNumber(lang, row.number)}</td>
    <td role="cell" class="status">${statusBadge(lang, row.status, to)}</td>
    <td role="cell" class="asked">${row.asked}</td>
    ${row.name || others ? foundView(lang, to, row, show) : noteView([note], 2)}
  </tr>`;
}

/** The unit and what else is said; without one to name, all that it may be. */
function foundView(
  lang: Lang,
  to: Direction,
  row: ConvertedRow,
  show: TableActions['show'],
): TemplateResult {
  const { name, province, code, others, note } = row;
  const where = [province, code && text(lang, 'convert.code', { code })].filter(Boolean);
  const also = name && others ? text(lang, 'convert.others', { names: others }) : '';
  return html`<td role="cell" class="new">
      ${name ? [nameView(lang, to, row, show), html`<small>${where.join(' · ')}</small>`] : others}
    </td>
    ${noteView([also, note], 1)}`;
}

/** What there is to say; without a unit it takes the place of one. */
function noteView(notes: readonly string[], columns: number): TemplateResult {
  const said = notes.filter((note) => note !== '');
  return html`<td role="cell" class="note" colspan=${columns}>
    ${said.map((note) => html`<span>${note}</span>`)}
  </td>`;
}

/** The unit, as a way to the map where its code tells its number; those of former units do not. */
function nameView(
  lang: Lang,
  to: Direction,
  { name, code }: ConvertedRow,
  show: TableActions['show'],
): TemplateResult {
  if (to !== 'present' || !/^(\d{2}|\d{5})$/.test(code)) return html`<b>${name}</b>`;
  const layer = code.length === 2 ? 'provinces' : 'communes';
  return html`<button
    type="button"
    class="unit"
    title=${text(lang, 'convert.show')}
    @click=${() => show({ layer, id: Number(code) })}
  >
    ${name}
  </button>`;
}

function pagerView(
  { lang, rows, page }: ResultTable,
  turn: (page: number) => void,
): TemplateResult {
  const last = pagesOf(rows.length) - 1;
  const words = text(lang, 'convert.page', {
    from: formatNumber(lang, page * PAGE_ROWS + 1),
    to: formatNumber(lang, Math.min(rows.length, (page + 1) * PAGE_ROWS)),
    n: formatNumber(lang, rows.length),
  });
  return html`<div class="pager">
    <button type="button" class="second" ?disabled=${page === 0} @click=${() => turn(page - 1)}>
      ${text(lang, 'convert.page.previous')}
    </button>
    <span role="status">${words}</span>
    <button type="button" class="second" ?disabled=${page === last} @click=${() => turn(page + 1)}>
      ${text(lang, 'convert.page.next')}
    </button>
  </div>`;
}
