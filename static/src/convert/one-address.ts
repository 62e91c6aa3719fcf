// <one-address>: one address in, the unit that it lies in today out, or the other way round. Tells
// `find` with the record that the map is to show.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { convertUnit } from '../api';
import { Asked } from '../figures/asked';
import { text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import type { Thing } from '../things/types';
import { addressWords, newAddress } from './address-words';
import { answerView, noUnitView, type AnswerActions } from './answer-view';
import { controlCss } from './control-css';
import { isCode } from './input';
import { placeIn } from './place';
import { saysWords, statusWords } from './status-badge';
import { answerCss } from './answer-css';
import type { Direction, NoUnit, UnitAnswer, UnitQuestion } from './types';

const NAMES = ['commune', 'district', 'province'] as const;
type Name = (typeof NAMES)[number];

@customElement('one-address')
export class OneAddress extends LitElement {
  static override styles = [controlCss, answerCss];

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property() to: Direction = 'present';
  @state() private address = '';
  @state() private names: Readonly<Record<Name, string>> = NO_NAMES;
  @state() private place = '';
  @state() private placeIsWrong = false;
  @state() private unfolded = false;
  @state() private copied = '';
  @query('input') private field!: HTMLInputElement;

  private question: UnitQuestion | null = null;
  private readonly answer = new Asked<UnitAnswer | NoUnit>(this);
  private readonly actions: AnswerActions = {
    show: (unit) => this.show(unit),
    choose: (unit) => this.choose(unit),
    copy: (words) => void this.copy(words),
  };

  override focus(): void {
    this.field.focus();
  }

  override render(): TemplateResult {
    const { lang } = this;
    return html`
      <form @submit=${(event: Event) => this.submit(event)}>
        ${this.unfolded ? this.namesView() : this.addressView()}
        <div class="row">
          <button type="submit" class="main">${text(lang, 'convert.ask')}</button>
          <button
            type="button"
            class="plain"
            aria-expanded=${this.unfolded}
            @click=${() => this.unfold()}
          >
            ${text(lang, this.unfolded ? 'convert.fold' : 'convert.unfold')}
          </button>
        </div>
      </form>
      <div class="answer" aria-busy=${this.answer.busy}>${this.resultView()}</div>
      <p class="visually-hidden" role="status">${this.status()}</p>
    `;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const turned = changed.has('to') || changed.has('lang');
    if (turned && this.hasUpdated && this.question) this.ask(this.question);
  }

  private addressView(): TemplateResult {
    const { lang, to } = this;
    return html`<label class="field">
      <span>${text(lang, 'convert.address')}</span>
      <input
        name="address"
        maxlength="300"
        autocomplete="off"
        spellcheck="false"
        enterkeyhint="search"
        placeholder=${text(lang, `convert.address.${to}`)}
        .value=${this.address}
        @input=${(event: Event) => (this.address = valueOf(event))}
      />
    </label>`;
  }

  private namesView(): TemplateResult {
    const { lang, to } = this;
    // There are no districts today.
    const asked = NAMES.filter((name) => to === 'present' || name !== 'district');
    return html`<div class="names">
      ${asked.map(
        (name) =>
          html`<label class="field">
            <span>${text(lang, `convert.${name}`)}</span>
            <input
              name=${name}
              maxlength="100"
              autocomplete="off"
              spellcheck="false"
              enterkeyhint="search"
              .value=${this.names[name]}
              @input=${(event: Event) => (this.names = { ...this.names, [name]: valueOf(event) })}
            />
          </label>`,
      )}
      ${to === 'present' ? this.placeView() : nothing}
    </div>`;
  }

  /** Where it is tells which of several units is meant. */
  private placeView(): TemplateResult {
    const { lang, placeIsWrong } = this;
    return html`<label class="field">
      <span>${text(lang, 'convert.place')}</span>
      <input
        name="place"
        maxlength="60"
        autocomplete="off"
        inputmode="text"
        enterkeyhint="search"
        placeholder=${text(lang, 'convert.place.example')}
        aria-invalid=${placeIsWrong}
        aria-describedby="place-fault"
        .value=${this.place}
        @input=${(event: Event) => (this.place = valueOf(event))}
      />
      <small id="place-fault" class="wrong" role="alert"
        >${placeIsWrong ? text(lang, 'convert.place.wrong') : nothing}</small
      >
    </label>`;
  }

  /** What is said when an answer has come, in a sentence; the rest can be walked through. */
  private status(): string {
    const { lang, to, answer, copied } = this;
    if (copied) return text(lang, 'convert.copied', { name: copied });
    if (answer.busy) return text(lang, 'convert.asking');
    if (!answer.value) return '';
    const { status } = answer.value;
    const words = `${statusWords(lang, status, to)}.`;
    if (status === 'not_found') return words;
    const [first, second] = answer.value.items;
    return first && !second
      ? `${words} ${newAddress(lang, first)}`
      : `${words} ${saysWords(lang, status, to)}`;
  }

  private resultView(): TemplateResult | typeof nothing {
    const { lang, answer } = this;
    if (answer.failure !== null) {
      return html`<p class="fault" role="alert">
        ${answer.failure || text(lang, 'convert.error')}
      </p>`;
    }
    if (answer.busy) return html`<p class="quiet">${text(lang, 'convert.asking')}</p>`;
    if (!answer.value) return nothing;
    return answer.value.status === 'not_found'
      ? noUnitView(lang, answer.value, this.actions)
      : answerView(lang, answer.value, this.actions);
  }

  private unfold(): void {
    if (!this.unfolded) {
      const [commune = '', district = '', province = ''] = partsOf(this.address);
      this.names = { commune, district, province };
    } else {
      this.address = NAMES.map((name) => this.names[name].trim())
        .filter((words) => words !== '')
        .join(', ');
    }
    this.unfolded = !this.unfolded;
    void this.updateComplete.then(() => this.field.focus());
  }

  private submit(event: Event): void {
    event.preventDefault();
    const question = this.unfolded ? this.namesAsked() : wordsAsked(this.address.trim());
    if (question && Object.values(question).some((words) => words !== '')) this.ask(question);
    else if (question) this.field.focus();
  }

  /** What the fields ask for; null if the place cannot be read. */
  private namesAsked(): UnitQuestion | null {
    const { names, to } = this;
    const place = to === 'present' ? placeIn(this.place) : [];
    this.placeIsWrong = place === null;
    if (!place) return null;
    const [lat = '', lon = ''] = place;
    return {
      commune: names.commune.trim(),
      district: to === 'present' ? names.district.trim() : '',
      province: names.province.trim(),
      lon,
      lat,
    };
  }

  private ask(question: UnitQuestion): void {
    const { base, to, lang } = this;
    this.question = question;
    this.copied = '';
    this.answer.ask((signal) => convertUnit(base, question, to, lang, signal));
  }

  /** One of several units of a name: what is asked now is that unit, whatever it is called. */
  private choose(unit: Thing): void {
    this.unfolded = false;
    this.address = addressWords(this.lang, unit);
    // A code means the unit of the time before; one that is there already is asked for by name.
    const isBefore = unit.former === (this.to === 'present');
    this.ask(unit.code !== null && isBefore ? { code: unit.code } : { address: this.address });
  }

  private show(detail: FeatureRef): void {
    this.dispatchEvent(new CustomEvent('find', { detail, bubbles: true, composed: true }));
  }

  private async copy(words: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(words);
      this.copied = words;
    } catch {
      // The browser does not allow it: the words stand there to be marked and copied.
      this.copied = '';
    }
  }
}

const NO_NAMES = { commune: '', district: '', province: '' };

const valueOf = ({ target }: Event): string => (target as HTMLInputElement).value;

const wordsAsked = (words: string): UnitQuestion =>
  isCode(words) ? { code: words.length === 4 ? `0${words}` : words } : { address: words };

/** The parts of an address, the smallest first; two of them are a commune and a province. */
function partsOf(address: string): string[] {
  const parts = address.split(/[,;]/).map((part) => part.trim());
  const [commune = '', province = ''] = parts;
  return parts.length === 2 ? [commune, '', province] : parts;
}

declare global {
  interface HTMLElementTagNameMap {
    'one-address': OneAddress;
  }
}
