// <time-switch>: units as they are, as they were, or both side by side; and what is to be known of
// the borders of then.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatNumber, text, type Lang } from '../i18n';
import { TIMES, type MapTime } from '../state/map-state';
import { timeCss } from './time-css';

@customElement('time-switch')
export class TimeSwitch extends LitElement {
  static override styles = timeCss;

  @property({ attribute: false }) override lang: Lang = 'vi';
  @property({ attribute: false }) value: MapTime = 'now';
  /** How many former provinces and former communes there are; none until that is known. */
  @property({ attribute: false }) counts: readonly [number | undefined, number | undefined] = [
    undefined,
    undefined,
  ];
  /** Whether areas are coloured by figures. */
  @property({ attribute: false }) overlaid = false;
  /** Whether pictures stand in for the maps. */
  @property({ attribute: false }) still = false;

  override render(): TemplateResult {
    const note = this.note();
    return html`
      <fieldset>
        <legend>${text(this.lang, 'time.label')}</legend>
        ${TIMES.map((time) => this.choiceView(time))}
      </fieldset>
      <p role="status">${note ? html`<span>${note}</span>` : nothing}</p>
    `;
  }

  private choiceView(time: MapTime): TemplateResult {
    return html`<label>
      <input
        type="radio"
        name="time"
        .value=${time}
        .checked=${time === this.value}
        @change=${() => this.choose(time)}
      />
      <span>${text(this.lang, `time.${time}`)}</span>
    </label>`;
  }

  private note(): string {
    const { lang, value, counts, overlaid, still } = this;
    if (value === 'now') return '';
    if (value === 'compare') {
      return text(lang, still ? 'time.note.pictures' : 'time.note.compare');
    }
    const [provinces, communes] = counts;
    const known = provinces !== undefined && communes !== undefined;
    const borders = known
      ? text(lang, 'time.note.before', {
          provinces: formatNumber(lang, provinces),
          communes: formatNumber(lang, communes),
        })
      : '';
    return overlaid ? `${borders} ${text(lang, 'time.note.overlay')}` : borders;
  }

  private choose(time: MapTime): void {
    this.value = time;
    this.dispatchEvent(new CustomEvent<MapTime>('choose', { detail: time }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-switch': TimeSwitch;
  }
}
