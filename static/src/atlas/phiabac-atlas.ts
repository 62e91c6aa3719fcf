// <phiabac-atlas>: the page. Holds what is shown and chosen; the map, the panel and the card
// are functions of it.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { ApiError, loadCatalog, loadUnitBox } from '../api';
import { layerOf, type Catalog } from '../catalog';
import { convertButton } from '../convert/convert-button';
import type { ConvertDialog } from '../convert/convert-dialog';
import { text, titleIn, type Lang } from '../i18n';
import { UNIT_LAYERS, type FeatureRef, type LayerId } from '../layers/names';
import { legend } from '../layers/legend';
import { toggled } from '../layers/toggles';
import { destinationOf, destinationOfShape, destinationOfUnit, type Located } from '../map/flight';
import type { Margins, PhiabacMap, ViewDetail } from '../map/phiabac-map';
import '../overlays/overlay-picker';
import { areaWords, classesOf, paintOf, type OverlayPaint } from '../overlays/paint';
import type { OverlayChoice } from '../overlays/choice';
import { OverlayState } from '../overlays/overlay-state';
import type { Overlay } from '../overlays/types';
import '../search/search-box';
import type { MapTime } from '../state/map-state';
import { keepInAddress, parametersOf } from '../state/parameters';
import { StateKeeper } from '../state/state-keeper';
import { PALETTES, type ThemeName } from '../style/palette';
import { NOTHING_MARKED, type Marked } from '../style/marked';
import { refOf } from '../things/names';
import '../time/time-switch';
import type { Hit, Thing } from '../things/types';
import { atlasCss } from './atlas-css';
import { BottomSheet } from './bottom-sheet';
import { cardIn, cardWords, isPlace, type CardChoice } from './address';
import { cardView, type CardActions } from './card-view';
import { headerView } from './header-view';
import { layerSwitchView } from './layer-switch';
import { legendView } from './legend-view';
import { hasChosenTheme, readLang, readTheme, writeLang, writeTheme } from './settings';

const PHONE = '(max-width: 719px)';
const PANEL_WIDTH = 348;
/** Charts and tables need more room. */
const WIDE_PANEL_WIDTH = 448;
/** What the panel leaves to the map and the search box at least. */
const LEAST_MAP_WIDTH = 350;
/** Zoom at which a place is shown that an address names without a view. */
const PLACE_ZOOM = 10;
/** What the search box covers of the map's upper edge. */
const SEARCH_HEIGHT = 60;
/** What scale and sources cover of the lower edge on a wide screen. */
const CREDITS_HEIGHT = 56;
/** What the switch of time takes below it on a phone. */
const TIME_HEIGHT = 48;

@customElement('phiabac-atlas')
export class PhiabacAtlas extends LitElement {
  static override styles = atlasCss;

  @state() override lang: Lang = readLang();
  @state() private theme: ThemeName = readTheme();
  @state() private card: CardChoice | null = cardIn(location.hash);
  @state() private catalog: Catalog | null = null;
  @state() private failure: string | null = null;
  @state() private open = true;
  @state() private phone = matchMedia(PHONE).matches;
  @state() private zoom = 6;
  /** Whether the dialog for addresses was opened; from then on it stays, open or not. */
  @state() private converting = false;
  @query('.panel') private panel!: HTMLElement;
  @query('phiabac-map') private map!: PhiabacMap;
  @query('convert-dialog') private converter!: ConvertDialog;

  /** What a reader marked on the map. */
  @state() private marked: Marked = markedBy(this.card);
  /** The card that listed what the open one shows. */
  @state() private origin: CardChoice | null = null;
  /** Whether the map is to go where the card says that its record is; at first if no view is set. */
  private awaited = !parametersOf(location.hash).has('map');
  /** Counts where the map was last sent; an earlier errand is given up. */
  private journey = 0;
  private readonly base = location.origin;
  private readonly sheet = new BottomSheet(this);
  private readonly overlays = new OverlayState(this, this.base);
  private readonly seen = new StateKeeper(this);
  /** What the map draws of the overlay, made once for each answer and theme. */
  private drawn: {
    answer: Overlay | null;
    theme: ThemeName;
    paint: OverlayPaint | null;
    classes: ReadonlyMap<number, number> | null;
  } = { answer: null, theme: 'light', paint: null, classes: null };

