// The way that the reader is on: kept in the address; it switches its theme on and gives back what
// was shown before when it is left.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { THEME_IDS, type ThemeId } from '../state/filters';
import { FIRST_STATE, type MapState } from '../state/map-state';
import { keepInAddress, parametersOf } from '../state/parameters';
import type { StateKeeper } from '../state/state-keeper';
import { shownOn, WAYS } from './ways';

/** The way that an address names; null for the overview. */
export const wayIn = (hash: string): ThemeId | null =>
  THEME_IDS.find((id) => id === parametersOf(hash).get('way')) ?? null;

type Before = Pick<MapState, 'shown' | 'filters'>;

export class WayKeeper implements ReactiveController {
  way: ThemeId | null = null;
  /** What the reader had before the first way. */
  private before: Before | null = null;
  /** The filter that was last asked for on each way. */
  private readonly asked = new Map<ThemeId, string | null>();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly seen: StateKeeper,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.followAddress);
    this.followAddress();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.followAddress);
  }

  /** The filter of the way, as CQL2 text. */
  get filter(): string | null {
    return this.way && this.seen.value.filters[this.way];
  }

  /** Takes a way, or goes back to the overview. */
  take(way: ThemeId | null): void {
    if (way === this.way) return;
    this.remember();
    this.way = way;
    keepInAddress({ way });
    if (way) this.enter(way);
    else this.leave();
    this.host.requestUpdate();
  }

  /** Asks for other records on the present way. */
  ask(filter: string | null): void {
    const { way } = this;
    if (way) this.seen.change({ filters: { ...this.seen.value.filters, [way]: filter } });
  }

  private enter(way: ThemeId): void {
    this.before ??= this.seen.value;
    const { shown, filters } = this.before;
    const asked = this.asked.get(way);
    const filter = asked === undefined ? (filters[way] ?? WAYS[way].start) : asked;
    this.seen.change({
      shown: shownOn(WAYS[way], shown),
      filters: { ...filters, [way]: filter },
    });
  }

  private leave(): void {
    if (this.before) this.seen.change({ shown: this.before.shown, filters: this.before.filters });
    this.before = null;
  }

  private remember(): void {
    if (this.way) this.asked.set(this.way, this.filter);
  }

  /** An address that says what is shown is taken at its word; one that does not is the way's own. */
  private readonly followAddress = (): void => {
    const asked = wayIn(location.hash);
    if (asked === this.way) return;
    this.remember();
    this.way = asked;
    if (!asked) this.before = null;
    else if (parametersOf(location.hash).has('layers')) this.before ??= FIRST_STATE;
    else this.enter(asked);
    this.host.requestUpdate();
  };
}
