// <still-map>: the map as a picture from the server, where the browser cannot draw one itself. It
// can be moved and zoomed, picture by picture; search, lists and cards work beside it.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { hasServer } from '../bundle/known';
import { text, type Lang } from '../i18n';
import { viewIn, viewWords, type View } from '../map/attributes';
import { buttonsView } from '../map/controls-view';
import type { Destination } from '../map/flight';
import { mapCss } from '../map/map-css';
import type { Margins } from '../map/properties';
import { REGION } from '../map/view';
import type { OverlayChoice } from '../overlays/choice';
import { stateWords, type MapState, type MapTime } from '../state/map-state';
import type { ThemeName } from '../style/palette';
import { fitted, pushed, zoomed, type Size } from './projection';
import { stillCss } from './still-css';

/** The least and the greatest side of a picture of the server, in pixels. */
const SIDES = [100, 2000] as const;

/** A larger picture is not asked for at twice its size. */
const SHARP_PIXELS = 1_800_000;

/** Pixels that an arrow key moves the picture. */
const STEP = 100;

/** Below this width, in pixels, a sheet covers the lower edge. */
const NARROW = 720;

/** Milliseconds without a further step after which a picture is asked for. */
const PAUSE = 250;

@customElement('still-map')
export class StillMap extends LitElement {
  static override styles = [mapCss, stillCss];

  @property({ attribute: false }) base = '';
  @property({ attribute: false }) override lang: Lang = 'vi';
  @property({ attribute: false }) theme: ThemeName = 'light';
  @property({ attribute: false }) shows!: MapState;
  @property({ attribute: false }) overlay: OverlayChoice | null = null;
  @property({ attribute: false }) margins!: Margins;
  /** What the picture shows at first, `zoom/lat/lon`; null for the whole region. */
  @property({ attribute: false }) start: string | null = null;
  /** Where the picture is to go. */
  @property({ attribute: false }) goal: Destination | null = null;

  /** What the picture shows; null for the region. */
  @state() private view: View | null = null;
  @state() private size: Size = { width: 0, height: 0 };
  @state() private failed = false;
  /** Pixels that the picture is being dragged from its place. */
  @state() private dragged: { x: number; y: number } | null = null;
  private awaited: Destination | null = null;
  private attempts = 0;
  private from: { x: number; y: number } | null = null;
  private pause: ReturnType<typeof setTimeout> | undefined;

  private readonly resized = new ResizeObserver(() => {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.measure(), this.size.width === 0 ? 0 : PAUSE);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    clearTimeout(this.pause);
  }

  override render(): TemplateResult {
    const { lang, dragged, shows } = this;
    const { top, right, bottom, left } = this.free;
    const inset = `${top}px ${right}px ${bottom}px ${left}px`;
    const shift = dragged ? `translate(${dragged.x}px, ${dragged.y}px)` : '';
    return html`
      <div
        class="pictures"
        style=${styleMap({ inset })}
        role="group"
        tabindex="0"
        aria-label=${text(lang, 'still.label')}
        aria-description=${text(lang, 'still.keys')}
        @pointerdown=${this.grab}
        @pointermove=${this.drag}
        @pointerup=${this.letGo}
        @pointercancel=${this.letGo}
        @keydown=${this.press}
      >
        <div class="strip ${this.stacked ? 'stacked' : ''}" style=${styleMap({ transform: shift })}>
          ${
            shows.time === 'compare'
              ? html`${this.pictureView('before')}${this.pictureView('now')}`
              : this.pictureView(shows.time)
          }
        </div>
      </div>
      <div
        class="words"
        style=${styleMap({ left: `${left}px`, right: `${right}px`, bottom: `${bottom}px` })}
      >
        <p role="status">${text(lang, hasServer(this.base) ? 'still.note' : 'still.noServer')}</p>
        ${
          this.failed
            ? html`<p role="alert">
                ${text(lang, 'still.failed')}
                <button type="button" @click=${this.retry}>${text(lang, 'app.retry')}</button>
              </p>`
            : nothing
        }
      </div>
      ${buttonsView(lang, {
        zoomIn: () => this.step(1),
        zoomOut: () => this.step(-1),
        home: () => this.show(null),
      })}
    `;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.view = viewIn(this.start);
    if (changed.has('goal')) this.awaited = this.goal;
    // Where a box is to be seen depends on how large the picture is.
    if (!this.awaited || this.size.width === 0) return;
    this.show(fitted(this.awaited.box, this.pictureSize(), this.awaited.maxZoom));
    this.awaited = null;
  }

