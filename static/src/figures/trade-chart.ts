// <trade-chart>: the place of a chart; the drawing code comes when the first one is shown.
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Lang } from '../i18n';
import type { TradeGroup } from './trade-view';

/** Below this width, in pixels, there is nothing to draw on. */
const NARROWEST = 160;

let charts = 0;

@customElement('trade-chart')
export class TradeChart extends LitElement {
  static override styles = css`
    :host {
      display: block;
      min-height: 60px;
    }
    svg {
      display: block;
      max-width: 100%;
    }
  `;

  @property() override lang: Lang = 'vi';
  @property({ attribute: false }) group: TradeGroup | null = null;
  @query('div') private canvas!: HTMLElement;
  private readonly name = `chart-${++charts}`;
  private width = 0;
  private readonly sizes = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === this.width || width < NARROWEST) return;
    this.width = width;
    void this.draw();
  });

  override render(): TemplateResult {
    return html`<div></div>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('group') || changed.has('lang')) void this.draw();
  }

  private async draw(): Promise<void> {
    const { drawChart } = await import('./draw-chart');
    const { group, width, lang, name } = this;
    if (group && width > 0) this.canvas.replaceChildren(drawChart(lang, group, width, name));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-chart': TradeChart;
  }
}
