// <record-list>: the records of a way as a table, linked with the map both ways. The next rows come
// as the reader nears the end.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { markView } from '../atlas/mark';
import { layerOf, valueOf, type Catalog } from '../catalog';
import '../figures/source-button';
import { text, titleIn, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import type { ThemeName } from '../style/palette';
import { fieldTitle } from '../filters/option-list';
import { signOf } from '../ways/way-signs';
import type { Way } from '../ways/ways';
import {
  briefName,
  byClass,
  byTrade,
  columnsOf,
  fieldsOf,
  FIRST_ORDER,
  nameOf,
  SIGN_FIELD,
  sortWords,
  sourcesOf,
  type Cell,
  type Column,
  type Known,
  type Order,
} from './columns';
import { listCss } from './list-css';
import { Pages } from './pages';
import type { ListedRecord, Wanted } from './types';

/** Rows that stand for those to come. */
const SKELETON = [70, 55, 80, 62, 74, 50];

/** Records that are looked through for a row at most. */
const FARTHEST = 1000;

@customElement('record-list')
export class RecordList extends LitElement {
  static override styles = listCss;

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property() theme: ThemeName = 'light';
  @property({ attribute: false }) way: Way | null = null;
  @property({ attribute: false }) catalog: Catalog | null = null;
  @property({ attribute: false }) wanted: Wanted = { filter: null, box: null };
  /** The titles of provinces by code. */
  @property({ attribute: false }) provinces: ReadonlyMap<string, string> = new Map();
  @property({ attribute: false }) trade: Known['trade'] = new Map();
  /** The record that is chosen on the map or here. */
  @property({ attribute: false }) selected: FeatureRef | null = null;
  /** Whether the list lies over the map, with all its columns. */
  @property({ type: Boolean }) wide = false;
  @state() private order: Order | null = null;
  @query('.end') private end!: HTMLElement;
  private readonly pages = new Pages(this);
  private readonly nearEnd = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.pages.next();
    },
    { rootMargin: '600px' },
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.nearEnd.disconnect();
  }

  /** The row of the chosen record comes into sight and takes the keyboard, if it is here. */
  async reveal(focus: boolean): Promise<void> {
    const row = await this.chosenRow();
    row?.scrollIntoView({ block: 'nearest' });
    if (focus) row?.querySelector('button')?.focus({ preventScroll: true });
  }

  override render(): TemplateResult | typeof nothing {
    const { way, lang, pages } = this;
    if (!way) return nothing;
    const columns = columnsOf(way, this.wide);
    const none = pages.matched === 0 && !pages.stale;
    return html`
      <table
        class="${way.id} ${this.wide ? 'wide' : ''} ${pages.stale && pages.records.length > 0 ? 'is-stale' : ''}"
        ?hidden=${none}
      >
        <caption class="visually-hidden">
          ${text(lang, `list.caption.${way.id}`)}
        </caption>
        <thead>
          <tr>
            ${columns.map((column) => this.headView(way, column))}
            ${this.wide ? this.sourceHead() : nothing}
          </tr>
        </thead>
        <tbody>
          ${
            pages.records.length === 0 && pages.failure === null
              ? SKELETON.map((width) => skeletonRow(width, columns.length))
              : repeat(
                  this.rows(way),
                  ({ id }) => id,
                  (record) => this.rowView(way, columns, record),
                )
          }
        </tbody>
      </table>
      ${pages.failure === null ? nothing : this.failureView(pages.failure)}
      <div class="end" aria-live="polite">
        ${pages.more ? html`<p class="waiting">${text(lang, 'list.loading')}</p>` : nothing}
      </div>
      ${none ? html`<slot name="empty"></slot>` : nothing}
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('way') && changed.get('way') !== this.way) this.order = null;
    if (['base', 'way', 'wanted', 'order', 'lang', 'wide'].some((name) => changed.has(name)))
      this.ask();
  }

  protected override updated(changed: PropertyValues): void {
    this.nearEnd.observe(this.end);
    // A full page may leave the end in sight, of which the observer says nothing.
    if (this.pages.more && !this.pages.busy) {
      this.nearEnd.unobserve(this.end);
      this.nearEnd.observe(this.end);
    }
    if (changed.has('selected') && this.selected) void this.reveal(false);
  }

  private get orderShown(): Order {
    return this.order ?? FIRST_ORDER[this.way?.id ?? 'zones'];
  }

  private ask(): void {
    const { way, base, wanted, lang } = this;
    if (!way) return;
    const { layer } = way;
    const sortby = sortWords(this.orderShown);
    this.pages.ask({ base, layer, wanted, sortby, properties: fieldsOf(way, this.wide), lang });
  }

  private rows(way: Way): readonly ListedRecord[] {
    const { orderShown, pages, trade } = this;
    if (way.id !== 'gates') return pages.records;
    if (orderShown.column === 'trade') return byTrade(pages.records, orderShown, trade);
    if (orderShown.column === 'class') return byClass(pages.records, orderShown, trade);
    return pages.records;
  }

  private headView(way: Way, column: Column): TemplateResult {
    const { lang, orderShown, catalog } = this;
    const { id, title, number, field, here } = column;
    const sorts = field !== null || here;
    const active = orderShown.column === id;
    const words = title ? text(lang, title) : fieldTitle(lang, way, id, catalog);
    const direction = active ? (orderShown.down ? 'descending' : 'ascending') : 'none';
    return html`<th
      scope="col"
      class="${id} ${number ? 'number' : ''}"
      aria-sort=${sorts ? direction : nothing}
    >
      ${
        !sorts
          ? html`<span>${words}</span>`
          : html`<button
              type="button"
              class=${active ? 'is-active' : ''}
              title=${text(lang, 'list.sortBy', { column: words.toLocaleLowerCase(lang) })}
              @click=${() => this.sort(column)}
            >
              <span>${words}</span>
              <svg width="10" height="12" viewBox="0 0 10 12" aria-hidden="true">
                <path
                  d=${orderShown.down && active ? 'M5 11L1 6.500h8z' : 'M5 1l4 4.500H1z'}
                  fill="currentColor"
                />
              </svg>
            </button>`
      }
    </th>`;
  }

  private sort({ id, number }: Column): void {
    const { orderShown } = this;
    const down = orderShown.column === id ? !orderShown.down : number;
    this.order = { column: id, down };
  }

  private rowView(way: Way, columns: readonly Column[], record: ListedRecord): TemplateResult {
    const { selected } = this;
    const chosen = selected?.layer === way.layer && selected.id === record.id;
    return html`<tr
      data-id=${record.id}
      class=${chosen ? 'is-chosen' : ''}
      aria-current=${chosen ? 'true' : nothing}
      @click=${() => this.choose(way, record)}
      @pointerenter=${(event: PointerEvent) => {
        if (event.pointerType === 'mouse') this.point(record);
      }}
      @pointerleave=${() => this.point(null)}
      @focusin=${() => this.point(record)}
      @focusout=${() => this.point(null)}
    >
      ${columns.map((column) => this.cellView(way, column, record))}
      ${this.wide ? this.sourceCell(record) : nothing}
    </tr>`;
  }

  private sourceHead(): TemplateResult {
    return html`<th scope="col" class="sources">
      <span>${text(this.lang, 'list.column.sources')}</span>
    </th>`;
  }

  /** Opening the sources of a row does not choose it. */
  private sourceCell(record: ListedRecord): TemplateResult {
    const { lang, trade } = this;
    return html`<td class="sources" @click=${(event: Event) => event.stopPropagation()}>
      <source-button
        .lang=${lang}
        .sources=${sourcesOf(record, trade)}
        .what=${nameOf(lang, record)}
      ></source-button>
    </td>`;
  }

  private cellView(way: Way, column: Column, record: ListedRecord): TemplateResult {
    const { lang } = this;
    const cell = column.cell(lang, record, this.known(way));
    if (column.id !== 'name') {
      return html`<td class="${column.id} ${column.number ? 'number' : ''}">
        ${cell ? cellBody(cell) : html`<span class="none" title=${text(lang, 'list.notReported')}>–</span>`}
      </td>`;
    }
    const sign = signOf(way.id, record.properties[SIGN_FIELD[way.id]], this.theme);
    const province = this.provinces.get(String(record.properties['province'] ?? ''));
    const [name, brief] = [nameOf(lang, record), briefName(lang, record)];
    return html`<th scope="row" class="name">
      <div>
        ${sign ? markView(sign) : nothing}
        <span>
          <button type="button" title=${name === brief ? nothing : name}>${brief}</button>
          <small>
            ${province ? html`<span class="where">${province}${cell?.small ? ' · ' : ''}</span>` : nothing}${cell?.small}
          </small>
        </span>
      </div>
    </th>`;
  }

  private known(way: Way): Known {
    const { lang, catalog, provinces, trade } = this;
    return {
      provinces,
      trade,
      told: new Set(columnsOf(way, this.wide).map(({ id }) => id)),
      title: (field, value) => {
        const known = layerOf(catalog, way.layer)?.fields.find(({ id }) => id === field);
        const title = valueOf(known, value);
        return title ? titleIn(lang, title) : '';
      },
    };
  }

  private failureView(failure: string): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${text(this.lang, 'list.error')} ${failure}</p>
      <button type="button" @click=${() => this.pages.retry()}>
        ${text(this.lang, 'app.retry')}
      </button>
    </div>`;
  }

  private choose({ layer }: Way, record: ListedRecord): void {
    const { geometry, id } = record;
    const place = geometry?.type === 'Point' ? geometry.coordinates : null;
    this.dispatchEvent(
      new CustomEvent('choose', {
        detail: { ref: { layer, id }, place },
        bubbles: true,
        composed: true,
      }),
    );
  }

  /** Tells where the record is that the reader looks at, null if at none. */
  private point(record: ListedRecord | null): void {
    const { geometry } = record ?? {};
    const detail = geometry?.type === 'Point' ? geometry.coordinates : null;
    this.dispatchEvent(new CustomEvent('point', { detail, bubbles: true, composed: true }));
  }

  /** The row of the chosen record; later pages are asked for until it comes. */
  private async chosenRow(): Promise<HTMLElement | null> {
    const { selected, way } = this;
    if (!selected || selected.layer !== way?.layer) return null;
    const row = () => this.renderRoot.querySelector<HTMLElement>(`tr[data-id="${selected.id}"]`);
    await this.updateComplete;
    while (!row() && this.pages.more && this.pages.records.length < FARTHEST) {
      if (this.pages.busy || this.selected !== selected) return null;
      await this.pages.next();
      await this.updateComplete;
    }
    return row();
  }
}

function cellBody({ words, small, share }: Cell): TemplateResult {
  return html`<span class="value">${words}</span>${
      share === undefined
        ? nothing
        : html`<span class="bar" aria-hidden="true"
            ><i style=${styleMap({ width: `${Math.min(100, share)}%` })}></i
          ></span>`
    }${small ? html`<small>${small}</small>` : nothing}`;
}

const skeletonRow = (width: number, columns: number): TemplateResult =>
  html`<tr class="skeleton" aria-hidden="true">
    <td colspan=${columns}>
      <i style=${styleMap({ width: `${width}%` })}></i><i class="short"></i>
    </td>
  </tr>`;

/** A record that was chosen in a list, and where it is. */
export interface Choice {
  readonly ref: FeatureRef;
  /** Longitude, latitude; null if nobody knows. */
  readonly place: readonly [number, number] | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'record-list': RecordList;
  }
}