  override connectedCallback(): void {
    super.connectedCallback();
    void this.loadCatalog();
    matchMedia(PHONE).addEventListener('change', ({ matches }) => (this.phone = matches));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      if (!hasChosenTheme()) this.theme = readTheme();
    });
    addEventListener('hashchange', () => {
      const asked = cardIn(location.hash);
      if (cardWords(asked) !== cardWords(this.card)) this.show(asked);
    });
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.card) this.show(null);
    });
    if (this.card && this.phone) this.sheet.set('half');
  }

  /** The record whose card is open. */
  private get selected(): FeatureRef | null {
    return this.card && this.card !== 'region' && 'ref' in this.card ? this.card.ref : null;
  }

  private get panelWidth(): number {
    const wide = this.card === 'region' || this.selected?.layer === 'border_gates';
    if (!wide) return PANEL_WIDTH;
    return Math.max(PANEL_WIDTH, Math.min(WIDE_PANEL_WIDTH, innerWidth - LEAST_MAP_WIDTH));
  }

  override render(): TemplateResult {
    return html`
      <a class="skip" href="#panel" @click=${(event: Event) => this.toPanel(event)}
        >${text(this.lang, 'app.skip')}</a
      >
      ${headerView(
        { lang: this.lang, theme: this.theme, region: this.card === 'region' },
        {
          turnRegion: () => this.show(this.card === 'region' ? null : 'region'),
          speak: (lang) => this.speak(lang),
          paint: (theme) => this.paint(theme),
        },
      )}
      <main
        class=${!this.phone && this.open ? 'beside-panel' : ''}
        style=${styleMap({ '--panel-width': `${this.panelWidth}px` })}
      >
        <div class="finding">
          <search-box
            .base=${this.base}
            .lang=${this.lang}
            .centre=${this.centre}
            @find=${(event: CustomEvent<Hit>) => this.go(event.detail)}
          ></search-box>
          ${convertButton(this.lang, () => void this.convert())} ${this.timeView()}
        </div>
        <phiabac-map
          linked
          .base=${this.base}
          .lang=${this.lang}
          .theme=${this.theme}
          .shown=${this.seen.value.shown}
          .filters=${this.seen.value.filters}
          .time=${this.seen.value.time}
          .selected=${this.selected}
          .overlay=${this.drawn.paint}
          .classes=${this.drawn.classes}
          .areaWords=${this.areaWords}
          .attribution=${this.catalog?.attribution ?? []}
          .margins=${this.margins()}
          .marked=${this.marked}
          @ask=${(event: CustomEvent<readonly [number, number]>) => this.ask(event.detail)}
          @select=${(event: CustomEvent<FeatureRef | null>) => this.choose(event.detail)}
          @error=${(event: CustomEvent<{ message: string }>) => this.report(event.detail.message)}
          @view=${(event: CustomEvent<ViewDetail>) => this.viewed(event.detail)}
        ></phiabac-map>
        ${this.panelView()}
      </main>
      ${
        this.converting
          ? html`<convert-dialog
              .base=${this.base}
              .lang=${this.lang}
              @find=${(event: CustomEvent<FeatureRef>) => this.follow(event.detail)}
            ></convert-dialog>`
          : nothing
      }
    `;
  }

  protected override firstUpdated(): void {
    const { card } = this;
    if (!this.awaited || !isPlace(card)) return;
    const [lon, lat] = card.place;
    void this.map.updateComplete.then(() => {
      this.map.goTo({ box: [lon, lat, lon, lat], maxZoom: PLACE_ZOOM });
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    const root = document.documentElement;
    if (changed.has('lang')) {
      root.lang = this.lang;
      document.title = text(this.lang, 'app.title');
    }
    if (changed.has('theme')) root.dataset['theme'] = this.theme;
    this.drawOverlay();
  }

  private drawOverlay(): void {
    const { answer } = this.overlays;
    const { theme } = this;
    if (this.drawn.answer === answer && this.drawn.theme === theme) return;
    const classes = answer === this.drawn.answer ? this.drawn.classes : answer && classesOf(answer);
    this.drawn = { answer, theme, paint: answer && paintOf(answer, theme), classes };
  }

  private readonly centre = () => this.map.centre();

  private readonly actions: CardActions = {
    show: (card) => this.show(card),
    follow: (ref) => this.follow(ref),
    visit: (thing) => this.visit(thing),
    goBack: () => this.goBack(),
    located: (at) => this.located(at),
    draw: (ring) => (this.marked = { pin: null, ring }),
    settle: () => this.settle(),
  };

  private readonly areaWords = (id: number): string | null => {
    const { answer } = this.overlays;
    return answer && areaWords(this.lang, answer, id);
  };

  private panelView(): TemplateResult {
    const { lang, sheet, open, phone } = this;
    const unfolded = phone || open;
    const height = phone && sheet.dragged !== null ? { height: `${sheet.dragged}px` } : {};
    return html`
      ${
        phone
          ? nothing
          : html`<button
              type="button"
              class="fold ${open ? 'is-open' : ''}"
              aria-expanded=${open}
              aria-controls="panel"
              title=${text(lang, open ? 'panel.fold' : 'panel.unfold')}
              aria-label=${text(lang, open ? 'panel.fold' : 'panel.unfold')}
              @click=${() => (this.open = !open)}
            >
              <svg width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true">
                <path
                  d=${open ? 'M10 3L5 8l5 5' : 'M6 3l5 5-5 5'}
                  stroke="currentColor"
                  stroke-width="1.8"
                  stroke-linecap="round"
                  stroke-linejoin="round"
                />
              </svg>
            </button>`
      }
      <aside
        id="panel"
        class="panel ${unfolded ? '' : 'is-folded'} ${sheet.height} ${
          sheet.dragged === null ? '' : 'is-dragged'
        }"
        style=${styleMap(height)}
        tabindex="-1"
        aria-label=${text(lang, this.card ? 'card.label' : 'panel.label')}
        ?inert=${!unfolded}
      >
        ${phone ? this.handleView() : nothing}
        ${this.failure === null ? nothing : this.failureView(this.failure)}
        ${this.card ? this.openCardView(this.card) : this.layersView()}
      </aside>
    `;
  }

  private openCardView(card: CardChoice): TemplateResult {
    const { base, lang, theme, catalog, origin } = this;
    const overlay = this.overlays.answer;
    const back = origin && this.backWords(origin);
    return cardView(card, { base, lang, theme, catalog, overlay, back }, this.actions);
  }

  private handleView(): TemplateResult {
    const { sheet, lang } = this;
    return html`<button
      type="button"
      class="handle"
      aria-label=${text(lang, sheet.height === 'tall' ? 'sheet.less' : 'sheet.more')}
      @pointerdown=${sheet.grab}
      @pointermove=${sheet.move}
      @pointerup=${sheet.release}
      @pointercancel=${sheet.release}
      @click=${(event: MouseEvent) => {
        // A click without a pointer: from the keyboard or from assistive technology.
        if (event.detail === 0) sheet.step();
      }}
    ></button>`;
  }

  private layersView(): TemplateResult {
    const { lang, zoom, catalog } = this;
    const { shown } = this.seen.value;
    const palette = PALETTES[this.theme];
    return html`<div class="scroll">
      ${this.overlayView()}
      <h2>${text(lang, 'panel.layers')}</h2>
      ${layerSwitchView({ lang, palette, shown, zoom, catalog }, (id) => {
        this.seen.change({ shown: toggled(this.seen.value.shown, id) });
      })}
      ${legendView(lang, legend(shown, zoom, palette, this.seen.value.time))}
      <footer>
        ${catalog ? html`<p>${titleIn(lang, catalog)}</p>` : nothing}
        <a href="/licences.txt">${text(lang, 'panel.licences')}</a>
      </footer>
    </div>`;
  }

  private timeView(): TemplateResult {
    const count = (layer: LayerId) => layerOf(this.catalog, layer)?.count;
    return html`<time-switch
      .lang=${this.lang}
      .value=${this.seen.value.time}
      .counts=${[count('former_provinces'), count('former_communes')]}
      .overlaid=${this.drawn.paint !== null}
      @choose=${(event: CustomEvent<MapTime>) => this.seen.change({ time: event.detail })}
    ></time-switch>`;
  }

  private overlayView(): TemplateResult {
    const { lang, theme, base, overlays } = this;
    return html`<section class="figures" aria-labelledby="figures-title">
      <h2 id="figures-title">${text(lang, 'panel.figures')}</h2>
      <overlay-picker
        .base=${base}
        .lang=${lang}
        .theme=${theme}
        .list=${overlays.list}
        .choice=${overlays.choice}
        .answer=${overlays.answer}
        .failure=${overlays.failure}
        @choose=${(event: CustomEvent<OverlayChoice | null>) => overlays.choose(event.detail)}
        @retry=${() => overlays.retry()}
      ></overlay-picker>
    </section>`;
  }

  private failureView(detail: string): TemplateResult {
    return html`<div class="failure" role="alert">
      <p>${text(this.lang, 'app.error.catalog')} ${detail}</p>
      <button type="button" @click=${() => void this.loadCatalog()}>
        ${text(this.lang, 'app.retry')}
      </button>
    </div>`;
  }

  private async loadCatalog(): Promise<void> {
    this.failure = null;
    try {
      this.catalog = await loadCatalog(this.base);
    } catch (error) {
      this.failure = error instanceof ApiError ? error.message : '';
    }
  }

  private choose(ref: FeatureRef | null): void {
    this.show(ref && { ref, tab: 'info' });
  }

  /** Opens the card of what was found, there where it is. */
  private go(thing: Thing & { readonly bbox?: Hit['bbox'] }): void {
    const ref = refOf(thing);
    const destination = destinationOf(thing);
    if (ref) this.choose(ref);
    else if (thing.code) this.show({ district: { code: thing.code, name: thing.full_name_vi } });
    // Of an area only a point is known: its card will tell more.
    this.awaited = !thing.bbox && ref !== null && UNIT_LAYERS.has(ref.layer);
    void this.updateComplete.then(() => {
      if (destination && !this.awaited) this.map.goTo(destination);
      this.panel.focus();
    });
  }

  /** Opens a thing that a card lists; that card can be gone back to. */
  private visit(thing: Thing): void {
    const origin = this.card;
    this.go(thing);
    this.origin = origin;
  }

  private goBack(): void {
    const { origin } = this;
    this.show(origin);
    this.panel.focus();
  }

  private backWords(origin: CardChoice): string {
    if (origin !== 'region' && 'district' in origin) return origin.district.name;
    return text(this.lang, isPlace(origin) ? 'here.title' : 'card.near');
  }

  /** Asks what lies at a place. */
  private ask([lon, lat]: readonly [number, number]): void {
    this.show({ place: [round(lon), round(lat)] });
  }

  /** Brings the whole ring into view. */
  private settle(): void {
    this.journey += 1;
    const { ring } = this.marked;
    const destination = ring && destinationOfShape({ type: 'LineString', coordinates: [...ring] });
    if (destination) void this.updateComplete.then(() => this.map.goTo(destination));
  }

  /** Opens a card from another one; the map goes there once the card knows where it is. */
  private follow(ref: FeatureRef): void {
    const { card } = this;
    this.choose(ref);
    this.awaited = true;
    // The units of a former district are gone through one after the other.
    if (card !== null && card !== 'region' && 'district' in card) this.origin = card;
  }

  private async convert(): Promise<void> {
    await import('../convert/convert-dialog');
    this.converting = true;
    await this.updateComplete;
    await this.converter.open();
  }

  private located(at: Located | null): void {
    if (this.awaited && at) void this.goTo(at);
    this.awaited = false;
  }

  private async goTo(at: Located): Promise<void> {
    if (!('unit' in at)) {
      this.map.goTo(at);
      return;
    }
    const journey = (this.journey += 1);
    // Without its box a unit is shown by its point.
    const box = await loadUnitBox(this.base, at.unit, this.lang).catch(() => null);
    if (journey === this.journey) this.map.goTo(box ? destinationOfUnit(box) : at.point);
  }

  /** Opens a card, or goes back to the layers. */
  private show(card: CardChoice | null): void {
    const sheet = this.card === null || card === null;
    this.card = card;
    this.origin = null;
    this.awaited = false;
    this.journey += 1;
    this.marked = markedBy(card);
    keepInAddress({ card: cardWords(card) });
    if (!card) {
      if (this.phone) this.sheet.set('low');
      // The card is gone: a reader at the keyboard goes on in the panel.
      if (this.shadowRoot?.activeElement?.localName.endsWith('-card')) this.panel.focus();
      return;
    }
    this.open = true;
    if (this.phone && sheet) this.sheet.set('half');
  }

  /** A fault of the map is of use to those who look after the page. */
  private report(message: string): void {
    console.error(message);
  }

  private viewed({ zoom }: ViewDetail): void {
    // The panel only changes at these steps; a render for every frame of a move is not needed.
    const step = Math.floor(zoom * 2) / 2;
    if (step !== this.zoom) this.zoom = step;
  }

  private speak(lang: Lang): void {
    this.lang = lang;
    writeLang(lang);
  }

  private paint(theme: ThemeName): void {
    this.theme = theme;
    writeTheme(theme);
  }

  private toPanel(event: Event): void {
    event.preventDefault();
    this.open = true;
    if (this.phone) this.sheet.set('half');
    void this.updateComplete.then(() => this.panel.focus());
  }

  /** What the header and the panel cover of the map. */
  private margins(): Margins {
    const top = SEARCH_HEIGHT + (this.phone ? TIME_HEIGHT : 0);
    if (this.phone) return { top, right: 0, bottom: this.sheet.pixels(), left: 0 };
    return { top, right: 0, bottom: CREDITS_HEIGHT, left: this.open ? this.panelWidth + 12 : 0 };
  }
}

/** What a card marks on the map by itself. */
function markedBy(card: CardChoice | null): Marked {
  return isPlace(card) ? { pin: card.place, ring: null } : NOTHING_MARKED;
}

/** Degrees to about a metre. */
const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

declare global {
  interface HTMLElementTagNameMap {
    'phiabac-atlas': PhiabacAtlas;
  }
}
