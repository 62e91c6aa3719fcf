// An answer that a component asked for: the latest question wins, a failure is kept in words.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError } from '../api';

export class Asked<T> implements ReactiveController {
  value: T | null = null;
  /** What the server says is wrong, null if nothing is. */
  failure: string | null = null;
  private waiting: AbortController | null = null;
  private question: ((signal: AbortSignal) => Promise<T>) | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.waiting?.abort();
  }

  /** Forgets the answer and asks anew; null asks for nothing. */
  ask(question: ((signal: AbortSignal) => Promise<T>) | null): void {
    this.question = question;
    void this.run();
  }

  /** Asks the same again after a failure. */
  retry(): void {
    void this.run();
  }

  get busy(): boolean {
    return this.question !== null && this.value === null && this.failure === null;
  }

  private async run(): Promise<void> {
    this.waiting?.abort();
    this.value = null;
    this.failure = null;
    this.host.requestUpdate();
    const { question } = this;
    if (!question) return;
    const waiting = new AbortController();
    this.waiting = waiting;
    try {
      const value = await question(waiting.signal);
      if (!waiting.signal.aborted) this.value = value;
    } catch (error) {
      if (!waiting.signal.aborted) this.failure = error instanceof ApiError ? error.message : '';
    }
    if (!waiting.signal.aborted) this.host.requestUpdate();
  }
}