  private pictureView(time: MapTime): TemplateResult | typeof nothing {
    const { width, height } = this.pictureSize();
    if (width === 0 || !hasServer(this.base)) return nothing;
    const key = time === 'before' ? 'compare.before' : 'still.alt';
    return html`<img
      src=${this.address(time)}
      width=${width}
      height=${height}
      alt=${text(this.lang, key)}
      draggable="false"
      @load=${() => (this.failed = false)}
      @error=${() => (this.failed = true)}
    />`;
  }

  /** Address of the picture of one time. */
  private address(time: MapTime): string {
    const { width, height } = this.pictureSize();
    const { base, lang, theme, view, overlay } = this;
    const query = new URLSearchParams({
      width: String(width),
      height: String(height),
      scale: devicePixelRatio > 1 && width * height < SHARP_PIXELS ? '2' : '1',
      theme,
      lang,
      ...(view ? { map: viewWords(view) } : {}),
      ...(overlay ? { overlay: overlay.id, level: overlay.level } : {}),
      ...(overlay?.period ? { period: overlay.period } : {}),
    });
    for (const [name, value] of Object.entries(stateWords({ ...this.shows, time }))) {
      if (value !== null) query.set(name, value);
    }
    // The same address again would be answered by the failure that is remembered.
    const again = this.attempts > 0 ? `#${this.attempts}` : '';
    return `${base}/picture.png?${query}${again}`;
  }

  /** Whether two pictures stand one above the other. */
  private get stacked(): boolean {
    return this.shows.time === 'compare' && this.size.height > this.size.width;
  }

  /** Two pictures share the longer side. */
  private pictureSize(): Size {
    const { width, height } = this.size;
    const across = this.shows.time === 'compare' && !this.stacked ? 2 : 1;
    const [least, most] = SIDES;
    const side = (pixels: number) => Math.min(most, Math.max(least, Math.floor(pixels)));
    if (width === 0) return this.size;
    return { width: side(width / across), height: side(height / (this.stacked ? 2 : 1)) };
  }

  private measure(): void {
    const { top, right, bottom, left } = this.free;
    this.size = {
      width: Math.max(1, this.clientWidth - left - right),
      height: Math.max(1, this.clientHeight - top - bottom),
    };
  }

  /** What panels leave to the picture. On a wide screen it goes on behind the search and to the lower
   * edge: scale and sources are in it. */
  private get free(): Margins {
    const narrow = this.clientWidth < NARROW;
    return narrow ? this.margins : { ...this.margins, top: 0, bottom: 0 };
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('margins') && changed.get('margins') && this.size.width > 0) this.measure();
  }

  private get viewNow(): View {
    return this.view ?? fitted(REGION, this.pictureSize());
  }

  private show(view: View | null): void {
    this.view = view;
    this.failed = false;
  }

  private step(nearer: number): void {
    this.show(zoomed(this.viewNow, nearer));
  }

  private readonly grab = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.from = { x: event.clientX, y: event.clientY };
  };

  private readonly drag = (event: PointerEvent): void => {
    if (!this.from) return;
    this.dragged = { x: event.clientX - this.from.x, y: event.clientY - this.from.y };
  };

  private readonly letGo = (): void => {
    const { dragged } = this;
    this.from = null;
    this.dragged = null;
    if (dragged) this.show(pushed(this.viewNow, dragged.x, dragged.y));
  };

  private readonly press = (event: KeyboardEvent): void => {
    const pushes: Record<string, readonly [number, number]> = {
      ArrowLeft: [STEP, 0],
      ArrowRight: [-STEP, 0],
      ArrowUp: [0, STEP],
      ArrowDown: [0, -STEP],
    };
    const push = pushes[event.key];
    if (push) this.show(pushed(this.viewNow, ...push));
    else if (event.key === '+' || event.key === '=') this.step(1);
    else if (event.key === '-') this.step(-1);
    else return;
    event.preventDefault();
  };

  private readonly retry = (): void => {
    this.attempts += 1;
    this.failed = false;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'still-map': StillMap;
  }
}
