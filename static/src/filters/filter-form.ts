// <filter-form>: which records of a way are wanted. Every change is told at once, as conditions.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { markView } from '../atlas/mark';
import type { Catalog } from '../catalog';
import { formatNumber, text, textIfAny, type Lang, type MessageKey } from '../i18n';
import type { ThemeName } from '../style/palette';
import { signOf } from '../ways/way-signs';
import type { Control, Way } from '../ways/ways';
import { chipsOf } from './condition-words';
import {
  boundOf,
  withCondition,
  withValueTurned,
  wordsIn,
  type Bounded,
  type Conditions,
} from './conditions';
import type { Counted } from './facets';
import { formCss } from './form-css';
import { fieldTitle, fieldUnit, optionsOf, type Option } from './option-list';

/** Milliseconds after the last key before a number or words count. */
const AFTER_TYPING = 350;

@customElement('filter-form')
export class FilterForm extends LitElement {
  static override styles = formCss;

  @property() override lang: Lang = 'vi';
  @property() theme: ThemeName = 'light';
  @property({ attribute: false }) way: Way | null = null;
  @property({ attribute: false }) catalog: Catalog | null = null;
  @property({ attribute: false }) counted: Counted | null = null;
  /** What is asked for; null if the filter is none of this form. */
  @property({ attribute: false }) conditions: Conditions | null = [];
  /** The filter as text, shown where the form cannot read it. */
  @property({ attribute: false }) filter: string | null = null;
  /** Whether there is something to be cleared. */
  @property({ type: Boolean }) clearable = false;
  @state() private open = false;
  /** By input: what was typed and does not count yet. */
  private readonly typing = new Map<
    string,
    { readonly value: string; readonly timer: ReturnType<typeof setTimeout> }
  >();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const { timer } of this.typing.values()) clearTimeout(timer);
  }

  override render(): TemplateResult | typeof nothing {
    const { way, lang, conditions, open } = this;
    if (!way) return nothing;
    const always = way.controls.filter(({ kind }) => kind === 'signs' || kind === 'units');
    const more = way.controls.filter((control) => !always.includes(control));
    const hidden = more.filter(({ field }) => conditions?.some((one) => one.field === field));
    return html`
      <form aria-label=${text(lang, 'filter.label')} @submit=${stay}>
        <fieldset class="plain" ?disabled=${conditions === null}>
          ${always.filter(({ kind }) => kind === 'signs').map((one) => this.controlView(way, one))}
          <div class="line">
            ${always.filter(({ kind }) => kind === 'units').map((one) => this.controlView(way, one))}
            <button
              type="button"
              class="more"
              aria-expanded=${open}
              aria-controls="more"
              @click=${() => (this.open = !open)}
            >
              ${text(lang, 'filter.more')}
              ${
                hidden.length > 0
                  ? html`<b class="badge">${formatNumber(lang, hidden.length)}</b>`
                  : nothing
              }
              <svg width="14" height="14" viewBox="0 0 16 16" fill="none" aria-hidden="true">
                <path
                  d=${open ? 'M3 10l5-5 5 5' : 'M3 6l5 5 5-5'}
                  stroke="currentColor"
                  stroke-width="1.8"
                  stroke-linecap="round"
                  stroke-linejoin="round"
                />
              </svg>
            </button>
          </div>
          <div id="more" class="rest" ?hidden=${!open}>
            ${more.map((one) => this.controlView(way, one))}
          </div>
        </fieldset>
        ${this.askedView(way)}
      </form>
    `;
  }

  private controlView(way: Way, control: Control): TemplateResult {
    switch (control.kind) {
      case 'signs':
      case 'values':
        return this.valuesView(way, control);
      case 'units':
        return this.unitsView(way, control.field);
      case 'range':
        return this.rangeView(way, control.field, control.max);
      case 'words':
        return this.wordsView(way, control.field);
    }
  }

  private options(way: Way, field: string): Option[] {
    const { lang, catalog, counted, conditions } = this;
    return optionsOf(lang, way, field, catalog, counted, conditions ?? []);
  }

  private valuesView(way: Way, { kind, field }: Control): TemplateResult {
    const { lang, catalog, theme } = this;
    return html`<fieldset class="values">
      <legend class=${kind === 'signs' ? 'visually-hidden' : ''}>
        ${fieldTitle(lang, way, field, catalog)}
      </legend>
      ${repeat(
        this.options(way, field),
        ({ value }) => value,
        ({ value, title, count, chosen }) => {
          const sign = kind === 'signs' ? signOf(way.id, value, theme) : null;
          const short = kind === 'signs' ? textIfAny(lang, `short.${value}`) : undefined;
          return html`<label class="chip ${count === 0 && !chosen ? 'is-empty' : ''}">
            <input
              type="checkbox"
              name=${field}
              value=${value}
              .checked=${live(chosen)}
              @change=${() => this.tell(withValueTurned(this.conditions ?? [], field, value))}
            />
            ${sign ? markView(sign) : nothing}
            <span title=${short ? title : nothing}>${short ?? title}</span>
            <small>${count === null ? '' : formatNumber(lang, count)}</small>
          </label>`;
        },
      )}
    </fieldset>`;
  }

  private unitsView(way: Way, field: string): TemplateResult {
    const { lang } = this;
    const options = this.options(way, field);
    const chosen = options.some((one) => one.chosen);
    return html`<select
      name=${field}
      aria-label=${text(lang, 'filter.province')}
      @change=${(event: Event) => {
        const select = event.currentTarget as HTMLSelectElement;
        const { value } = select;
        select.value = '';
        if (value) this.tell(withValueTurned(this.conditions ?? [], field, value));
      }}
    >
      <option value="" .selected=${live(true)}>
        ${text(lang, chosen ? 'filter.anotherProvince' : 'filter.anyProvince')}
      </option>
      ${options.map(
        ({ value, title, count, chosen }) =>
          html`<option value=${value} ?disabled=${count === 0 && !chosen}>
            ${chosen ? '✓ ' : ''}${title}${count === null ? '' : ` (${formatNumber(lang, count)})`}
          </option>`,
      )}
    </select>`;
  }

  private rangeView(way: Way, field: string, max?: number): TemplateResult {
    const { lang, catalog } = this;
    const unit = fieldUnit(way, field, catalog);
    const end = (kind: Bounded['kind'], label: MessageKey) => {
      const value = boundOf(this.conditions ?? [], field, kind);
      return html`<label>
        <span>${text(lang, label)}</span>
        <input
          type="number"
          name=${`${field}-${kind}`}
          min="0"
          max=${max ?? nothing}
          step="any"
          inputmode="decimal"
          .value=${this.written(`${field}-${kind}`, value === null ? '' : String(value))}
          @input=${(event: Event) => this.typed(event, (input) => this.bound(field, kind, input))}
        />
      </label>`;
    };
    return html`<fieldset class="range">
      <legend>${fieldTitle(lang, way, field, catalog)} ${unit ? `(${unit})` : ''}</legend>
      ${end('least', 'filter.from')} ${end('most', 'filter.to')}
    </fieldset>`;
  }

  private wordsView(way: Way, field: string): TemplateResult {
    const { lang, catalog, conditions } = this;
    return html`<label class="words">
      <span>${fieldTitle(lang, way, field, catalog)}</span>
      <input
        type="search"
        name=${field}
        maxlength="80"
        autocomplete="off"
        placeholder=${text(lang, 'filter.wordsHint')}
        .value=${this.written(field, wordsIn(conditions ?? [], field))}
        @input=${(event: Event) =>
          this.typed(event, ({ value }) =>
            withCondition(this.conditions ?? [], { kind: 'contains', field, words: value.trim() }),
          )}
      />
    </label>`;
  }

  /** What is asked for, each with a way to take it back. */
  private askedView(way: Way): TemplateResult | typeof nothing {
    const { lang, conditions, catalog, counted, clearable, filter } = this;
    const chips = chipsOf(lang, way, conditions ?? [], catalog, counted);
    if (chips.length === 0 && !clearable) return nothing;
    return html`<div class="asked">
      ${
        conditions === null
          ? html`<span class="own" title=${filter ?? ''}>${text(lang, 'filter.own')}</span>`
          : nothing
      }
      ${repeat(
        chips,
        ({ key }) => key,
        ({ words, without }) =>
          html`<button
            type="button"
            class="taken"
            aria-label=${text(lang, 'filter.without', { words })}
            @click=${() => this.tell(without)}
          >
            <span>${words}</span>
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
              <path
                d="M2.500 2.500l7 7M9.500 2.500l-7 7"
                stroke="currentColor"
                stroke-width="1.6"
              />
            </svg>
          </button>`,
      )}
      ${
        clearable
          ? html`<button type="button" class="clear" @click=${() => this.clear()}>
              ${text(lang, 'filter.clear')}
            </button>`
          : nothing
      }
    </div>`;
  }

  /** Waits until the reader stops typing; a number that is none yet is let be. */
  private typed(event: Event, next: (input: HTMLInputElement) => Conditions): void {
    const input = event.currentTarget as HTMLInputElement;
    const { name, value } = input;
    clearTimeout(this.typing.get(name)?.timer);
    const timer = setTimeout(() => {
      if (!input.validity.valid) return;
      this.typing.delete(name);
      this.tell(next(input));
    }, AFTER_TYPING);
    this.typing.set(name, { value, timer });
  }

  /** What is being typed goes too. */
  private clear(): void {
    for (const { timer } of this.typing.values()) clearTimeout(timer);
    this.typing.clear();
    this.dispatchEvent(new CustomEvent('clear'));
  }

  /** What stands in an input: what is being typed, or what is asked for. */
  private written(name: string, asked: string) {
    return live(this.typing.get(name)?.value ?? asked);
  }

  private bound(field: string, kind: Bounded['kind'], { value }: HTMLInputElement): Conditions {
    const number = value === '' ? Number.NaN : Number(value);
    return withCondition(this.conditions ?? [], { kind, field, value: number });
  }

  private tell(detail: Conditions): void {
    this.dispatchEvent(new CustomEvent('ask', { detail }));
  }
}

const stay = (event: Event): void => event.preventDefault();

declare global {
  interface HTMLElementTagNameMap {
    'filter-form': FilterForm;
  }
}
