// <phiabac-atlas>: the page. Holds what is shown and chosen; the map, the panel and the card
// are functions of it.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { ApiError, loadCatalog } from '../api';
import { siteBase } from '../bundle/known';
import { layerOf, type Catalog } from '../catalog';
import { convertButton } from '../convert/convert-button';
import type { ConvertDialog } from '../convert/convert-dialog';
import { text, type Lang } from '../i18n';
import type { FeatureRef, LayerId } from '../layers/names';
import { toggled } from '../layers/toggles';
import type { Destination } from '../map/flight';
import type { Margins, PhiabacMap, ViewDetail } from '../map/phiabac-map';
import type { Choice } from '../list/record-list';
import { boxInSight } from './sight';
import type { Box } from '../map/view';
import { ConnectionKeeper } from '../offline/connection';
import { connectionView } from '../offline/connection-view';
import { OverlayState } from '../overlays/overlay-state';
import '../search/search-box';
import type { MapTime } from '../state/map-state';
import { parametersOf } from '../state/parameters';
import type { ShareDialog } from '../share/share-dialog';
import { StateKeeper } from '../state/state-keeper';
import type { ThemeName } from '../style/palette';
import type { ThemeId } from '../state/filters';
import '../time/time-switch';
import type { Hit } from '../things/types';
import { Toolbox } from '../tools/toolbox';
import { WayKeeper } from '../ways/way-keeper';
import { WayLoader } from '../ways/way-loader';
import type { WayPanel } from '../ways/way-panel';
import { wayTabs } from '../ways/way-tabs';
import type { CardChoice } from './address';
import { atlasCss } from './atlas-css';
import { BottomSheet } from './bottom-sheet';
import { CardKeeper, type CardHost } from './card-keeper';
import { backWords, cardView } from './card-view';
import { headerView } from './header-view';
import { OverlayDrawing } from './overlay-drawing';
import { overviewView } from './overview-view';
import { panelView } from './panel-view';
import { hasChosenTheme, readLang, readTheme, writeLang, writeTheme } from './settings';

const PHONE = '(max-width: 719px)';
const PANEL_WIDTH = 348;
/** Charts and tables need more room. */
const WIDE_PANEL_WIDTH = 448;
/** What the panel leaves to the map and the search box at least. */
const LEAST_MAP_WIDTH = 350;
/** Zoom at which one sees what lies round a record of a list. */
const LISTED_ZOOM = 13;
/** What the search box covers of the map's upper edge. */
const SEARCH_HEIGHT = 60;
/** What the switch of time takes below it on a phone. */
const TIME_HEIGHT = 48;

@customElement('phiabac-atlas')
export class PhiabacAtlas extends LitElement implements CardHost {
  static override styles = atlasCss;

  @state() override lang: Lang = readLang();
  @state() private theme: ThemeName = readTheme();
  @state() private catalog: Catalog | null = null;
  @state() private failure: string | null = null;
  @state() private open = true;
  @state() private phone = matchMedia(PHONE).matches;
  @state() private zoom = 6;
  /** Whether the dialog for addresses was opened; from then on it stays, open or not. */
  @state() private converting = false;
  /** Whether the dialog for sharing was opened. */
  @state() private sharing = false;
  @query('.panel') private panel!: HTMLElement;
  @query('phiabac-map') private map!: PhiabacMap;
  /** What the reader sees of the map; null while nobody knows. */
  @state() private box: Box | null = null;
  /** Whether the reader wants the list of a way as a table over the map. */
  @state() private table = false;
  @query('way-panel') private wayPanel!: WayPanel | null;
  @query('convert-dialog') private converter!: ConvertDialog;
  @query('share-dialog') private sharer!: ShareDialog;

