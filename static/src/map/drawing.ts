// The MapLibre map inside the element: made once, brought to the style of what is wanted; only what
// differs is changed.
import { Map as MapLibre, ScaleControl, type MapOptions } from 'maplibre-gl';
import type { Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import type { ToggleId } from '../layers/toggles';
import type { OverlayPaint } from '../overlays/paint';
import type { Filters } from '../state/filters';
import { mapStyle } from '../style';
import type { Marked } from '../style/marked';
import { CLASS_STATE } from '../style/overlay';
import { PALETTES, type ThemeName } from '../style/palette';
import { withOpaqueCanvas, withoutSky } from './plain-canvas';
import { LIMITS } from './view';
import './bundle-tiles';
import './worker';

/** All that the style is made of. */
export interface Look {
  /** Origin of the server, without a slash at the end. */
  readonly base: string;
  readonly lang: Lang;
  readonly theme: ThemeName;
  readonly shown: ReadonlySet<ToggleId>;
  readonly filters: Filters;
  readonly time: 'now' | 'before';
  readonly selected: FeatureRef | null;
  readonly overlay: OverlayPaint | null;
  readonly marked: Marked;
}

export class Drawing {
  readonly map: MapLibre;
  /** Whether the map has a style, so that it can be asked and changed. */
  isStyled = false;
  /** Key of the style that the map has. */
  private key: string;
  private classes: ReadonlyMap<number, number> | null = null;
  /** What the areas were last told; null if they are to be told anew. */
  private told: readonly [Look['overlay'], ReadonlyMap<number, number> | null] | null = null;

  constructor(
    container: HTMLElement,
    private look: Look,
    options: Partial<MapOptions>,
  ) {
    this.key = keyOf(look);
    const settings: MapOptions = {
      container,
      style: styleOf(look),
      // The style is our own: tests hold it to the specification.
      validateStyle: false,
      maxBounds: [...LIMITS],
      minZoom: 4,
      maxZoom: 18,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      fadeDuration: 150,
      ...options,
    };
    this.map = withoutSky(withOpaqueCanvas(() => new MapLibre(settings)));
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.on('style.load', () => {
      this.isStyled = true;
      this.told = null;
      this.draw(this.look);
      this.classify(this.classes);
    });
  }

  /** Brings the map to this look. */
  draw(look: Look): void {
    this.look = look;
    const key = keyOf(look);
    if (!this.isStyled || key === this.key) return;
    this.key = key;
    this.map.setStyle(styleOf(look), { diff: true, validate: false });
  }

  /** Tells the map the class of each area; the style gives classes their colours. */
  classify(classes: ReadonlyMap<number, number> | null): void {
    this.classes = classes;
    const { map, look } = this;
    const [overlay, before] = this.told ?? [];
    if (!this.isStyled || (this.told && overlay === look.overlay && before === classes)) return;
    this.told = [look.overlay, classes];
    for (const sourceLayer of ['provinces', 'communes']) {
      map.removeFeatureState({ source: 'ground', sourceLayer });
    }
    if (!look.overlay || !classes) return;
    const sourceLayer = look.overlay.level === 'province' ? 'provinces' : 'communes';
    for (const [id, value] of classes) {
      map.setFeatureState({ source: 'ground', sourceLayer, id }, { [CLASS_STATE]: value });
    }
  }

  /** The bar that says how long a kilometre is. */
  scaleBar(): HTMLElement {
    return new ScaleControl({ maxWidth: 90 }).onAdd(this.map);
  }

  /** Asks again for the tiles in view. */
  reload(): void {
    if (!this.isStyled) return;
    for (const [id, source] of Object.entries(this.map.getStyle().sources)) {
      if (source.type === 'vector') this.map.refreshTiles(id);
    }
  }

  remove(): void {
    this.isStyled = false;
    this.map.remove();
  }
}

const styleOf = ({ base, theme, ...options }: Look) =>
  mapStyle(base, PALETTES[theme], { ...options, client: 'page' });

/** The same for the same style. */
const keyOf = (look: Look): string => JSON.stringify({ ...look, shown: [...look.shown] });
