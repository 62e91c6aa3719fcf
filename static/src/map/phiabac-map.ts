// <phiabac-map>: the one map element, of this page and of others. It draws what it is told
// (language, theme, layers, selection) and tells what was chosen; it fetches nothing but tiles.
import { html, LitElement, nothing, unsafeCSS, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Map as MapLibre } from 'maplibre-gl';
import maplibreCss from 'maplibre-gl/dist/maplibre-gl.css?inline';
import { text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import { SHOWN_AT_FIRST, type ToggleId } from '../layers/toggles';
import { NO_FILTERS, type Filters } from '../state/filters';
import type { OverlayPaint } from '../overlays/paint';
import { NOTHING_MARKED, type Marked } from '../style/marked';
import type { ThemeName } from '../style/palette';
import { AskHere } from './ask-here';
import { aimView, attributionView, buttonsView, tipView, type Tip } from './controls-view';
import { Drawing, type Look } from './drawing';
import type { Destination } from './flight';
import { insetView } from './inset';
import { handTo } from './handling';
import { mapCss } from './map-css';
import { nameOf, pickAt } from './picking';
import type { MapTool } from './tool';
import { ARCHIPELAGOS, REGION, showsArchipelagos, type Box } from './view';

/** Below this width of the map, in pixels, sources are folded at first. */
const NARROW = 1100;

/** Pixels between what the map shows and what covers its edges. */
const AIR = 16;

/** Milliseconds. */
const LONGEST_FLIGHT = 1800;

export interface ViewDetail {
  readonly zoom: number;
  readonly box: Box;
}

/** Room that other things take from the map's edges, in pixels. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

@customElement('phiabac-map')
export class PhiabacMap extends LitElement {
  static override styles = [unsafeCSS(maplibreCss), mapCss];

  /** Origin of the server, without a slash at the end. */
  @property() base = new URL(import.meta.url).origin;
  @property() override lang: Lang = 'vi';
  @property() theme: ThemeName = 'light';
  @property({ attribute: false }) shown: ReadonlySet<ToggleId> = SHOWN_AT_FIRST;
  /** Which records are drawn, as CQL2 text. */
  @property({ attribute: false }) filters: Filters = NO_FILTERS;
  /** Whether units are drawn as they are or as they were until 30 June 2025. */
  @property() time: 'now' | 'before' = 'now';
  /** What clicks are for, if not for choosing. */
  @property({ attribute: false }) tool: MapTool | null = null;
  @property({ attribute: false }) selected: FeatureRef | null = null;
  /** How the areas are coloured, and the class of each area by its number. */
  @property({ attribute: false }) overlay: OverlayPaint | null = null;
  @property({ attribute: false }) classes: ReadonlyMap<number, number> | null = null;
  /** What the pointer is told of an area of the overlay. */
  @property({ attribute: false }) areaWords: ((id: number) => string | null) | null = null;
  /** What a reader marked. */
  @property({ attribute: false }) marked: Marked = NOTHING_MARKED;
  @property({ attribute: false }) attribution: readonly string[] = [];
  @property({ attribute: false }) margins: Margins = { top: 0, right: 0, bottom: 0, left: 0 };
  /** Keep the view in the address (`#map=zoom/lat/lon`). */
  @property({ type: Boolean }) linked = false;

  @query('.canvas') private canvas!: HTMLElement;
  @query('.scale') private scale!: HTMLElement;
  @state() private inset = true;
  @state() private failed = false;
  /** Sources are open at first, until the map is moved. */
  @state() private credits = true;
  @state() private tip: Tip | null = null;

  private drawing: Drawing | null = null;
  /** Where the last choice was made, in pixels. */
  private chosenAt: { x: number; y: number } | null = null;

  /** The MapLibre map, once the element has been drawn. */
  get map(): MapLibre | null {
    return this.drawing?.map ?? null;
  }

  override render() {
    const { lang } = this;
    if (this.failed) return html`<p class="failed" role="alert">${text(lang, 'app.error.map')}</p>`;
    return html`
      <div class="canvas"></div>
      ${aimView()}
      ${buttonsView(lang, {
        zoomIn: () => this.map?.zoomIn(),
        zoomOut: () => this.map?.zoomOut(),
        home: () => this.showRegion(),
      })}
      <slot></slot>
      <div class="corner">
        ${this.inset ? insetView(lang, () => this.showBox(ARCHIPELAGOS)) : nothing}
      </div>
      <div class=${this.inset ? 'foot beside-inset' : 'foot'}>
        <div class="scale"></div>
        ${attributionView(lang, this.attribution, this.credits, (open) => (this.credits = open))}
      </div>
      ${tipView(this.tip)}
    `;
  }

  protected override firstUpdated(): void {
    if (this.clientWidth < NARROW) this.credits = false;
    try {
      this.drawing = new Drawing(this.canvas, this.look, {
        fitBoundsOptions: { padding: this.padding() },
        hash: this.linked ? 'map' : false,
      });
    } catch (error) {
      this.failed = true;
      this.tell('error', { message: error instanceof Error ? error.message : String(error) });
      return;
    }
    this.scale.append(this.drawing.scaleBar());
    this.describe(this.drawing.map);
    this.listen(this.drawing.map);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.map) return;
    this.drawing?.draw(this.look);
    if (changed.has('classes')) this.drawing?.classify(this.classes);
    if (changed.has('tool')) this.handOver(this.map);
    const chosen =
      (changed.has('selected') && this.selected) || (changed.has('marked') && this.marked.pin);
    if (chosen) this.uncover();
    if (changed.has('lang')) this.describe(this.map);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.drawing?.remove();
    this.drawing = null;
  }

  /** Fits the 18 provinces into what is free of the window. */
  showRegion(): void {
    this.showBox(REGION);
  }

  /** Flies to a box, or as near to it as `maxZoom`. */
  goTo({ box: [west, south, east, north], maxZoom }: Destination): void {
    this.chosenAt = null;
    this.map?.fitBounds([west, south, east, north], {
      padding: this.padding(),
      maxZoom,
      maxDuration: LONGEST_FLIGHT,
    });
  }

  /** Longitude and latitude of the middle of what is free of the window. */
  centre(): readonly [number, number] | null {
    if (!this.map) return null;
    const { top, right, bottom, left } = this.padding();
    const { lng, lat } = this.map.unproject([
      (left + this.clientWidth - right) / 2,
      (top + this.clientHeight - bottom) / 2,
    ]);
    return [lng, lat];
  }

  private showBox([west, south, east, north]: Box): void {
    this.map?.fitBounds([west, south, east, north], { padding: this.padding() });
  }

  /** What is to be drawn now. */
  private get look(): Look {
    const { base, lang, theme, shown, filters, time, selected, overlay, marked } = this;
    return { base, lang, theme, shown, filters, time, selected, overlay, marked };
  }

  private listen(map: MapLibre): void {
    map.once('idle', () => this.tell('ready', {}));
    map.on('error', ({ error }) => this.tell('error', { message: error.message }));
    map.on('move', () => this.viewMoved());
    map.on('load', () => this.viewMoved());
    const asking = new AskHere(map, (place) => this.asked(place));
    map.on('click', ({ point }) => {
      if (!asking.isEcho() && !this.tool) this.choose(point.x, point.y);
    });
    handTo(map, () => this.tool);
    map.on('moveend', () => this.tell('viewend', this.viewDetail(map)));
    map.on('mousemove', ({ point }) => this.hover(point.x, point.y));
    map.on('mouseout', () => (this.tip = null));
    map.on('movestart', ({ originalEvent }) => {
      this.tip = null;
      if (originalEvent) this.credits = false;
    });
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || this.tool) return;
      const { clientWidth, clientHeight } = map.getCanvas();
      this.choose(clientWidth / 2, clientHeight / 2);
    });
  }

  /** Moves what was chosen out from under what now covers the lower edge. */
  private uncover(): void {
    if (!this.chosenAt) return;
    const free = this.clientHeight - this.margins.bottom;
    const { y } = this.chosenAt;
    this.chosenAt = null;
    if (y > free - 32) this.map?.panBy([0, y - free / 2]);
  }

  private viewMoved(): void {
    if (!this.map) return;
    const view = this.viewDetail(this.map);
    this.inset = !showsArchipelagos(view.box);
    this.tell('view', view);
  }

  private viewDetail(map: MapLibre): ViewDetail {
    const bounds = map.getBounds();
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] as const;
    return { zoom: map.getZoom(), box };
  }

  /** Clicks belong to the tool from now on, or to choosing again. */
  private handOver(map: MapLibre): void {
    map.getCanvas().style.cursor = this.tool?.cursor ?? '';
    if (this.tool) map.doubleClickZoom.disable();
    else map.doubleClickZoom.enable();
    this.tip = null;
  }

  private choose(x: number, y: number): void {
    const { map } = this;
    this.tip = null;
    if (!map || !this.drawing?.isStyled) return;
    const { winner, feature } = pickAt(map, x, y, this.overlay !== null);
    if (winner?.kind === 'group') {
      if (feature?.geometry.type === 'Point') {
        const [lon, lat] = feature.geometry.coordinates as [number, number];
        map.easeTo({ center: [lon, lat], zoom: Math.min(map.getZoom() + 2, 15) });
      }
      return;
    }
    this.chosenAt = { x, y };
    this.tell('select', winner?.ref ?? null);
  }

  private asked(place: readonly [number, number]): void {
    if (this.tool) return;
    this.tip = null;
    this.chosenAt = this.map ? { ...this.map.project([...place]) } : null;
    this.tell('ask', place);
  }

  private hover(x: number, y: number): void {
    const { map } = this;
    if (!map || !this.drawing?.isStyled || map.isMoving() || this.tool) return;
    const { winner, feature, isPoint, overlayArea } = pickAt(map, x, y, this.overlay !== null);
    map.getCanvas().style.cursor = winner ? 'pointer' : '';
    const areaWords = overlayArea === null ? '' : this.areaWords?.(overlayArea);
    const words = feature && isPoint ? nameOf(this.lang, feature) : areaWords;
    // Kept inside the right edge.
    const left = Math.min(x + 14, this.clientWidth - 270);
    this.tip = words ? { words, x: Math.max(8, left), y: y + 14 } : null;
  }

  private padding(): Margins {
    const { top, right, bottom, left } = this.margins;
    // However much is covered, a part of the map stays free.
    const across = Math.min(1, (0.7 * this.clientWidth) / (left + right + 2 * AIR));
    const down = Math.min(1, (0.7 * this.clientHeight) / (top + bottom + 2 * AIR));
    return {
      top: (top + AIR) * down,
      right: (right + AIR) * across,
      bottom: (bottom + AIR) * down,
      left: (left + AIR) * across,
    };
  }

  private describe(map: MapLibre): void {
    const canvas = map.getCanvas();
    canvas.setAttribute('aria-label', text(this.lang, 'map.label'));
    canvas.setAttribute('aria-description', text(this.lang, 'map.askHint'));
  }

  private tell(
    name: 'select' | 'ask' | 'ready' | 'error' | 'view' | 'viewend',
    detail: unknown,
  ): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'phiabac-map': PhiabacMap;
  }
}
