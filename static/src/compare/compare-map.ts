// <compare-map>: a second map over the first one that shows the units of before, left of a line that
// is dragged, by pointer or by key. Both maps show the same place; each answers for its own side.
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import type { Margins, PhiabacMap } from '../map/phiabac-map';
import type { MapTool } from '../map/tool';
import type { Filters } from '../state/filters';
import type { Marked } from '../style/marked';
import type { ThemeName } from '../style/palette';
import type { ToggleId } from '../layers/toggles';
import { compareCss } from './compare-css';
import { keptInside, placeOf, shareOf, stepOf, type Room } from './divider';
import { together } from './together';

/** What the two maps tell twice if nobody listens in between. */
const SAID_BY_BOTH = ['view', 'viewend', 'ready'];

@customElement('compare-map')
export class CompareMap extends LitElement {
  static override styles = compareCss;

  /** The map of now, below. */
  @property({ attribute: false }) main!: PhiabacMap;
  @property({ attribute: false }) base = '';
  @property({ attribute: false }) override lang: Lang = 'vi';
  @property({ attribute: false }) theme: ThemeName = 'light';
  @property({ attribute: false }) shown: ReadonlySet<ToggleId> = new Set();
  @property({ attribute: false }) filters!: Filters;
  @property({ attribute: false }) selected: FeatureRef | null = null;
  @property({ attribute: false }) marked!: Marked;
  @property({ attribute: false }) margins!: Margins;
  @property({ attribute: false }) tool: MapTool | null = null;

  /** How much of the free width shows what was before, 0 to 1. */
  @state() private share = 0.5;
  @state() private width = 0;
  @query('phiabac-map') private then!: PhiabacMap;

  private readonly resized = new ResizeObserver(() => (this.width = this.clientWidth));
  private separate: (() => void) | null = null;
  /** Pixels between the pointer and the middle of the line it holds; null while none does. */
  private held: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    this.separate?.();
    this.separate = null;
  }

  override render(): TemplateResult {
    const { lang } = this;
    const x = placeOf(this.share, this.room());
    const percent = String(Math.round(this.share * 100));
    return html`
      <phiabac-map
        bare
        time="before"
        style=${styleMap({ '--map-clip': `inset(0 calc(100% - ${x}px) 0 0)` })}
        .base=${this.base}
        .lang=${lang}
        .theme=${this.theme}
        .shown=${this.shown}
        .filters=${this.filters}
        .selected=${this.selected}
        .marked=${this.marked}
        .margins=${this.margins}
        .tool=${this.tool}
        @view=${hold}
        @viewend=${hold}
        @ready=${hold}
      ></phiabac-map>
      <div class="line" style=${styleMap({ transform: `translateX(${x}px)` })}>
        <div class="tags" style=${this.gripPlace()} aria-hidden="true">
          <span class="then">${text(lang, 'compare.before')}</span>
          <span class="now">${text(lang, 'compare.now')}</span>
        </div>
        <div
          class="divider"
          role="slider"
          tabindex="0"
          aria-label=${text(lang, 'compare.divider')}
          aria-orientation="horizontal"
          aria-valuemin="0"
          aria-valuemax="100"
          aria-valuenow=${percent}
          aria-valuetext=${text(lang, 'compare.value', { percent })}
          @pointerdown=${this.grab}
          @pointermove=${this.drag}
          @pointerup=${this.letGo}
          @pointercancel=${this.letGo}
          @keydown=${this.step}
        >
          <svg class="grip" viewBox="0 0 28 28" aria-hidden="true" style=${this.gripPlace()}>
            <path d="M11 9l-5 5 5 5M17 9l5 5-5 5" />
          </svg>
        </div>
      </div>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // The second map makes itself in its own first update.
    if (!this.separate) void this.then.updateComplete.then(() => this.join());
    if (changed.has('lang')) {
      void this.then.updateComplete.then(() => {
        this.then.map?.getCanvas().setAttribute('aria-label', text(this.lang, 'compare.label'));
      });
    }
  }

  private join(): void {
    const now = this.main.map;
    const then = this.then.map;
    if (now && then && this.isConnected) this.separate ??= together(now, then);
  }

  /** Where the line can stand. */
  private room(): Room {
    const { left, right } = this.margins;
    return { from: left, to: Math.max(left, this.width - right) };
  }

  /** The grip stands in the middle of what is free above a sheet. */
  private gripPlace(): string {
    const { top, bottom } = this.margins;
    return `top: calc(${top / 2}px + (100% - ${bottom}px) / 2)`;
  }

  private readonly grab = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const line = event.currentTarget as HTMLElement;
    line.setPointerCapture(event.pointerId);
    this.held =
      event.clientX - this.getBoundingClientRect().left - placeOf(this.share, this.room());
  };

  private readonly drag = (event: PointerEvent): void => {
    if (this.held === null) return;
    const x = event.clientX - this.getBoundingClientRect().left - this.held;
    this.share = shareOf(x, this.room());
  };

  private readonly letGo = (): void => {
    this.held = null;
  };

  private readonly step = (event: KeyboardEvent): void => {
    const step = stepOf(event.key, this.share);
    if (step === null) return;
    event.preventDefault();
    this.share = keptInside(step);
  };
}

/** The map of now says it already. */
function hold(event: Event): void {
  if (SAID_BY_BOTH.includes(event.type)) event.stopPropagation();
}

declare global {
  interface HTMLElementTagNameMap {
    'compare-map': CompareMap;
  }
}
