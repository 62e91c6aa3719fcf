// What a map can be told: by attributes on anybody's page, by properties from a script.
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { siteBase } from '../bundle/known';
import type { Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import { SHOWN_AT_FIRST, type ToggleId } from '../layers/toggles';
import type { OverlayPaint } from '../overlays/paint';
import type { AreaLevel } from '../overlays/types';
import { NO_FILTERS, type Filters } from '../state/filters';
import { shownIn, TIMES, type MapTime } from '../state/map-state';
import { NOTHING_MARKED, type Marked } from '../style/marked';
import type { ThemeName } from '../style/palette';
import { flag, toggleList } from './attributes';
import type { Interaction } from './interaction';
import type { MapTool } from './tool';

/** Room that other things take from the map's edges, in pixels. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export abstract class MapProperties extends LitElement {
  /** Origin of the server, or folder of a bundle, without a slash at the end. */
  @property() base = siteBase();
  @property() override lang: Lang = 'vi';
  /** `auto` is what the reader's system prefers. */
  @property() theme: ThemeName | 'auto' = 'light';
  @property({ attribute: 'layers', converter: toggleList })
  shown: ReadonlySet<ToggleId> = SHOWN_AT_FIRST;
  /** Where the map is and how near: `zoom/lat/lon`; all of the region without it. */
  @property() view: string | null = null;
  /** Which records are drawn, as CQL2 text. */
  @property({ attribute: false }) filters: Filters = NO_FILTERS;
  /** The same, theme by theme; what is set here takes the place of `filters`. */
  @property() zones: string | null = null;
  @property() gates: string | null = null;
  @property() plants: string | null = null;
  /** Whether units are drawn as they are or as they were until 30 June 2025. */
  @property({ converter: (value) => TIMES.find((time) => time === value) ?? 'now' })
  time: MapTime = 'now';
  /**
   * How the areas are coloured: the name of an overlay, which is loaded, or what is loaded already;
   * and the class of each area by its number, if it is.
   */
  @property() overlay: OverlayPaint | string | null = null;
  @property({ attribute: false }) classes: ReadonlyMap<number, number> | null = null;
  /** For which areas and which period an overlay is loaded. */
  @property({ converter: (value) => (value === 'commune' ? 'commune' : 'province') })
  level: AreaLevel = 'province';
  @property() period: string | null = null;
  /** What the pointer is told of an area of the overlay. */
  @property({ attribute: false }) areaWords: ((id: number) => string | null) | null = null;

  /** Words over the map. */
  @property() override title = '';
  /** A legend of what is shown. */
  @property({ converter: flag }) legend = false;
  /** A box that finds places. */
  @property({ converter: flag }) search = false;
  /** A card of what is chosen. */
  @property({ converter: flag }) popup = false;
  @property() interaction: Interaction = 'full';

  /** What clicks are for, if not for choosing. */
  @property({ attribute: false }) tool: MapTool | null = null;
  @property({ attribute: false }) selected: FeatureRef | null = null;
  /** What a reader marked. */
  @property({ attribute: false }) marked: Marked = NOTHING_MARKED;
  /** Sources of what is drawn; a map that is told none asks the server. */
  @property({ attribute: false }) attribution: readonly string[] | null = null;
  @property({ attribute: false }) margins: Margins = { top: 0, right: 0, bottom: 0, left: 0 };
  /** Keep the view in the address (`#map=zoom/lat/lon`). */
  @property({ type: Boolean }) linked = false;

  /** The attribute `layers` as a property: names with commas; null for what is shown at first. */
  get layers(): string | null {
    return this.getAttribute('layers');
  }
  set layers(list: string | null) {
    if (list === null) this.removeAttribute('layers');
    else this.setAttribute('layers', list);
    this.shown = shownIn(list) ?? SHOWN_AT_FIRST;
  }

  /** The filters that hold. */
  get wanted(): Filters {
    const { filters, zones, gates, plants } = this;
    const own = (words: string | null) => words?.trim() || null;
    return {
      zones: own(zones) ?? filters.zones,
      gates: own(gates) ?? filters.gates,
      plants: own(plants) ?? filters.plants,
    };
  }
}
