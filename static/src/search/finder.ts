// What was found for what is typed: asks after a short rest, the latest question wins, the last
// answer stays until the next one is there.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError } from '../api';
import type { Hits } from '../things/types';

/** Milliseconds without a key until the server is asked. */
export const REST = 120;

type Ask = (q: string, signal: AbortSignal) => Promise<Hits>;

export class Finder implements ReactiveController {
  answer: Hits | null = null;
  /** What the server says is wrong, null if nothing is. */
  failure: string | null = null;
  /** Whether an answer is awaited. */
  busy = false;
  private q = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiting: AbortController | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly ask: Ask,
    private readonly answered: () => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Looks for `q` soon; for nothing if there is no letter or digit in it. */
  look(q: string): void {
    this.stop();
    this.q = q.trim();
    if (!/[\p{L}\p{N}]/u.test(this.q)) {
      this.answer = null;
      this.failure = null;
    } else {
      this.busy = true;
      this.timer = setTimeout(() => void this.run(), REST);
    }
    this.host.requestUpdate();
  }

  /** Asks the same again. */
  retry(): void {
    this.stop();
    this.busy = true;
    this.failure = null;
    this.host.requestUpdate();
    void this.run();
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.waiting?.abort();
    this.busy = false;
  }

  private async run(): Promise<void> {
    const waiting = new AbortController();
    this.waiting = waiting;
    try {
      const answer = await this.ask(this.q, waiting.signal);
      if (waiting.signal.aborted) return;
      this.answer = answer;
      this.failure = null;
    } catch (error) {
      if (waiting.signal.aborted) return;
      this.answer = null;
      this.failure = error instanceof ApiError ? error.message : '';
    }
    this.busy = false;
    this.host.requestUpdate();
    this.answered();
  }
}
