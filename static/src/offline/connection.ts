// Whether the server can be reached: told by the browser, by faults of the map, and by asking. While
// it cannot, it is asked again by itself, ever more rarely.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isThere } from '../api';

export type Connection = 'there' | 'lost' | 'trying';

/** Milliseconds until the server is asked again; the last one holds from then on. */
const PAUSES = [4_000, 10_000, 30_000] as const;

/** Words of faults that a lost connection or a server in trouble leaves behind. */
const TROUBLE = /failed to fetch|networkerror|load failed|AJAXError.*\((0|5\d\d)\)/i;

export const isTrouble = (message: string): boolean => TROUBLE.test(message);

export class ConnectionKeeper implements ReactiveController {
  value: Connection = 'there';
  private attempts = 0;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly base: string,
    /** Called when the connection is back, to ask again for what is missing. */
    private readonly back: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('offline', this.lost);
    addEventListener('online', this.retry);
  }

  hostDisconnected(): void {
    removeEventListener('offline', this.lost);
    removeEventListener('online', this.retry);
    clearTimeout(this.waiting);
  }

  /** A fault that may come from a lost connection: asks, once at a time. True if it may. */
  suspect(message: string): boolean {
    if (!isTrouble(message)) return false;
    if (this.value === 'there') void this.ask();
    return true;
  }

  /** Asks now. */
  readonly retry = (): void => {
    this.attempts = 0;
    void this.ask();
  };

  private readonly lost = (): void => {
    this.turn('lost');
    this.wait();
  };

  private async ask(): Promise<void> {
    if (this.value === 'trying') return;
    const wasLost = this.value === 'lost';
    clearTimeout(this.waiting);
    // One lost answer is no lost connection: nothing is said before the server was asked.
    if (wasLost) this.turn('trying');
    if (!(await isThere(this.base))) {
      this.lost();
      return;
    }
    this.attempts = 0;
    this.turn('there');
    if (wasLost) this.back();
  }

  private wait(): void {
    clearTimeout(this.waiting);
    const pause = PAUSES[Math.min(this.attempts, PAUSES.length - 1)];
    this.attempts += 1;
    this.waiting = setTimeout(() => void this.ask(), pause);
  }

  private turn(value: Connection): void {
    if (value === this.value) return;
    this.value = value;
    this.host.requestUpdate();
  }
}
