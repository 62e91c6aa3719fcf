// <phiabac-map>: the one map element, of this page and of others. It draws what it is told
// (language, theme, layers, selection) and tells what was chosen; it fetches nothing but tiles.
import { html, LitElement, nothing, unsafeCSS, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { Map as MapLibre, ScaleControl, type MapGeoJSONFeature, type PointLike } from 'maplibre-gl';
import maplibreCss from 'maplibre-gl/dist/maplibre-gl.css?inline';
import { formatNumber, text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import { SHOWN_AT_FIRST, TOGGLE_IDS, type ToggleId } from '../layers/toggles';
import { NO_FILTERS, type Filters } from '../state/filters';
import { besideView } from '../compare/beside';
import type { OverlayPaint } from '../overlays/paint';
import type { MapTime } from '../state/map-state';
import { mapStyle } from '../style';
import { CLASS_STATE, OVERLAY_AREA } from '../style/overlay';
import { NOTHING_MARKED, type Marked } from '../style/marked';
import { PALETTES, type ThemeName } from '../style/palette';
import { AskHere } from './ask-here';
import { isLayerId, winnerOf, type Candidate } from './click';
import type { Destination } from './flight';
import { insetView } from './inset';
import { handTo } from './handling';
import { mapCss } from './map-css';
import type { MapTool } from './tool';
import { ARCHIPELAGOS, LIMITS, REGION, showsArchipelagos, type Box } from './view';
import './worker';

/** Pixels round a click within which a point still counts as hit. */
const REACH = 7;

/** Below this width of the map, in pixels, sources are folded at first. */
const NARROW = 1100;

/** Pixels between what the map shows and what covers its edges. */
const AIR = 16;

/** Milliseconds. */
const LONGEST_FLIGHT = 1800;

const POINT_LAYERS = [
  'border_gates-sign',
  'border_gates-group',
  'power_plants-disc',
  'power_plants-group',
  'industrial_zones-sign',
  'industrial_zones-group',
];
const AREA_LAYERS = [
  'former-communes-area',
  'communes-area',
  'former-provinces-area',
  'provinces-area',
];

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
  /** Whether units are drawn as they are, as they were until 30 June 2025, or both side by side. */
  @property() time: MapTime = 'now';
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
  @state() private tip: { text: string; x: number; y: number } | null = null;

  /** The MapLibre map, once the element has been drawn. */
  map: MapLibre | null = null;
  private styleReady = false;
  /** Key of the style that the map has. */
  private styled = '';
  /** Where the last choice was made, in pixels. */
  private chosenAt: { x: number; y: number } | null = null;

  override render() {
    if (this.failed)
      return html`<p class="failed" role="alert">${text(this.lang, 'app.error.map')}</p>`;
    const { lang } = this;
    return html`
      <div class="canvas"></div>
      <svg class="aim" viewBox="0 0 22 22" aria-hidden="true">
        <path d="M11 1v7M11 14v7M1 11h7M14 11h7" stroke="currentColor" stroke-width="2" />
      </svg>
      ${this.time === 'compare' ? besideView(this) : nothing}
      <div class="buttons" role="group">
        ${this.button('map.zoomIn', 'M10 4v12M4 10h12', () => this.map?.zoomIn())}
        ${this.button('map.zoomOut', 'M4 10h12', () => this.map?.zoomOut())}
        ${this.button('map.home', 'M4 7V4h3M13 4h3v3M16 13v3h-3M7 16H4v-3', () => this.showRegion())}
        <slot name="tools"></slot>
      </div>
      <slot></slot>
      <div class="corner">
        ${this.inset ? insetView(lang, () => this.showBox(ARCHIPELAGOS)) : nothing}
      </div>
      <div class=${this.inset ? 'foot beside-inset' : 'foot'}>
        <div class="scale"></div>
        <details class="attribution" ?open=${this.credits} @toggle=${this.creditsTurned}>
          <summary>© ${text(lang, 'map.attribution')}</summary>
          <p>${[...this.attribution, 'MapLibre'].join(' · ')}</p>
        </details>
      </div>
      ${
        this.tip
          ? html`<div
              class="tip"
              style=${styleMap({ transform: `translate(${this.tip.x}px, ${this.tip.y}px)` })}
            >
              ${this.tip.text}
            </div>`
          : nothing
      }
    `;
  }

  protected override firstUpdated(): void {
    if (this.clientWidth < NARROW) this.credits = false;
    try {
      this.map = this.createMap();
    } catch (error) {
      this.failed = true;
      this.tell('error', { message: error instanceof Error ? error.message : String(error) });
    }
  }

  private readonly creditsTurned = (event: Event): void => {
    this.credits = (event.currentTarget as HTMLDetailsElement).open;
  };

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.map) return;
    const restyled = (
      [
        'base',
        'lang',
        'theme',
        'shown',
        'filters',
        'time',
        'selected',
        'overlay',
        'marked',
      ] as const
    ).some((name) => changed.has(name));
    if (restyled) this.restyle();
    if (changed.has('classes')) this.classify();
    if (changed.has('tool')) this.handOver(this.map);
    const chosen =
      (changed.has('selected') && this.selected) || (changed.has('marked') && this.marked.pin);
    if (chosen) this.uncover();
    if (changed.has('lang')) this.describe(this.map);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.map?.remove();
    this.map = null;
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

  private createMap(): MapLibre {
    const [west, south, east, north] = REGION;
    this.styled = this.styleKey();
    const map = new MapLibre({
      container: this.canvas,
      style: this.wantedStyle(),
      bounds: [west, south, east, north],
      fitBoundsOptions: { padding: this.padding() },
      maxBounds: [...LIMITS],
      minZoom: 4,
      maxZoom: 18,
      hash: this.linked ? 'map' : false,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      fadeDuration: 150,
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    this.scale.append(new ScaleControl({ maxWidth: 90 }).onAdd(map));
    this.describe(map);
    map.on('style.load', () => {
      this.styleReady = true;
      this.restyle();
      this.classify();
    });
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
    return map;
  }

  private wantedStyle() {
    return mapStyle(this.base, PALETTES[this.theme], {
      lang: this.lang,
      shown: this.shown,
      client: 'page',
      selected: this.selected,
      filters: this.filters,
      time: this.time === 'before' ? 'before' : 'now',
      overlay: this.overlay,
      marked: this.marked,
    });
  }

  /** Brings the map to the style of the present options; only what differs is changed. */
  private restyle(): void {
    const wanted = this.styleKey();
    if (!this.styleReady || wanted === this.styled) return;
    this.styled = wanted;
    this.map?.setStyle(this.wantedStyle(), { diff: true, validate: false });
  }

  /** The same for the same style. */
  private styleKey(): string {
    const { base, lang, theme, shown, filters, time, selected, overlay, marked } = this;
    return JSON.stringify([
      base,
      lang,
      theme,
      [...shown],
      filters,
      time,
      selected,
      overlay,
      marked,
    ]);
  }

  /** Tells the map the class of each area; the style gives classes their colours. */
  private classify(): void {
    const { map, overlay, classes } = this;
    if (!map || !this.styleReady) return;
    for (const sourceLayer of ['provinces', 'communes']) {
      map.removeFeatureState({ source: 'units', sourceLayer });
    }
    if (!overlay || !classes) return;
    const sourceLayer = overlay.level === 'province' ? 'provinces' : 'communes';
    for (const [id, value] of classes) {
      map.setFeatureState({ source: 'units', sourceLayer, id }, { [CLASS_STATE]: value });
    }
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
    this.tip = null;
    const found = this.featuresAt(x, y);
    const winner = winnerOf(found.map((feature) => this.candidate(feature, x, y)));
    if (winner?.kind === 'group') {
      const group = found[winner.index];
      if (group?.geometry.type === 'Point' && this.map) {
        const [lon, lat] = group.geometry.coordinates as [number, number];
        this.map.easeTo({ center: [lon, lat], zoom: Math.min(this.map.getZoom() + 2, 15) });
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
    if (!this.map || this.map.isMoving() || this.tool) return;
    const found = this.featuresAt(x, y);
    const winner = winnerOf(found.map((feature) => this.candidate(feature, x, y)));
    this.map.getCanvas().style.cursor = winner ? 'pointer' : '';
    const feature = winner && found.find((one) => isWinner(one, winner, found));
    const isPoint = feature && POINT_LAYERS.includes(feature.layer.id);
    const words = isPoint ? this.nameOf(feature) : this.areaTip(found);
    // Kept inside the right edge.
    const left = Math.min(x + 14, this.clientWidth - 270);
    this.tip = words ? { text: words, x: Math.max(8, left), y: y + 14 } : null;
  }

  /** The value of the overlay under the pointer. */
  private areaTip(found: readonly MapGeoJSONFeature[]): string {
    const area = found.find(({ layer }) => layer.id === OVERLAY_AREA);
    return (typeof area?.id === 'number' && this.areaWords?.(area.id)) || '';
  }

  private nameOf({ properties, sourceLayer }: MapGeoJSONFeature): string {
    const count = properties['point_count'] as number | undefined;
    if (count === undefined) {
      const [first, second] = this.lang === 'vi' ? ['name_vi', 'name_en'] : ['name_en', 'name_vi'];
      return String(properties[first ?? ''] ?? properties[second ?? ''] ?? '');
    }
    const kind = String(properties['kind'] ?? '');
    const toggle =
      TOGGLE_IDS.find((id) => id === kind) ?? (sourceLayer === 'power_plants' ? 'plants' : 'gates');
    return `${text(this.lang, `toggle.${toggle}`)}: ${formatNumber(this.lang, count)}`;
  }

  private featuresAt(x: number, y: number): MapGeoJSONFeature[] {
    if (!this.map || !this.styleReady) return [];
    const box: [PointLike, PointLike] = [
      [x - REACH, y - REACH],
      [x + REACH, y + REACH],
    ];
    return [
      ...this.map.queryRenderedFeatures(box, { layers: POINT_LAYERS }),
      ...this.map.queryRenderedFeatures([x, y], {
        layers: this.overlay ? [...AREA_LAYERS, OVERLAY_AREA] : AREA_LAYERS,
      }),
    ];
  }

  private candidate(feature: MapGeoJSONFeature, x: number, y: number): Candidate {
    const { geometry, id, properties, sourceLayer } = feature;
    let distance2 = 0;
    if (geometry.type === 'Point' && this.map) {
      const at = this.map.project(geometry.coordinates as [number, number]);
      distance2 = (at.x - x) ** 2 + (at.y - y) ** 2;
    }
    return {
      layer: isLayerId(sourceLayer) ? sourceLayer : 'land',
      id: typeof id === 'number' ? id : undefined,
      groupSize: properties['point_count'] as number | undefined,
      distance2,
    };
  }

  private button(key: 'map.zoomIn' | 'map.zoomOut' | 'map.home', path: string, action: () => void) {
    const label = text(this.lang, key);
    return html`<button type="button" title=${label} aria-label=${label} @click=${action}>
      <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
        <path d=${path} stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
      </svg>
    </button>`;
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

function isWinner(
  feature: MapGeoJSONFeature,
  winner: NonNullable<ReturnType<typeof winnerOf>>,
  all: readonly MapGeoJSONFeature[],
): boolean {
  return winner.kind === 'group'
    ? all[winner.index] === feature
    : feature.sourceLayer === winner.ref.layer && feature.id === winner.ref.id;
}

declare global {
  interface HTMLElementTagNameMap {
    'phiabac-map': PhiabacMap;
  }
}
