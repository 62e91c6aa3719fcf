// What lies in a drawn shape: units, totals by kind with how many report, the list, files, sources.
import { html, nothing, type TemplateResult } from 'lit';
import { layerOf, valueOf, type Catalog } from '../catalog';
import { pick, withUnit } from '../figures/format';
import { sourceItem } from '../figures/source-view';
import { formatNumber, text, titleIn, type Lang } from '../i18n';
import type { LayerId } from '../layers/names';
import { aboutWords } from '../things/about';
import { thingIcon } from '../things/thing-icon';
import type { Thing } from '../things/types';
import { wayView } from '../things/way';
import type { Within, WithinAnswer, WithinItem, WithinTotal } from './within-answer';

interface WithinProps {
  readonly lang: Lang;
  readonly catalog: Catalog | null;
  readonly answer: WithinAnswer;
  readonly visit: (thing: Thing) => void;
  readonly save: (format: 'csv' | 'geojson') => void;
}

export function withinView(props: WithinProps): TemplateResult {
  const { lang, catalog } = props;
  const { answer, failure, busy } = props.answer;
  if (!answer) {
    return failure !== null
      ? failureView(props, 'tools.within.error')
      : html`<div class="skeleton" aria-busy=${busy}>
          <span class="visually-hidden">${text(lang, 'tools.within.loading')}</span>
          ${[90, 60, 75, 100, 80].map((width) => html`<i style=${`width: ${width}%`}></i>`)}
        </div>`;
  }
  const there = answer.totals.filter(({ count }) => count > 0);
  return html`
    <p class="units">${unitsWords(lang, answer)}</p>
    ${
      there.length === 0
        ? html`<p class="none" role="status">${text(lang, 'tools.within.none')}</p>`
        : html`
            <table>
              <caption class="visually-hidden">
                ${text(lang, 'tools.within.totals')}
              </caption>
              <thead>
                <tr>
                  <th scope="col">${text(lang, 'tools.within.kind')}</th>
                  <th scope="col" class="n">${text(lang, 'tools.within.count')}</th>
                  <th scope="col" class="n">${text(lang, 'tools.within.sum')}</th>
                </tr>
              </thead>
              <tbody>
                ${there.map((total) => totalView(lang, catalog, total))}
              </tbody>
            </table>
            ${filesView(props)} ${listView(props)} ${sourcesView(props)}
          `
    }
    ${
      answer.withoutPlace > 0
        ? html`<p class="hint without">
            ${text(lang, 'near.withoutPlace', { n: formatNumber(lang, answer.withoutPlace) })}
          </p>`
        : nothing
    }
  `;
}

function unitsWords(lang: Lang, { units }: Within): string {
  const { communes, population, reported } = units;
  const n = formatNumber(lang, communes);
  if (population === null) return text(lang, 'tools.within.units', { n });
  return text(lang, 'tools.within.unitsPeople', {
    n,
    people: formatNumber(lang, population),
    reported: formatNumber(lang, reported),
  });
}

function totalView(lang: Lang, catalog: Catalog | null, total: WithinTotal): TemplateResult {
  const { kind, count, reported } = total;
  const statuses = statusWords(lang, catalog, total);
  return html`<tr>
      <th scope="row">
        <span class="kind"
          >${thingIcon(kind === 'other_zone' ? 'zone' : kind)}
          ${pick(lang, total.kind_vi, total.kind_en) ?? kind}</span
        >
      </th>
      <td class="n">${formatNumber(lang, count)}</td>
      <td class="n">
        ${sumWords(lang, total)}
        ${
          reported === null
            ? nothing
            : html`<small
                >${text(lang, 'tools.within.reported', {
                  n: formatNumber(lang, reported),
                  of: formatNumber(lang, count),
                })}</small
              >`
        }
      </td>
    </tr>
    ${
      statuses
        ? html`<tr class="statuses">
            <td colspan="3">${statuses}</td>
          </tr>`
        : nothing
    }`;
}

/** The sum with its unit; a dash for a kind without one, words where none reports. */
function sumWords(lang: Lang, { area_ha, capacity_mw, reported }: WithinTotal): string {
  if (area_ha !== null) return withUnit(formatNumber(lang, area_ha), 'ha');
  if (capacity_mw !== null) return withUnit(formatNumber(lang, capacity_mw), 'MW');
  return reported === null ? '–' : text(lang, 'figure.none');
}

const LAYER_OF: Readonly<Record<string, LayerId>> = {
  gate: 'border_gates',
  plant: 'power_plants',
};

/** "9 đang hoạt động, 17 đã thành lập", if the kind has a status at all. */
function statusWords(
  lang: Lang,
  catalog: Catalog | null,
  { kind, by_status }: WithinTotal,
): string {
  const layer = layerOf(catalog, LAYER_OF[kind] ?? 'industrial_zones');
  const field = layer?.fields.find(({ id }) => id === 'status');
  return by_status
    .flatMap(({ status, count }) => {
      const value = valueOf(field, status);
      return value ? [`${titleIn(lang, value)}: ${formatNumber(lang, count)}`] : [];
    })
    .join(' · ');
}

function filesView({ lang, answer, save }: WithinProps): TemplateResult {
  return html`<div class="files" role="group" aria-label=${text(lang, 'tools.within.files')}>
      <span>${text(lang, 'tools.within.files')}</span>
      <button type="button" @click=${() => save('csv')}>CSV</button>
      <button type="button" @click=${() => save('geojson')}>GeoJSON</button>
    </div>
    ${
      answer.unsaved === null
        ? nothing
        : html`<p class="failure" role="alert">
            ${text(lang, 'tools.within.unsaved')} ${answer.unsaved}
          </p>`
    }`;
}

function listView(props: WithinProps): TemplateResult {
  const { lang, catalog, answer, visit } = props;
  return html`
    <h3>${text(lang, 'tools.within.list')}</h3>
    <ul class="ways" aria-busy=${answer.busy}>
      ${answer.items.map((thing: WithinItem) =>
        wayView(lang, {
          thing,
          about: aboutWords(lang, catalog, thing),
          go: () => visit(thing),
        }),
      )}
    </ul>
    ${
      answer.failure !== null
        ? failureView(props, 'tools.within.error')
        : answer.more
          ? html`<button
              type="button"
              class="more-items"
              ?disabled=${answer.busy}
              @click=${() => answer.goOn()}
            >
              ${text(lang, 'near.more')}
            </button>`
          : nothing
    }
  `;
}

function sourcesView({ lang, answer }: WithinProps): TemplateResult | typeof nothing {
  const { sources } = answer;
  if (sources.length === 0) return nothing;
  return html`<details>
    <summary>${text(lang, 'source.many', { n: formatNumber(lang, sources.length) })}</summary>
    <ul class="sources">
      ${sources.map((source) => sourceItem(lang, source))}
    </ul>
  </details>`;
}

function failureView({ lang, answer }: WithinProps, key: 'tools.within.error'): TemplateResult {
  return html`<div class="failure" role="alert">
    <p>${text(lang, key)} ${answer.failure}</p>
    <button type="button" @click=${() => answer.goOn()}>${text(lang, 'app.retry')}</button>
  </div>`;
}
