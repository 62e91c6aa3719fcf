// <here-card>: what lies at a place that was asked for: its units today and before the merger, and
// what is nearest. Loaded when the first place is asked for.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { loadHere } from '../api';
import { cardCss } from '../atlas/card-css';
import { cardFrame } from '../atlas/card-frame';
import { Asked } from '../figures/asked';
import { text, type Lang, type MessageKey } from '../i18n';
import { fullName, joined, kindUnlessSaid, whereWords } from '../things/names';
import type { Here, Near, Outside, Thing } from '../things/types';
import { wayView } from '../things/way';
import './copy-place';
import { hereCss } from './here-css';

@customElement('here-card')
export class HereCard extends LitElement {
  static override styles = [cardCss, hereCss];

  @property() base = '';
  @property() override lang: Lang = 'vi';
  /** Longitude, latitude. */
  @property({ attribute: false }) place: readonly [number, number] | null = null;
  private readonly present = new Asked<Here | Outside>(this);
  private readonly past = new Asked<Here | Outside>(this);

  override render(): TemplateResult {
    const { lang, present } = this;
    return cardFrame({
      lang,
      busy: present.busy,
      failure: present.failure,
      kind: text(lang, 'here.title'),
      close: () => this.dispatchEvent(new CustomEvent('close')),
      retry: () => present.retry(),
      content: () => (present.value ? this.content(present.value) : html``),
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // The place may be a new pair of the same numbers; words of a problem have a language.
    const moved = changed.has('place') && String(changed.get('place')) !== String(this.place);
    if (moved || changed.has('lang')) this.load();
  }

  private load(): void {
    const { base, lang, place } = this;
    this.past.ask(null);
    this.present.ask(
      place &&
        (async (signal) => {
          const now = await loadHere(base, place, false, lang, signal);
          const inside = 'commune' in now && !signal.aborted;
          if (inside) this.past.ask((wait) => loadHere(base, place, true, lang, wait));
          return now;
        }),
    );
  }

  private content(here: Here | Outside): TemplateResult {
    const { lang, place } = this;
    return html`
      ${
        'commune' in here
          ? html`<h2 tabindex="-1">${fullName(lang, here.commune)}</h2>
              <p class="other">${fullName(lang, here.province)}</p>`
          : html`<h2 tabindex="-1">${text(lang, 'here.outside')}</h2>`
      }
      <copy-place .lang=${lang} .place=${place}></copy-place>
      ${'commune' in here ? this.insideView(here) : this.outsideView(here)}
    `;
  }

  private outsideView({ words, nearest }: Outside): TemplateResult {
    return html`
      <p class="precision">${words}</p>
      ${nearest ? this.listView('here.nearestUnit', [nearest]) : nothing}
    `;
  }

  private insideView(here: Here): TemplateResult {
    const { gate, zones, plants } = here.nearest;
    return html`
      <h3>${text(this.lang, 'here.now')}</h3>
      <ul class="ways">
        ${this.unitWay(here.commune)} ${this.unitWay(here.province)}
      </ul>
      <h3>${text(this.lang, 'here.before')}</h3>
      ${this.beforeView()} ${this.listView('here.gate', gate ? [gate] : [])}
      ${this.listView('here.zones', zones)} ${this.listView('here.plants', plants)}
    `;
  }

  private beforeView(): TemplateResult {
    const { lang, past } = this;
    if (past.failure !== null) {
      return html`<div class="failure" role="alert">
        <p>${text(lang, 'card.error')} ${past.failure}</p>
        <button type="button" class="retry" @click=${() => past.retry()}>
          ${text(lang, 'app.retry')}
        </button>
      </div>`;
    }
    const then = past.value;
    if (!then) {
      return html`<div class="skeleton" aria-hidden="true">
        <i class="w60"></i><i class="w40"></i>
      </div>`;
    }
    if (!('commune' in then)) return html`<p class="none">${then.words}</p>`;
    const units = [then.commune, ...(then.district ? [then.district] : []), then.province];
    return html`
      <ul class="ways">
        ${units.map((unit) => this.unitWay(unit))}
      </ul>
      ${then.quality ? this.qualityView(then.quality) : nothing}
    `;
  }

  private qualityView(quality: NonNullable<Here['quality']>): TemplateResult {
    const { lang } = this;
    const title = lang === 'vi' ? quality.meaning_vi : quality.meaning_en;
    return html`<p class="precision ${quality.class === 'A' ? '' : 'warning'}">
      ${text(lang, 'former.quality', { quality: quality.class, title })}
    </p>`;
  }

  private unitWay(thing: Thing): TemplateResult {
    return wayView(this.lang, {
      thing: { ...thing, km: undefined },
      about: kindUnlessSaid(this.lang, thing),
      go: () => this.visit(thing),
    });
  }

  private listView(title: MessageKey, things: readonly Near[]): TemplateResult {
    const { lang } = this;
    return html`
      <h3>${text(lang, title)}</h3>
      ${
        things.length === 0
          ? html`<p class="none">${text(lang, 'here.none')}</p>`
          : html`<ul class="ways">
              ${things.map((thing) =>
                wayView(lang, {
                  thing,
                  about: joined([kindUnlessSaid(lang, thing), whereWords(lang, thing)]),
                  go: () => this.visit(thing),
                }),
              )}
            </ul>`
      }
    `;
  }

  private visit(detail: Thing): void {
    this.dispatchEvent(new CustomEvent('visit', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'here-card': HereCard;
  }
}
