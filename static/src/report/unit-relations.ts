// <unit-relations>: what a unit became, what it was made of and what it borders on, each a way to
// its own card. Tells `select` with the record.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { loadRelations } from '../api';
import { Asked } from '../figures/asked';
import { formatNumber, text, type Lang } from '../i18n';
import { fullName } from '../things/names';
import type { Successor } from '../things/types';
import { relationsCss } from './relations-css';
import type { Neighbour, Predecessor, UnitRelations } from './types';

/** A longer list is folded at first. */
const FEW = 8;

type Kind = 'successors' | 'predecessors' | 'neighbours';
type Related = Successor | Predecessor | Neighbour;

@customElement('unit-relations')
export class UnitRelationsList extends LitElement {
  static override styles = relationsCss;

  @property() base = '';
  @property() override lang: Lang = 'vi';
  /** `20`, `00004`, `former:27`, `former:00004`. */
  @property() code = '';
  @state() private unfolded: ReadonlySet<Kind> = new Set();
  private readonly relations = new Asked<UnitRelations>(this);

  override render(): TemplateResult | typeof nothing {
    const { lang, relations } = this;
    if (relations.failure !== null) {
      return html`<p class="quiet" role="alert">
        ${text(lang, 'relations.error')} ${relations.failure}
        <button type="button" class="more" @click=${() => relations.retry()}>
          ${text(lang, 'app.retry')}
        </button>
      </p>`;
    }
    if (!relations.value) return html`<p class="quiet">${text(lang, 'relations.loading')}</p>`;
    const { successors, predecessors, neighbours } = relations.value;
    return html`
      ${this.listView('successors', successors)} ${this.listView('predecessors', predecessors)}
      ${this.listView('neighbours', neighbours)}
    `;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('code') && !changed.has('base')) return;
    const { base, code, lang } = this;
    this.unfolded = new Set();
    this.relations.ask(code ? (signal) => loadRelations(base, code, lang, signal) : null);
  }

  private listView(kind: Kind, units: readonly Related[]): TemplateResult | typeof nothing {
    if (units.length === 0) return nothing;
    const { lang } = this;
    const folded = units.length > FEW + 1 && !this.unfolded.has(kind);
    const shown = folded ? units.slice(0, FEW) : units;
    return html`<h3>${text(lang, `relations.${kind}`)}</h3>
      <ul>
        ${shown.map((unit) => this.unitView(unit, units.length > 1))}
      </ul>
      ${
        folded
          ? html`<button
              type="button"
              class="more"
              @click=${() => (this.unfolded = new Set([...this.unfolded, kind]))}
            >
              ${text(lang, 'relations.all', { n: formatNumber(lang, units.length) })}
            </button>`
          : nothing
      }`;
  }

  private unitView(unit: Related, oneOfMany: boolean): TemplateResult {
    const remarks = this.remarks(unit, oneOfMany);
    return html`<li>
      <button type="button" class="unit" @click=${() => this.select(unit)}>
        <span>${fullName(this.lang, unit)}</span>
        ${remarks.length > 0 ? html`<small>${remarks.join(' · ')}</small>` : nothing}
      </button>
    </li>`;
  }

  private remarks(unit: Related, oneOfMany: boolean): string[] {
    const { lang } = this;
    if ('shared_km' in unit) {
      return [text(lang, 'relations.km', { n: formatNumber(lang, unit.shared_km, 1) })];
    }
    const isMain = oneOfMany && unit.default && !('district' in unit);
    return [
      ...('district' in unit && unit.district ? [unit.district] : []),
      ...(isMain ? [text(lang, 'relations.default')] : []),
      ...(unit.extent === 'part' ? [text(lang, 'relations.part')] : []),
    ];
  }

  private select({ layer, id }: Related): void {
    const detail = { layer, id };
    this.dispatchEvent(new CustomEvent('select', { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'unit-relations': UnitRelationsList;
  }
}
