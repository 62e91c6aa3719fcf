// <map-legend>: the legend that a map brings along: what colours the areas, then the signs of what
// is shown. It folds, and is folded at first where there is little room.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { legendView } from '../atlas/legend-view';
import { text, type Lang } from '../i18n';
import { legend } from '../layers/legend';
import { SHOWN_AT_FIRST, type ToggleId } from '../layers/toggles';
import type { OverlayChoice } from '../overlays/choice';
import { overlayCss } from '../overlays/overlay-css';
import { overlayLegend } from '../overlays/overlay-legend';
import type { Overlay } from '../overlays/types';
import { isRoomy } from '../map/room';
import { PALETTES, type ThemeName } from '../style/palette';

@customElement('map-legend')
export class MapLegend extends LitElement {
  static override styles = [
    overlayCss,
    css`
      :host {
        display: flex;
        min-height: 0;
        font-size: 13px;
      }
      details {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border-radius: 10px;
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--edge), var(--shadow);
        overflow: hidden;
      }
      summary {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 40px;
        padding: 0 14px;
        border-radius: 10px;
        font-size: 13.5px;
        font-weight: 600;
        color: var(--text);
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary:hover {
        background: var(--hover);
      }
      summary:focus-visible {
        outline-offset: -2px;
      }
      summary svg {
        flex: none;
        margin-left: auto;
        color: var(--text-quiet);
        transition: transform 160ms ease;
      }
      details:not([open]) summary svg {
        transform: rotate(180deg);
      }
      .inside {
        max-height: calc(var(--room, 320px) - 40px);
        padding: 0 14px 12px;
        overflow: auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
      }
      h2 {
        display: none;
      }
      h3 {
        margin: 12px 0 4px;
        font-size: 12px;
        font-weight: 600;
        color: var(--text-quiet);
      }
      .inside > .legend:first-of-type h3:first-of-type {
        margin-top: 2px;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .legend li {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 26px;
        line-height: 1.3;
      }
      .legend .compact {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        column-gap: 10px;
      }
      .legend .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
      }
      .legend .row li {
        gap: 4px;
      }
      .mark {
        flex: none;
      }
      .sources li {
        display: block;
        min-height: 0;
      }
      .filtered {
        margin: 2px 0 0;
        font-size: 12.5px;
        color: var(--text-quiet);
      }
      @media (prefers-reduced-motion: reduce) {
        summary svg {
          transition: none;
        }
      }
    `,
  ];

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property() theme: ThemeName = 'light';
  @property({ attribute: false }) overlay: Overlay | null = null;
  @property({ attribute: false }) choice: OverlayChoice | null = null;
  @property({ attribute: false }) shown: ReadonlySet<ToggleId> = SHOWN_AT_FIRST;
  @property({ attribute: false }) zoom = 6;
  /** Whether the map draws only some of the records. */
  @property({ attribute: false }) filtered = false;
  /** What the reader chose; null: as there is room. */
  @state() private open: boolean | null = null;
  @state() private roomy = false;
  /** Pixels. */
  @state() private mapHeight = 0;

  private readonly frame = new ResizeObserver(([entry]) => {
    if (!(entry?.target instanceof HTMLElement)) return;
    this.roomy = isRoomy(entry.target);
    this.mapHeight = entry.contentRect.height;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const map = this.getRootNode();
    if (map instanceof ShadowRoot) this.frame.observe(map.host);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.frame.disconnect();
  }

  override render(): TemplateResult {
    const { lang, theme, overlay } = this;
    const open = this.open ?? this.roomy;
    const room = Math.max(140, this.mapHeight - 140);
    return html`<details ?open=${open} style=${`--room: ${room}px`}>
      <summary @click=${(event: Event) => this.turn(event, !open)}>
        ${text(lang, 'panel.legend')}
        <svg width="14" height="14" viewBox="0 0 16 16" fill="none" aria-hidden="true">
          <path
            d="M3 6l5 5 5-5"
            stroke="currentColor"
            stroke-width="1.8"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </svg>
      </summary>
      <div class="inside" tabindex="0" role="group" aria-label=${text(lang, 'panel.legend')}>
        ${overlay ? overlayLegend(this.base, lang, theme, overlay, null) : nothing}
        ${legendView(lang, legend(this.shown, this.zoom, PALETTES[theme]))}
        ${this.filtered ? html`<p class="filtered">${text(lang, 'embed.filtered')}</p>` : nothing}
      </div>
    </details>`;
  }

  private turn(event: Event, open: boolean): void {
    event.preventDefault();
    this.open = open;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'map-legend': MapLegend;
  }
}
