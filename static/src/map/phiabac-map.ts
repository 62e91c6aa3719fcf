// <phiabac-map>: the one map element, of this page and of others. It draws what it is told
// (language, theme, layers, selection) and tells what was chosen. Alone on a page it brings its own
// sources, overlay, legend, search and card, each only if it is asked for.
import { html, nothing, unsafeCSS, type PropertyValues } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { Map as MapLibre } from 'maplibre-gl';
import maplibreCss from 'maplibre-gl/dist/maplibre-gl.css?inline';
import type { Catalog } from '../catalog';
import { besideView } from '../compare/beside';
import { text } from '../i18n';
import type { ThemeName } from '../style/palette';
import { stillView } from '../still/still-view';
import themeCss from '../theme.css?inline';
import { refOf } from '../things/names';
import type { Hit } from '../things/types';
import { AskHere } from './ask-here';
import { viewIn } from './attributes';
import { choiceOf, type Choice } from './choice';
import { aimView, attributionView, buttonsView, tipView, type Tip } from './controls-view';
import { Drawing, type Look } from './drawing';
import { destinationOf, type Destination } from './flight';
import { frameCss } from './frame-css';
import { headView, legendPlace, popupView, type Frame } from './frame-view';
import { insetView } from './inset';
import { allow, gestureWords } from './interaction';
import { handTo } from './handling';
import { knownCatalog } from './known-catalog';
import { mapCss } from './map-css';
import { NamedOverlay } from './named-overlay';
import { nameOf, pickAt } from './picking';
import { freeView, paddingOf, shiftFrom, showsCredits, type FreeView } from './room';
import { MapProperties, type Margins } from './properties';
import { ARCHIPELAGOS, REGION, showsArchipelagos, type Box } from './view';
import { viewDetail, viewOf } from './view-detail';

export type { Margins } from './properties';
export type { ViewDetail } from './view-detail';

/** Milliseconds. */
const LONGEST_FLIGHT = 1800;

const DARK = matchMedia('(prefers-color-scheme: dark)');

export class PhiabacMap extends MapProperties {
  static override styles = [unsafeCSS(themeCss), unsafeCSS(maplibreCss), mapCss, frameCss];

  @query('.canvas') private canvas!: HTMLElement;
  @query('.scale') private scale!: HTMLElement;
  @state() private inset = true;
  /** Whether the browser cannot draw: the server's picture stands in. */
  @state() failed = false;
  /** Where the picture is to go. */
  @state() private goal: Destination | null = null;
  /** Sources are open at first, until the map is moved. */
  @state() private credits = true;
  @state() private tip: Tip | null = null;
  /** Known if the map had to ask for it itself. */
  @state() private catalog: Catalog | null = null;
  /** Whether the page put a title of its own into the slot. */
  @state() private hasTitle = false;
  /** In steps that the legend follows. */
  @state() private zoomStep = 6;
  @state() private dark = DARK.matches;

  private drawing: Drawing | null = null;
  /** Where the last choice was made, in pixels. */
  private chosenAt: { x: number; y: number } | null = null;
  /** The view of a map that was taken out of the page. */
  private left: string | null = null;
  private readonly named = new NamedOverlay(this, (message) => this.fail(message));

  /** The MapLibre map, once the element has been drawn. */
  get map(): MapLibre | null {
    return this.drawing?.map ?? null;
  }

  /** Light or dark, whatever `theme` leaves to the system. */
  get ground(): ThemeName {
    if (this.theme === 'auto') return this.dark ? 'dark' : 'light';
    return this.theme === 'dark' ? 'dark' : 'light';
  }

  /** The view as the attribute `view` has it; null before the map is there. */
  get currentView(): string | null {
    return this.map && viewOf(this.map);
  }

