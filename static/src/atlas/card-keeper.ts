// The card that is open: how one gets to it, back from it, and what it marks on the map.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loadUnitBox } from '../api';
import type { Lang } from '../i18n';
import { UNIT_LAYERS, type FeatureRef } from '../layers/names';
import {
  destinationOf,
  destinationOfShape,
  destinationOfUnit,
  type Destination,
  type Located,
} from '../map/flight';
import { keepInAddress, parametersOf } from '../state/parameters';
import { NOTHING_MARKED, type Marked } from '../style/marked';
import { refOf } from '../things/names';
import type { Hit, Thing } from '../things/types';
import { cardIn, cardWords, isPlace, type CardChoice } from './address';
import type { CardActions } from './card-view';

/** What the keeper of the card needs of the page. */
export interface CardHost extends ReactiveControllerHost {
  readonly base: string;
  readonly lang: Lang;
  /** Flies there. */
  travel(destination: Destination): void;
  /** Gives the panel the keyboard. */
  focusPanel(): void;
  /** Another card is open, or none. */
  cardTurned(card: CardChoice | null, before: CardChoice | null): void;
}

/** Zoom at which a place is shown that an address names without a view. */
const PLACE_ZOOM = 10;

export class CardKeeper implements ReactiveController {
  card: CardChoice | null = cardIn(location.hash);
  /** The card that listed what the open one shows. */
  origin: CardChoice | null = null;
  /** What a reader marked on the map. */
  marked: Marked = markedBy(this.card);
  /** Whether the map is to go where the card says that its record is; at first if no view is set. */
  private awaited = !parametersOf(location.hash).has('map');
  /** Counts where the map was last sent; an earlier errand is given up. */
  private journey = 0;

  constructor(private readonly host: CardHost) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.followAddress);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.followAddress);
  }

  /** The record whose card is open. */
  get selected(): FeatureRef | null {
    return this.card && this.card !== 'region' && 'ref' in this.card ? this.card.ref : null;
  }

  /** What cards may ask for. */
  readonly actions: CardActions = {
    show: (card) => this.show(card),
    follow: (ref) => this.follow(ref),
    visit: (thing) => this.visit(thing),
    goBack: () => this.goBack(),
    located: (at) => this.located(at),
    draw: (ring) => this.mark({ pin: null, ring }),
    settle: () => this.settle(),
  };

  /** Opens a card, or goes back to what lies behind it. */
  show(card: CardChoice | null): void {
    const before = this.card;
    this.card = card;
    this.origin = null;
    this.awaited = false;
    this.journey += 1;
    this.marked = markedBy(card);
    keepInAddress({ card: cardWords(card) });
    this.host.requestUpdate();
    this.host.cardTurned(card, before);
  }

  choose(ref: FeatureRef | null): void {
    this.show(ref && { ref, tab: 'info' });
  }

  /** Opens the card of what was found, there where it is. */
  go(thing: Thing & { readonly bbox?: Hit['bbox'] }): void {
    const ref = refOf(thing);
    const destination = destinationOf(thing);
    if (ref) this.choose(ref);
    else if (thing.code) this.show({ district: { code: thing.code, name: thing.full_name_vi } });
    // Of an area only a point is known: its card will tell more.
    this.awaited = !thing.bbox && ref !== null && UNIT_LAYERS.has(ref.layer);
    void this.host.updateComplete.then(() => {
      if (destination && !this.awaited) this.host.travel(destination);
      this.host.focusPanel();
    });
  }

  /** Opens a card from another one; the map goes there once the card knows where it is. */
  follow(ref: FeatureRef): void {
    const { card } = this;
    this.choose(ref);
    this.awaited = true;
    // The units of a former district are gone through one after the other.
    if (card !== null && card !== 'region' && 'district' in card) this.origin = card;
  }

  /** Asks what lies at a place. */
  ask([lon, lat]: readonly [number, number]): void {
    this.show({ place: [round(lon), round(lat)] });
  }

  mark(marked: Marked): void {
    this.marked = marked;
    this.host.requestUpdate();
  }

  /** Goes to the place that the address names, if it names no view. */
  goToPlaceAtFirst(): void {
    const { card } = this;
    if (!this.awaited || !isPlace(card)) return;
    const [lon, lat] = card.place;
    this.host.travel({ box: [lon, lat, lon, lat], maxZoom: PLACE_ZOOM });
  }

  /** Opens a thing that a card lists; that card can be gone back to. */
  private visit(thing: Thing): void {
    const origin = this.card;
    this.go(thing);
    this.origin = origin;
  }

  private goBack(): void {
    this.show(this.origin);
    this.host.focusPanel();
  }

  /** Brings the whole ring into view. */
  private settle(): void {
    this.journey += 1;
    const { ring } = this.marked;
    const destination = ring && destinationOfShape({ type: 'LineString', coordinates: [...ring] });
    if (destination) void this.host.updateComplete.then(() => this.host.travel(destination));
  }

  private located(at: Located | null): void {
    if (this.awaited && at) void this.goTo(at);
    this.awaited = false;
  }

  private async goTo(at: Located): Promise<void> {
    if (!('unit' in at)) {
      this.host.travel(at);
      return;
    }
    const journey = (this.journey += 1);
    // Without its box a unit is shown by its point.
    const box = await loadUnitBox(this.host.base, at.unit, this.host.lang).catch(() => null);
    if (journey === this.journey) this.host.travel(box ? destinationOfUnit(box) : at.point);
  }

  private readonly followAddress = (): void => {
    const asked = cardIn(location.hash);
    if (cardWords(asked) !== cardWords(this.card)) this.show(asked);
  };
}

/** What a card marks on the map by itself. */
function markedBy(card: CardChoice | null): Marked {
  return isPlace(card) ? { pin: card.place, ring: null } : NOTHING_MARKED;
}

/** Degrees to about a metre. */
const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
