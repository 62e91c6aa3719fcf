// A drawing tool at work: its draft, and what the map draws of it. Loaded when a tool is taken out.
import type { GeoJSONSource } from 'maplibre-gl';
import type { Lang } from '../i18n';
import { boxOf } from '../map/flight';
import type { PhiabacMap } from '../map/phiabac-map';
import type { Drawing, MapTool, Place } from '../map/tool';
import { DRAWING, drawnShapes } from '../style/marked';
import { Draft } from './draft';
import { areaKm2, legs, lengthKm, lineThrough, distanceKm, type Side } from './geodesy';
import { areaWords, lengthWords } from './measures';
import './tool-card';
import type { DrawingTool } from './tool-names';

/** Pixels within which a click means a corner that is there. */
const CLOSE = 10;

const PHONE = '(max-width: 719px)';

/** What stands at the foot of the map, and how far above its covered edge. */
const FOOT = [
  ['--foot-bottom', 10],
  ['--corner-bottom', 40],
] as const;
const MOST_RAISED = 0.3;

/** A length in words stands only at so many corners; more would hide the map. */
const MOST_NOTES = 24;

export class Work {
  readonly draft: Draft;
  /** What the map draws, without the pointer; null while there is nothing. */
  drawing: Drawing | null = null;
  /** Told when the pointer moved, for figures that follow it. */
  follow: () => void = () => undefined;
  private frame = 0;
  private lang: Lang = 'vi';

  constructor(
    readonly name: DrawingTool,
    private readonly map: PhiabacMap,
    private readonly changed: () => void,
    given: () => void,
  ) {
    this.draft = new Draft(
      name !== 'distance',
      (a, b) => this.areClose(a, b),
      () => this.turned(),
      () => this.pointed(),
      given,
    );
  }

  /** What is told of clicks: nothing any more once a shape was asked about. */
  get tool(): MapTool | null {
    return this.name === 'within' && this.draft.complete ? null : this.draft;
  }

  /** How the sides run: the server takes those of a shape as straight lines of degrees. */
  get side(): Side {
    return this.name === 'within' ? 'straight' : 'shortest';
  }

  /** The corners, and the pointer where the next one would be. */
  get places(): readonly Place[] {
    const { corners, pointer } = this.draft;
    return pointer ? [...corners, pointer] : corners;
  }

  /** Length of the line so far; of a closed one, once round. */
  get km(): number {
    const { places } = this;
    const [first] = places;
    return lengthKm(this.draft.closed && first && places.length > 2 ? [...places, first] : places);
  }

  get km2(): number {
    return this.draft.closed ? areaKm2(this.places, this.side) : 0;
  }

  /** Notes on the map are in the language of the reader. */
  speak(lang: Lang): void {
    if (lang === this.lang) return;
    this.lang = lang;
    this.drawing = this.drawn(this.draft.corners);
  }

  /** On a phone the card stands at the foot: scale and inset move up, if the card leaves room. */
  makeRoom(height: number | null): void {
    const { style } = this.map;
    const raised = height !== null && height < this.map.clientHeight * MOST_RAISED;
    for (const [name, air] of FOOT) {
      if (raised) style.setProperty(name, `${height + air}px`);
      else style.removeProperty(name);
    }
  }

  private turned(): void {
    cancelAnimationFrame(this.frame);
    this.drawing = this.drawn(this.draft.corners);
    this.changed();
    if (this.draft.complete && this.name === 'within') this.uncover();
  }

  /** On a phone the answer takes the lower half: the shape moves into the upper one. */
  private uncover(): void {
    const box = boxOf({ type: 'MultiPoint', coordinates: this.draft.corners.map((at) => [...at]) });
    if (!box || !matchMedia(PHONE).matches) return;
    this.map.map?.fitBounds([...box], {
      padding: { top: 120, left: 24, right: 68, bottom: innerHeight / 2 + 24 },
    });
  }

  /** The pointer is drawn without a new style, once a frame. */
  private pointed(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      const drawing = this.drawn(this.places);
      if (drawing) {
        const shapes = drawnShapes(drawing);
        for (const { map } of this.maps) map?.getSource<GeoJSONSource>(DRAWING)?.setData(shapes);
      }
      this.follow();
    });
  }

  /** The map, and the one beside it while both times are compared. */
  private get maps(): readonly PhiabacMap[] {
    const beside = this.map.renderRoot.querySelector('compare-map')?.renderRoot;
    const other = beside?.querySelector('phiabac-map');
    return other ? [this.map, other] : [this.map];
  }

  private drawn(places: readonly Place[]): Drawing | null {
    const { closed } = this.draft;
    const [first] = places;
    if (!first) return null;
    const ring = closed && places.length > 2 ? [...places, first] : places;
    const positions = lineThrough(ring, this.side);
    return {
      positions: closed && places.length > 2 ? positions.slice(0, -1) : positions,
      closed,
      corners: this.draft.corners,
      notes: this.name === 'distance' ? this.lengthNotes(places) : this.areaNotes(places),
    };
  }

  private lengthNotes(places: readonly Place[]): Drawing['notes'] {
    let km = 0;
    const notes = legs(places).map(([from, to]) => {
      km += distanceKm(from, to);
      return { at: to, words: lengthWords(this.lang, km) };
    });
    return notes.length > MOST_NOTES ? notes.slice(-1) : notes;
  }

  private areaNotes(places: readonly Place[]): Drawing['notes'] {
    const km2 = areaKm2(places, this.side);
    return km2 > 0 ? [{ at: middleOf(places), words: areaWords(this.lang, km2) }] : [];
  }

  private areClose(a: Place, b: Place): boolean {
    const { map } = this.map;
    if (!map) return false;
    const [p, q] = [map.project([...a]), map.project([...b])];
    return Math.hypot(p.x - q.x, p.y - q.y) <= CLOSE;
  }
}

/** The mean of the corners: near enough to the middle for a note. */
function middleOf(places: readonly Place[]): Place {
  const sum = (axis: 0 | 1): number =>
    places.reduce((all, place) => all + place[axis], 0) / places.length;
  return [sum(0), sum(1)];
}
