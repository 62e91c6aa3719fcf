// What lies in a drawn shape: the answer as the server gives it, and the asking for it page by page.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Polygon } from 'geojson';
import { ApiError } from '../api';
import type { Source } from '../figures/types';
import type { Place } from '../map/tool';
import type { Neighbour } from '../things/types';

/** How much of one kind lies in the shape; sums are null where none reports. */
export interface WithinTotal {
  readonly kind: string;
  readonly kind_vi: string;
  readonly kind_en: string;
  readonly count: number;
  readonly area_ha: number | null;
  readonly capacity_mw: number | null;
  /** How many report what is summed; null for a kind without a sum. */
  readonly reported: number | null;
  readonly by_status: readonly { readonly status: string | null; readonly count: number }[];
}

export type WithinItem = Omit<Neighbour, 'km'>;

export interface Within {
  readonly area_km2: number;
  readonly totals: readonly WithinTotal[];
  readonly units: {
    readonly communes: number;
    readonly population: number | null;
    readonly reported: number;
  };
  readonly items: readonly WithinItem[];
  readonly numberMatched: number;
  readonly next: string | null;
  /** Records of these kinds of which nobody knows the place. */
  readonly withoutPlace: number;
  readonly sources: readonly Source[];
}

/** Six digits are a hand's breadth. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** The shape of these corners, as the server wants it. */
export function shapeOf(corners: readonly Place[]): Polygon {
  const ring = corners.map(([lon, lat]) => [rounded(lon), rounded(lat)]);
  return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] };
}

type Ask = (shape: Polygon, offset: number, signal: AbortSignal) => Promise<Within>;

/** Asks for one shape, and for more of its list. */
export class WithinAnswer implements ReactiveController {
  shape: Polygon | null = null;
  /** The first answer; the items of all answers are in `items`, their sources in `sources`. */
  answer: Within | null = null;
  items: readonly WithinItem[] = [];
  sources: readonly Source[] = [];
  /** Whether there are more items. */
  more = false;
  failure: string | null = null;
  busy = false;
  /** Why no file could be had, null if nothing is wrong. */
  unsaved: string | null = null;
  private waiting: AbortController | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly load: Ask,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.waiting?.abort();
  }

  /** Asks for a shape, or forgets the last one. */
  ask(shape: Polygon | null): void {
    this.waiting?.abort();
    this.shape = shape;
    this.answer = null;
    this.items = [];
    this.sources = [];
    this.more = false;
    this.failure = null;
    this.unsaved = null;
    this.busy = false;
    if (shape) void this.run(shape);
  }

  /** Asks again, or for what comes after the last item. */
  goOn(): void {
    if (this.shape) void this.run(this.shape);
  }

  saveFailure(words: string | null): void {
    this.unsaved = words;
    this.host.requestUpdate();
  }

  private async run(shape: Polygon): Promise<void> {
    const waiting = new AbortController();
    this.waiting = waiting;
    this.busy = true;
    this.failure = null;
    this.host.requestUpdate();
    try {
      const answer = await this.load(shape, this.items.length, waiting.signal);
      if (waiting.signal.aborted) return;
      this.answer ??= answer;
      this.items = [...this.items, ...answer.items];
      this.sources = joined(this.sources, answer.sources);
      this.more = answer.next !== null;
    } catch (error) {
      if (waiting.signal.aborted) return;
      this.failure = error instanceof ApiError ? error.message : '';
    }
    this.busy = false;
    this.host.requestUpdate();
  }
}

/** Both lists, each source once. */
const joined = (known: readonly Source[], more: readonly Source[]): readonly Source[] => [
  ...known,
  ...more.filter(({ id }) => !known.some((source) => source.id === id)),
];
