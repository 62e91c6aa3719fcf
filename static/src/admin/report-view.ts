// The report of a file: what it was read as, how many rows met which fate, and every row with what
// was found, in portions.
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber, type Lang } from '../i18n';
import { say } from './texts';
import type { Difference, Finding, Imported, Report, RowReport, Verdict } from './types';
import { withFieldNames } from './wish-names';

/** Rows shown before more are asked for. */
export const PORTION = 100;

export type Only = Verdict | 'all';

export interface ReportState {
  readonly lang: Lang;
  readonly imported: Imported;
  readonly only: Only;
  readonly shown: number;
  readonly fieldTitle: (field: string) => string;
}

export interface ReportActions {
  readonly filter: (only: Only) => void;
  readonly more: () => void;
  readonly download: () => void;
}

export function reportView(
  { lang, imported, only, shown, fieldTitle }: ReportState,
  { filter, more, download }: ReportActions,
): TemplateResult {
  const { report } = imported;
  const rows = report.rows.filter((row) => only === 'all' || row.verdict === only);
  const rest = rows.length - shown;
  return html`
    <h2 tabindex="-1">${say(lang, 'report')}: ${report.file}</h2>
    <p class="quiet">${readAs(lang, report)}</p>
    ${outcome(lang, imported)} ${wholeFile(lang, report.findings)} ${removed(lang, report)}
    <div class="tabs" role="group" aria-label=${say(lang, 'result')}>
      ${tabs(report).map(
        ([key, count]) =>
          html`<button type="button" aria-pressed=${only === key} @click=${() => filter(key)}>
            ${say(lang, key)} ${formatNumber(lang, count)}
          </button>`,
      )}
    </div>
    ${
      rows.length === 0
        ? html`<p class="quiet">${say(lang, 'noRows')}</p>`
        : html`<table>
            <thead>
              <tr>
                <th scope="col">${say(lang, 'row')}</th>
                <th scope="col">${say(lang, 'record')}</th>
                <th scope="col">${say(lang, 'result')}</th>
                <th scope="col">${say(lang, 'findings')}</th>
              </tr>
            </thead>
            <tbody>
              ${rows.slice(0, shown).map((row) => rowView(lang, row, fieldTitle))}
            </tbody>
          </table>`
    }
    <div class="row">
      ${
        rest > 0
          ? html`<button type="button" @click=${more}>
              ${say(lang, 'showMore', { n: formatNumber(lang, Math.min(rest, PORTION)) })}
            </button>`
          : nothing
      }
      <button type="button" class="plain" @click=${download}>${say(lang, 'download')}</button>
    </div>
  `;
}

/** What is shown first: what needs the clerk. */
export const firstShown = (report: Report): Only =>
  report.counts.rejected > 0 ? 'rejected' : 'all';

function tabs({ counts }: Report): [Only, number][] {
  return [
    ['all', counts.read],
    ['rejected', counts.rejected],
    ['repaired', counts.repaired],
    ['kept', counts.kept],
  ];
}

function readAs(lang: Lang, { driver, sheet, crs, counts }: Report): string {
  const parts = [
    say(lang, 'readAs', { driver }),
    ...(sheet ? [say(lang, 'inSheet', { sheet })] : []),
    ...(crs ? [say(lang, 'inCrs', { crs })] : []),
    ...(['added', 'changed', 'same', 'removed'] as const)
      .filter((key) => counts[key] > 0)
      .map((key) => `${changeWords(lang, key)} ${formatNumber(lang, counts[key])}`),
  ];
  return parts.join(' · ');
}

const changeWords = (lang: Lang, key: 'added' | 'changed' | 'same' | 'removed'): string =>
  say(lang, key === 'changed' ? 'changedRow' : key);

function outcome(lang: Lang, { report, reload, ticket }: Imported): TemplateResult {
  const note = (look: string, words: string): TemplateResult =>
    html`<p class="note ${look}" role="status">${words}</p>`;
  if (reload?.state === 'failed') {
    return note('bad', `${say(lang, 'writtenNotLoaded')} ${reload.reason ?? ''}`);
  }
  if (report.written) return note('good', `${report.outcome} ${say(lang, 'changed')}`);
  if (ticket && report.counts.rejected > 0) {
    return note('warn', say(lang, 'goodRest', { n: formatNumber(lang, report.counts.rejected) }));
  }
  return note(report.good ? 'good' : 'bad', report.outcome);
}

function wholeFile(lang: Lang, findings: readonly Finding[]): TemplateResult | typeof nothing {
  if (findings.length === 0) return nothing;
  return html`<h3>${say(lang, 'wholeFile')}</h3>
    <ul class="plain">
      ${findings.map((finding) => html`<li>${findingView(lang, finding)}</li>`)}
    </ul>`;
}

function removed(lang: Lang, report: Report): TemplateResult | typeof nothing {
  if (report.removed.length === 0) return nothing;
  return html`<details>
    <summary>${say(lang, 'removedList')} (${formatNumber(lang, report.removed.length)})</summary>
    <ul class="plain">
      ${report.removed
        .slice(0, PORTION)
        .map(({ code, name }) => html`<li>${name ?? say(lang, 'unnamed')} · ${code}</li>`)}
      ${report.removed.length > PORTION ? html`<li>…</li>` : nothing}
    </ul>
  </details>`;
}

function rowView(lang: Lang, row: RowReport, title: (field: string) => string): TemplateResult {
  const { verdict, change, findings, differences } = row;
  const changed = change === null ? '' : say(lang, change === 'changed' ? 'changedRow' : change);
  return html`<tr>
    <td class="number">${formatNumber(lang, row.row)}</td>
    <td class="who">
      ${row.name ?? say(lang, 'unnamed')}
      <small>${[row.code, changed].filter(Boolean).join(' · ')}</small>
    </td>
    <td><span class="badge ${verdict}">${say(lang, verdict)}</span></td>
    <td class="said">
      <ul>
        ${findings.map((finding) => html`<li>${findingView(lang, finding)}</li>`)}
      </ul>
      ${differences.length > 0 ? differencesView(lang, differences, title) : nothing}
    </td>
  </tr>`;
}

/** A finding: what it is, and what to do; the one that a row is rejected for says so. */
const findingView = (lang: Lang, { gravity, what, cure }: Finding): TemplateResult =>
  html`${gravity === 'rejected' ? html`<b>${say(lang, 'rejected')}:</b> ` : nothing}${what}
  ${cure ? html`<span class="cure">${withFieldNames(lang, cure)}</span>` : nothing}`;

function differencesView(
  lang: Lang,
  differences: readonly Difference[],
  title: (field: string) => string,
): TemplateResult {
  const empty = say(lang, 'nothing');
  return html`<ul class="differences">
    ${differences.map(
      (one) =>
        html`<li>
          ${title(one.field)}: <del>${one.old ?? empty}</del> → <ins>${one.new ?? empty}</ins>
        </li>`,
    )}
  </ul>`;
}