  readonly base = siteBase();
  private readonly sheet = new BottomSheet(this);
  private readonly overlays = new OverlayState(this, this.base);
  private readonly connection = new ConnectionKeeper(this, this.base, () => this.goOn());
  private readonly seen = new StateKeeper(this);
  private readonly cards = new CardKeeper(this);
  private readonly ways = new WayKeeper(this, this.seen);
  private readonly loader = new WayLoader(this);
  private readonly drawing = new OverlayDrawing();
  private readonly toolbox = new Toolbox(
    this,
    () => this.map,
    () => ({
      base: this.base,
      lang: this.lang,
      catalog: this.catalog,
      overlay: this.overlays.answer,
      time: this.seen.value.time,
    }),
    {
      go: (thing) => this.cards.go(thing),
      ask: (place) => this.cards.ask(place),
      mark: (marked) => this.cards.mark(marked),
    },
  );
  /** The record whose card was open last: its row stays marked. */
  private last: FeatureRef | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.loadCatalog();
    matchMedia(PHONE).addEventListener('change', ({ matches }) => (this.phone = matches));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      if (!hasChosenTheme()) this.theme = readTheme();
    });
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      if (this.cards.card) this.cards.show(null);
      else this.table = false;
    });
    if (this.cards.card && this.phone) this.sheet.set('half');
  }

  /** Whether the list lies over the map as a table; a card folds it. */
  private get spread(): boolean {
    return this.table && this.ways.way !== null && !this.cards.card && !this.phone && this.open;
  }

  private get panelWidth(): number {
    const { card, selected } = this.cards;
    const wide = this.ways.way || card === 'region' || selected?.layer === 'border_gates';
    if (!wide) return PANEL_WIDTH;
    return Math.max(PANEL_WIDTH, Math.min(WIDE_PANEL_WIDTH, innerWidth - LEAST_MAP_WIDTH));
  }

  override render(): TemplateResult {
    const { cards, drawing } = this;
    return html`
      <a class="skip" href="#panel" @click=${(event: Event) => this.toPanel(event)}
        >${text(this.lang, 'app.skip')}</a
      >
      ${headerView(
        { lang: this.lang, theme: this.theme, region: cards.card === 'region' },
        {
          share: () => void this.share(),
          turnRegion: () => cards.show(cards.card === 'region' ? null : 'region'),
          speak: (lang) => this.speak(lang),
          paint: (theme) => this.paint(theme),
        },
      )}
      <main
        class="${!this.phone && this.open ? 'beside-panel' : ''} ${this.spread ? 'is-table' : ''}"
        style=${styleMap({ '--panel-width': `${this.panelWidth}px` })}
      >
        <div class="finding">
          <search-box
            .base=${this.base}
            .lang=${this.lang}
            .centre=${this.centre}
            @find=${(event: CustomEvent<Hit>) => cards.go(event.detail)}
          ></search-box>
          ${convertButton(this, () => void this.convert())} ${this.timeView()}
        </div>
        <phiabac-map
          linked
          .base=${this.base}
          .lang=${this.lang}
          .theme=${this.theme}
          .shown=${this.seen.value.shown}
          .filters=${this.seen.value.filters}
          .time=${this.seen.value.time}
          .selected=${cards.selected}
          .overlay=${drawing.paint}
          .classes=${drawing.classes}
          .areaWords=${this.areaWords}
          .attribution=${this.catalog?.attribution ?? []}
          .margins=${this.margins()}
          .marked=${this.toolbox.withDrawing(cards.marked)}
          .tool=${this.toolbox.tool}
          @ask=${(event: CustomEvent<readonly [number, number]>) => cards.ask(event.detail)}
          @select=${(event: CustomEvent<FeatureRef | null>) => cards.choose(event.detail)}
          @error=${(event: CustomEvent<{ message: string }>) => this.report(event.detail.message)}
          @view=${(event: CustomEvent<ViewDetail>) => this.viewed(event.detail)}
          @viewend=${() => (this.box = this.boxInSight())}
          >${this.toolbox.buttonsView()}</phiabac-map
        >
        ${this.toolbox.cardView()} ${this.panelView()}
        ${connectionView(this.lang, this.connection.value, this.connection.retry)}
      </main>
      ${
        this.converting
          ? html`<convert-dialog
              .base=${this.base}
              .lang=${this.lang}
              @find=${(event: CustomEvent<FeatureRef>) => cards.follow(event.detail)}
            ></convert-dialog>`
          : nothing
      }
      ${
        this.sharing
          ? html`<share-dialog
              .base=${this.base}
              .lang=${this.lang}
              .theme=${this.theme}
            ></share-dialog>`
          : nothing
      }
    `;
  }

  protected override firstUpdated(): void {
    void this.map.updateComplete.then(() => this.cards.goToPlaceAtFirst());
  }

  protected override willUpdate(changed: PropertyValues): void {
    const root = document.documentElement;
    if (changed.has('lang')) {
      root.lang = this.lang;
      document.title = text(this.lang, 'app.title');
    }
    if (changed.has('theme')) root.dataset['theme'] = this.theme;
    this.drawing.follow(this.overlays.answer, this.theme);
  }

  travel(destination: Destination): void {
    this.map.goTo(destination);
  }

  focusPanel(): void {
    this.panel.focus();
  }

  cardTurned(card: CardChoice | null, before: CardChoice | null): void {
    if (!card) {
      if (this.phone) this.sheet.set(this.ways.way ? 'half' : 'low');
      // The card is gone: a reader at the keyboard goes on in the panel, at the row if there is one.
      const inCard = this.shadowRoot?.activeElement?.localName.endsWith('-card');
      if (inCard) this.panel.focus();
      void this.updateComplete.then(() => this.wayPanel?.returnToRow(inCard ?? false));
      return;
    }
    if (this.cards.selected) this.last = this.cards.selected;
    this.open = true;
    if (this.phone && before === null) this.sheet.set('half');
  }

  private readonly centre = () => this.map.centre();

  private readonly areaWords = (id: number): string | null => this.drawing.words(this.lang, id);

  private panelView(): TemplateResult {
    const { lang, phone, open, sheet, failure } = this;
    const { card } = this.cards;
    return panelView(
      {
        lang,
        phone,
        open,
        sheet,
        label: text(lang, card ? 'card.label' : 'panel.label'),
        failure,
        content: this.contentView(card),
      },
      { turn: () => (this.open = !open), retry: () => void this.loadCatalog() },
    );
  }

  /** A card lies over the list of a way, which keeps its place behind it. */
  private contentView(card: CardChoice | null): unknown {
    const { lang } = this;
    const { way } = this.ways;
    return html`
      ${card ? nothing : wayTabs(lang, way, (next) => this.takeWay(next))}
      ${
        card && !way
          ? nothing
          : html`<div
              id="way-body"
              class="way-body ${card ? 'is-behind' : ''}"
              role=${card ? nothing : 'tabpanel'}
              aria-labelledby=${card ? nothing : `way-${way ?? 'overview'}`}
              ?inert=${card !== null}
            >
              ${way ? this.loader.view(lang, () => this.wayView(way)) : this.overviewView()}
            </div>`
      }
      ${card ? this.cardView(card) : nothing}
    `;
  }

  private wayView(way: ThemeId): TemplateResult {
    const { base, lang, theme, catalog, box, ways, cards } = this;
    return html`<way-panel
      .base=${base}
      .lang=${lang}
      .theme=${theme}
      .way=${way}
      .catalog=${catalog}
      .filter=${ways.filter}
      .box=${box}
      .selected=${cards.selected ?? this.last}
      .wide=${this.spread}
      @widen=${(event: CustomEvent<boolean>) => (this.table = event.detail)}
      @filter=${(event: CustomEvent<string | null>) => ways.ask(event.detail)}
      @choose=${(event: CustomEvent<Choice>) => this.chooseListed(event.detail)}
      @point=${(event: CustomEvent<readonly [number, number] | null>) =>
        cards.mark({ ...cards.marked, spot: event.detail })}
    ></way-panel>`;
  }

  private takeWay(way: ThemeId | null): void {
    this.last = null;
    this.ways.take(way);
    if (this.phone && this.sheet.height === 'low') this.sheet.set('half');
  }

  /** A record was chosen in the list: its card opens, the map goes there. */
  private chooseListed({ ref, place }: Choice): void {
    this.cards.choose(ref);
    if (!place) return;
    const [lon, lat] = place;
    void this.updateComplete.then(() =>
      this.travel({ box: [lon, lat, lon, lat], maxZoom: LISTED_ZOOM }),
    );
  }

  private cardView(card: CardChoice): TemplateResult {
    const { base, lang, theme, catalog } = this;
    const { origin, actions } = this.cards;
    const overlay = this.overlays.answer;
    const list = this.ways.way ? text(lang, 'ways.backToList') : null;
    const back = origin ? backWords(lang, origin) : list;
    return cardView(card, { base, lang, theme, catalog, overlay, back }, actions);
  }

  private overviewView(): TemplateResult {
    const { base, lang, theme, catalog, zoom, overlays, seen } = this;
    const { shown, filters, time } = seen.value;
    return overviewView(
      { base, lang, theme, catalog, zoom, shown, filters, time, overlays },
      {
        turn: (id) => seen.change({ shown: toggled(seen.value.shown, id) }),
        seeFilter: (way) => this.takeWay(way),
        dropFilter: (way) => seen.change({ filters: { ...seen.value.filters, [way]: null } }),
      },
    );
  }

  private timeView(): TemplateResult {
    const count = (layer: LayerId) => layerOf(this.catalog, layer)?.count;
    return html`<time-switch
      .lang=${this.lang}
      .value=${this.seen.value.time}
      .counts=${[count('former_provinces'), count('former_communes')]}
      .overlaid=${this.drawing.paint !== null}
      .still=${this.hasUpdated && this.map.failed}
      @choose=${(event: CustomEvent<MapTime>) => this.seen.change({ time: event.detail })}
    ></time-switch>`;
  }

  private async loadCatalog(): Promise<void> {
    this.failure = null;
    try {
      this.catalog = await loadCatalog(this.base);
    } catch (error) {
      this.failure = error instanceof ApiError ? error.message : '';
    }
  }

  private async convert(): Promise<void> {
    await import('../convert/convert-dialog');
    this.converting = true;
    await this.updateComplete;
    await this.converter.open();
  }

  private async share(): Promise<void> {
    await import('../share/share-dialog');
    this.sharing = true;
    await this.updateComplete;
    const { hash } = location;
    const view = parametersOf(hash).has('map') ? this.map.freeView() : null;
    await this.sharer.open({ hash, view });
  }

  /** A fault of the map is of use to those who look after the page. */
  private report(message: string): void {
    if (!this.connection.suspect(message)) console.error(message);
    this.requestUpdate();
  }

  /** The server answers again: what is missing is asked for. */
  private goOn(): void {
    this.map.reload();
    if (!this.catalog) void this.loadCatalog();
    if (this.overlays.failure !== null) this.overlays.retry();
  }

  private viewed({ zoom }: ViewDetail): void {
    this.box ??= this.boxInSight();
    // The panel only changes at these steps; a render for every frame of a move is not needed.
    const step = Math.floor(zoom * 2) / 2;
    if (step !== this.zoom) this.zoom = step;
  }

  private boxInSight(): Box | null {
    return boxInSight(this.map.map, this.margins());
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
    return { top, right: 0, bottom: 0, left: this.open ? this.panelWidth + 12 : 0 };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'phiabac-atlas': PhiabacAtlas;
  }
}
