// <region-card>: all figures of the whole region, by theme.
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { figuresUrl, loadFigures } from '../api';
import { cardCss } from '../atlas/card-css';
import { cardFrame } from '../atlas/card-frame';
import { text, type Lang } from '../i18n';
import { reportLink } from '../report/report-link';
import { Asked } from './asked';
import { csvLink } from './csv-link';
import { figureCss } from './figure-css';
import { figureList } from './figure-list';
import type { Figures } from './types';

const SUBJECT = 'region';

@customElement('region-card')
export class RegionCard extends LitElement {
  static override styles = [cardCss, figureCss];

  @property() base = '';
  @property() override lang: Lang = 'vi';
  private readonly figures = new Asked<Figures>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.figures.ask((signal) => loadFigures(this.base, SUBJECT, this.lang, signal));
  }

  override render(): TemplateResult {
    const { lang, figures } = this;
    return cardFrame({
      lang,
      busy: figures.busy,
      failure: figures.failure,
      kind: text(lang, 'region.kind'),
      close: () => this.dispatchEvent(new CustomEvent('close')),
      retry: () => figures.retry(),
      content: () => this.content(figures.value),
    });
  }

  private content(figures: Figures | null): TemplateResult {
    const { lang, base } = this;
    return html`
      <h2 tabindex="-1">${text(lang, 'region.title')}</h2>
      ${reportLink(lang, base, SUBJECT)}
      ${
        figures && figures.items.length > 0
          ? figureList(lang, figures)
          : html`<p class="none">${text(lang, 'figures.empty')}</p>`
      }
      ${csvLink(lang, base, figuresUrl(base, SUBJECT, 'csv'))}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'region-card': RegionCard;
  }
}
