// <district-card>: a former district. There is no district today; the card says which units its
// land belongs to and takes the reader there.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { loadDistrict } from '../api';
import { Asked } from '../figures/asked';
import { formatNumber, text, type Lang } from '../i18n';
import { destinationOf } from '../map/flight';
import { fullName, kindWords, whereWords } from '../things/names';
import type { Hit, Successor } from '../things/types';
import { wayView } from '../things/way';
import type { DistrictRef } from './address';
import { cardCss } from './card-css';
import { cardFrame } from './card-frame';

@customElement('district-card')
export class DistrictCard extends LitElement {
  static override styles = cardCss;

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property({ attribute: false }) district: DistrictRef | null = null;
  /** What the way back leads to, in words; null without one. */
  @property({ attribute: false }) back: string | null = null;
  private readonly hit = new Asked<Hit>(this);

  override render(): TemplateResult {
    const { lang, hit } = this;
    return cardFrame({
      lang,
      busy: hit.busy,
      failure: hit.failure,
      kind: hit.value ? kindWords(lang, hit.value) : '',
      back:
        this.back === null
          ? null
          : { words: this.back, go: () => this.dispatchEvent(new CustomEvent('back')) },
      close: () => this.dispatchEvent(new CustomEvent('close')),
      retry: () => hit.retry(),
      content: () => (hit.value ? this.content(hit.value) : html``),
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('district')) return;
    const { base, lang, district } = this;
    this.hit.ask(district && ((signal) => this.load(base, district, lang, signal)));
  }

  private async load(
    base: string,
    district: DistrictRef,
    lang: Lang,
    signal: AbortSignal,
  ): Promise<Hit> {
    const hit = await loadDistrict(base, district, lang, signal);
    this.dispatchEvent(new CustomEvent('located', { detail: destinationOf(hit) }));
    return hit;
  }

  private content(hit: Hit): TemplateResult {
    const { lang } = this;
    const where = whereWords(lang, hit);
    return html`
      <h2 tabindex="-1">${fullName(lang, hit)}</h2>
      ${
        where
          ? html`<dl>
              <div>
                <dt>${text(lang, 'district.where')}</dt>
                <dd>${where}</dd>
              </div>
            </dl>`
          : nothing
      }
      <p class="precision">
        ${text(lang, 'district.note', { n: formatNumber(lang, hit.successors.length) })}
      </p>
      <ul class="ways">
        ${hit.successors.map((unit) => this.successorView(unit))}
      </ul>
    `;
  }

  private successorView(unit: Successor): TemplateResult {
    const { lang } = this;
    return wayView(lang, {
      thing: { ...unit, kind: 'commune', former: false },
      about: unit.extent === 'part' ? text(lang, 'district.part') : '',
      go: () => this.select(unit),
    });
  }

  private select({ layer, id }: Successor): void {
    this.dispatchEvent(new CustomEvent('select', { detail: { layer, id } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'district-card': DistrictCard;
  }
}
