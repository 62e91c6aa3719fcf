// The things nearby that have come so far: asks after a short rest, and for more of the same.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError } from '../api';
import type { Neighbour, Neighbours } from '../things/types';

/** Milliseconds that the slider rests until the server is asked. */
const REST = 150;

type Ask = (offset: number, signal: AbortSignal) => Promise<Neighbours>;

export class NeighbourList implements ReactiveController {
  /** The last answer; the items of all answers are in `items`. */
  answer: Neighbours | null = null;
  items: readonly Neighbour[] = [];
  failure: string | null = null;
  busy = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiting: AbortController | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly load: Ask,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Asks anew, if there is anything to ask; `at once` and forgetting what is shown. */
  ask(wanted: boolean, atOnce: boolean): void {
    this.stop();
    if (atOnce) this.forget();
    if (!wanted) return;
    this.busy = true;
    this.timer = setTimeout(() => void this.run(0), atOnce ? 0 : REST);
  }

  retry(): void {
    this.forget();
    this.ask(true, true);
    this.host.requestUpdate();
  }

  /** Asks for what comes after the last one. */
  more(): void {
    this.stop();
    void this.run(this.items.length);
  }

  private forget(): void {
    this.answer = null;
    this.items = [];
    this.failure = null;
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.waiting?.abort();
    this.busy = false;
  }

  private async run(offset: number): Promise<void> {
    const waiting = new AbortController();
    this.waiting = waiting;
    this.busy = true;
    this.host.requestUpdate();
    try {
      const answer = await this.load(offset, waiting.signal);
      if (waiting.signal.aborted) return;
      this.answer = answer;
      this.items = offset > 0 ? [...this.items, ...answer.items] : answer.items;
      this.failure = null;
    } catch (error) {
      if (waiting.signal.aborted) return;
      this.failure = error instanceof ApiError ? error.message : '';
    }
    this.busy = false;
    this.host.requestUpdate();
  }
}
