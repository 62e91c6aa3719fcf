// <overlay-picker>: which values colour the map, for which areas and which period, with the legend
// of what is drawn.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { pick } from '../figures/format';
import { periodKey, periodWords } from '../figures/period';
import { formatNumber, text, titleIn, type Lang } from '../i18n';
import type { ThemeName } from '../style/palette';
import { periodsAt, type OverlayChoice } from './choice';
import { overlayCss } from './overlay-css';
import { overlayLegend } from './overlay-legend';
import type { Overlay, OverlayInfo } from './types';

@customElement('overlay-picker')
export class OverlayPicker extends LitElement {
  static override styles = overlayCss;

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property() theme: ThemeName = 'light';
  @property({ attribute: false }) list: readonly OverlayInfo[] = [];
  @property({ attribute: false }) choice: OverlayChoice | null = null;
  @property({ attribute: false }) answer: Overlay | null = null;
  @property() failure: string | null = null;

  override render(): TemplateResult {
    const { lang, choice } = this;
    const info = this.list.find(({ id }) => id === choice?.id);
    return html`
      <label class="field first">
        <span class="name">${text(lang, 'overlay.choose')}</span>
        <select name="overlay" @change=${(event: Event) => this.pickOverlay(valueOf(event))}>
          <option value="" .selected=${!info}>${text(lang, 'overlay.none')}</option>
          ${groupsOf(this.list).map(
            (members) =>
              html`<optgroup label=${groupTitle(lang, members)}>
                ${members.map(
                  (one) =>
                    html`<option value=${one.id} .selected=${one === info}>
                      ${titleIn(lang, one)}
                    </option>`,
                )}
              </optgroup>`,
          )}
        </select>
      </label>
      ${info && choice ? [this.levelView(info, choice), this.periodView(info, choice)] : nothing}
      ${this.resultView()}
      <p class="visually-hidden" role="status">${this.status()}</p>
    `;
  }

  /** What is said when the colours change. */
  private status(): string {
    const { lang, answer, choice, failure } = this;
    if (answer) return text(lang, 'overlay.status', { title: titleIn(lang, answer) });
    return choice && failure === null ? text(lang, 'overlay.loading') : '';
  }

  private resultView(): TemplateResult | typeof nothing {
    const { lang, failure, answer, choice } = this;
    if (failure !== null) {
      return html`<div class="failure" role="alert">
        <p>${text(lang, 'overlay.error')} ${failure}</p>
        <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('retry'))}>
          ${text(lang, 'app.retry')}
        </button>
      </div>`;
    }
    if (answer) return overlayLegend(this.base, lang, this.theme, answer, choice);
    return choice ? html`<p class="waiting">${text(lang, 'overlay.loading')}</p>` : nothing;
  }

  private levelView(info: OverlayInfo, choice: OverlayChoice): TemplateResult | typeof nothing {
    if (info.levels.length < 2) return nothing;
    return html`<fieldset class="levels">
      <legend class="name">${text(this.lang, 'overlay.level')}</legend>
      ${info.levels.map(
        (level) =>
          html`<label>
            <input
              type="radio"
              name="level"
              value=${level}
              .checked=${choice.level === level}
              @change=${() => this.choose({ ...choice, level })}
            />
            <span>${text(this.lang, `overlay.level.${level}`)}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  private periodView(info: OverlayInfo, choice: OverlayChoice): TemplateResult | typeof nothing {
    const { lang } = this;
    const periods = periodsAt(info, choice.level);
    if (periods.length < 2) return nothing;
    // What the answer stands for, when the server chose.
    const { period: answered } = this.answer ?? {};
    const shown = choice.period ?? (answered ? periodKey(answered) : info.default_period);
    return html`<label class="field">
      <span class="name">${text(lang, 'overlay.when')}</span>
      <select
        name="period"
        @change=${(event: Event) => this.choose({ ...choice, period: valueOf(event) })}
      >
        ${periods.map((period) => {
          const key = periodKey(period);
          const words = periodWords(lang, period);
          const counted = choice.level === info.levels[0];
          const n = formatNumber(lang, period.n);
          return html`<option value=${key} .selected=${key === shown}>
            ${counted ? text(lang, 'overlay.areas', { period: words, n }) : words}
          </option>`;
        })}
      </select>
    </label>`;
  }

  private pickOverlay(id: string): void {
    const info = this.list.find((one) => one.id === id);
    const level = info?.levels.find((one) => one === this.choice?.level) ?? info?.levels[0];
    this.choose(info && level ? { id, level, period: null } : null);
  }

  private choose(detail: OverlayChoice | null): void {
    this.dispatchEvent(new CustomEvent('choose', { detail }));
  }
}

const valueOf = (event: Event): string => (event.currentTarget as HTMLSelectElement).value;

/** The overlays by group, both in the order of the catalogue. */
function groupsOf(list: readonly OverlayInfo[]): OverlayInfo[][] {
  const groups = new Map<string, OverlayInfo[]>();
  for (const one of list) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return [...groups.values()];
}

const groupTitle = (lang: Lang, [first]: readonly OverlayInfo[]): string =>
  pick(lang, first?.group_vi, first?.group_en) ?? '';

declare global {
  interface HTMLElementTagNameMap {
    'overlay-picker': OverlayPicker;
  }
}