  override render() {
    const { lang, title, hasTitle, search } = this;
    const still = this.interaction === 'none';
    const head = headView(
      this.frame,
      { title, hasTitle, search: search && !still },
      { titled: this.titled, centre: () => this.centre(), find: (hit) => this.found(hit) },
    );
    if (this.failed) {
      return html`${stillView(this, this.goal)}
        <div class="over" title="">${head}</div>`;
    }
    return html`
      <div class="canvas" title=""></div>
      ${aimView()} ${this.time === 'compare' ? besideView(this) : nothing}
      <div class="over" title="">
        ${head}
        ${legendPlace(this.frame, this.legend, {
          shown: this.shown,
          zoom: this.zoomStep,
          choice: this.named.choice,
          filtered: Object.values(this.wanted).some((words) => words !== null),
        })}
        <div class="corner">
          ${this.inset ? insetView(lang, still ? null : () => this.showBox(ARCHIPELAGOS)) : nothing}
        </div>
        <div class=${this.inset ? 'foot beside-inset' : 'foot'}>
          <div class="scale"></div>
          ${attributionView(lang, this.sources, this.credits, (open) => (this.credits = open))}
        </div>
        ${popupView(this.frame, this.popup && !still ? this.selected : null, {
          shown: (event) => this.clear(event),
          close: () => this.putAway(),
        })}
      </div>
      ${
        still
          ? nothing
          : buttonsView(lang, {
              zoomIn: () => this.map?.zoomIn(),
              zoomOut: () => this.map?.zoomOut(),
              home: () => this.showRegion(),
            })
      }
      <slot></slot>
      ${tipView(this.tip)}
    `;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    DARK.addEventListener('change', this.systemTurned);
    if (this.hasUpdated && !this.drawing) this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    DARK.removeEventListener('change', this.systemTurned);
    // An element that is only moved within its page is back at once and keeps its map.
    queueMicrotask(() => {
      if (this.isConnected || !this.drawing) return;
      this.left = this.currentView;
      this.drawing.remove();
      this.drawing = null;
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.dataset['theme'] = this.ground;
    if (changed.has('interaction')) this.dataset['interaction'] = this.interaction;
  }

  protected override firstUpdated(): void {
    this.credits = showsCredits(this);
    this.begin();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.map) return;
    this.drawing?.draw(this.look);
    this.drawing?.classify(this.classes ?? this.named.classes);
    if (changed.has('tool')) this.handOver(this.map);
    const chosen =
      (changed.has('selected') && this.selected) || (changed.has('marked') && this.marked.pin);
    if (chosen && !this.popup) this.uncover();
    if (changed.has('lang') || changed.has('title')) this.describe(this.map);
    if (changed.has('interaction')) allow(this.map, this.interaction);
    if (changed.has('view') && changed.get('view') !== undefined) this.goToView();
  }

  /** Fits the 18 provinces into what is free of the window. */
  showRegion(): void {
    this.showBox(REGION);
  }

  /** Flies to a box, or as near to it as `maxZoom`. */
  goTo(destination: Destination): void {
    const {
      box: [west, south, east, north],
      maxZoom,
    } = destination;
    this.chosenAt = null;
    if (this.failed) this.goal = destination;
    this.map?.fitBounds([west, south, east, north], {
      padding: this.padding(),
      maxZoom,
      maxDuration: LONGEST_FLIGHT,
    });
  }

  /** Asks again for the tiles in view, such as after a lost connection. */
  reload(): void {
    this.drawing?.reload();
  }

  /** Longitude and latitude of the middle of what is free of the window. */
  centre(): readonly [number, number] | null {
    const free = this.freeView();
    return free && [free.lon, free.lat];
  }

  /** The view of what nothing covers, and its size in pixels. */
  freeView(): FreeView | null {
    return this.map && freeView(this.map, this, this.padding());
  }

  private showBox([west, south, east, north]: Box): void {
    this.map?.fitBounds([west, south, east, north], { padding: this.padding() });
  }

  /** Makes the MapLibre map. */
  private begin(): void {
    const view = viewIn(this.left ?? this.view);
    try {
      this.drawing = new Drawing(this.canvas, this.look, {
        ...(view
          ? { center: [view.lon, view.lat], zoom: view.zoom }
          : { bounds: [...REGION], fitBoundsOptions: { padding: this.padding() } }),
        hash: this.linked ? 'map' : false,
        locale: gestureWords(this.lang),
      });
    } catch (error) {
      this.failed = true;
      this.fail(error instanceof Error ? error.message : String(error));
      return;
    }
    this.scale.replaceChildren(this.drawing.scaleBar());
    this.drawing.classify(this.classes ?? this.named.classes);
    this.describe(this.drawing.map);
    this.listen(this.drawing.map);
    allow(this.drawing.map, this.interaction);
    if (this.attribution === null && !this.hasAttribute('bare')) void this.learn();
  }

  /** Asks for sources and for the names of fields, which the page did not tell. */
  private async learn(): Promise<void> {
    try {
      this.catalog = await knownCatalog(this.base);
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  private get sources(): readonly string[] {
    return this.attribution ?? this.catalog?.attribution ?? [];
  }

  private get frame(): Frame {
    const { base, lang, ground, catalog } = this;
    return { base, lang, theme: ground, catalog, overlay: this.named.answer };
  }

  /** What is to be drawn now. */
  private get look(): Look {
    const { base, lang, shown, selected, marked } = this;
    return {
      base,
      lang,
      theme: this.ground,
      shown,
      filters: this.wanted,
      time: this.time === 'before' ? 'before' : 'now',
      selected: selected && { layer: selected.layer, id: selected.id },
      overlay: this.paint,
      marked,
    };
  }

  private get paint() {
    return typeof this.overlay === 'string' ? this.named.paint : this.overlay;
  }

  private goToView(): void {
    const view = viewIn(this.view);
    if (view) this.map?.easeTo({ center: [view.lon, view.lat], zoom: view.zoom });
    else this.showRegion();
  }

  private readonly titled = (event: Event): void => {
    this.hasTitle = (event.currentTarget as HTMLSlotElement).assignedNodes().length > 0;
  };

  private readonly systemTurned = ({ matches }: MediaQueryListEvent): void => {
    this.dark = matches;
  };

  private listen(map: MapLibre): void {
    map.once('idle', () => this.tell('ready', {}));
    map.on('error', ({ error }) => this.fail(error.message));
    map.on('move', () => this.viewMoved());
    map.on('load', () => this.viewMoved());
    const asking = new AskHere(map, (place) => this.asked(place));
    map.on('click', ({ point }) => {
      const idle = !this.tool && this.interaction !== 'none';
      if (!asking.isEcho() && idle) this.choose(point.x, point.y);
    });
    handTo(map, () => this.tool);
    map.on('moveend', () => this.tell('viewend', viewDetail(map)));
    map.on('mousemove', ({ point }) => this.hover(point.x, point.y));
    map.on('mouseout', () => (this.tip = null));
    map.on('movestart', ({ originalEvent }) => {
      this.tip = null;
      if (originalEvent) this.credits = false;
    });
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.popup && this.selected) this.putAway();
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
    const view = viewDetail(this.map);
    this.inset = !showsArchipelagos(view.box);
    this.zoomStep = Math.floor(view.zoom * 2) / 2;
    this.tell('view', view);
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
    const { winner, feature } = pickAt(map, x, y, this.paint !== null);
    if (winner?.kind === 'group') {
      if (feature?.geometry.type === 'Point') {
        const [lon, lat] = feature.geometry.coordinates as [number, number];
        map.easeTo({ center: [lon, lat], zoom: Math.min(map.getZoom() + 2, 15) });
      }
      return;
    }
    this.chosenAt = { x, y };
    const { lng, lat } = map.unproject([x, y]);
    this.chosen(winner && choiceOf(winner.ref, feature, [lng, lat]));
  }

  /** Tells of a choice; on a map with cards it is shown too, unless the page prevents that. */
  private chosen(choice: Choice | null): void {
    if (this.tell('select', choice) && this.popup) this.selected = choice;
  }

  /** Shows what was found. */
  private found(hit: Hit): void {
    const destination = destinationOf(hit);
    const ref = refOf(hit);
    if (destination) this.goTo(destination);
    const { code, name_vi, name_en, lon, lat } = hit;
    if (ref) this.chosen({ ...ref, code, name_vi, name_en, lon, lat });
    this.map?.getCanvas().focus();
  }

  private putAway(): void {
    this.selected = null;
    this.map?.getCanvas().focus();
  }

  /** Moves what was chosen out from under its card. */
  private clear({ currentTarget }: Event): void {
    const at = this.chosenAt;
    this.chosenAt = null;
    if (!at || !(currentTarget instanceof HTMLElement)) return;
    const shift = shiftFrom(currentTarget, this, at);
    if (shift) this.map?.panBy(shift);
  }

  private asked(place: readonly [number, number]): void {
    if (this.tool || this.interaction === 'none') return;
    this.tip = null;
    this.chosenAt = this.map ? { ...this.map.project([...place]) } : null;
    this.tell('ask', place);
  }

  private hover(x: number, y: number): void {
    const { map } = this;
    if (!map || !this.drawing?.isStyled || map.isMoving() || this.tool) return;
    if (this.interaction === 'none') return;
    const { winner, feature, isPoint, overlayArea } = pickAt(map, x, y, this.paint !== null);
    map.getCanvas().style.cursor = winner ? 'pointer' : '';
    const areaWords = overlayArea === null ? '' : (this.areaWords ?? this.named.words)(overlayArea);
    const words = feature && isPoint ? nameOf(this.lang, feature) : areaWords;
    // Kept inside the right edge.
    const left = Math.min(x + 14, this.clientWidth - 270);
    this.tip = words ? { words, x: Math.max(8, left), y: y + 14 } : null;
  }

  private padding(): Margins {
    return paddingOf(this, this.margins, this.legend);
  }

  private describe(map: MapLibre): void {
    const canvas = map.getCanvas();
    canvas.setAttribute('aria-label', this.title || text(this.lang, 'map.label'));
    // Only the atlas answers what lies at a place.
    if (this.linked) canvas.setAttribute('aria-description', text(this.lang, 'map.askHint'));
  }

  private fail(message: string): void {
    this.tell('error', { message });
  }

  /** Faults stay with the element: the page around has an `error` of its own. */
  private tell(
    name: 'select' | 'ask' | 'ready' | 'error' | 'view' | 'viewend',
    detail: unknown,
  ): boolean {
    const told = name !== 'error';
    const event = { detail, bubbles: told, composed: told, cancelable: name === 'select' };
    return this.dispatchEvent(new CustomEvent(name, event));
  }
}

// A page that loads the element from two servers keeps the first.
if (!customElements.get('phiabac-map')) customElements.define('phiabac-map', PhiabacMap);

declare global {
  interface HTMLElementTagNameMap {
    'phiabac-map': PhiabacMap;
  }
}
