// A table on its way through the server: sent, coming back row by row, done, stopped or failed. It
// goes on while the dialog is closed.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError } from '../api';
import { Converted } from './converted';
import type { TableInput } from './input';

/** Milliseconds between two looks at what has come in. */
const LOOK = 120;

export type Stage = 'idle' | 'sent' | 'coming' | 'done' | 'stopped' | 'failed';

export type Send = (
  input: TableInput,
  signal: AbortSignal,
) => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;

export class Conversion implements ReactiveController {
  stage: Stage = 'idle';
  /** What was sent last, if anything was. */
  input: TableInput | null = null;
  converted: Converted | null = null;
  /** What the server says is wrong. */
  failure = '';
  private waiting: AbortController | null = null;
  private looked = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  get busy(): boolean {
    return this.stage === 'sent' || this.stage === 'coming';
  }

  /** Sends a table; what was there before is given up. */
  async run(input: TableInput, send: Send): Promise<void> {
    this.waiting?.abort();
    const waiting = new AbortController();
    this.waiting = waiting;
    this.input = input;
    this.converted = null;
    this.failure = '';
    this.turn('sent');
    try {
      await this.receive(await send(input, waiting.signal), waiting.signal);
    } catch (error) {
      if (waiting.signal.aborted) return;
      this.failure = error instanceof ApiError ? error.message : '';
      this.turn('failed');
    }
  }

  /** Stops; what has come in stays. */
  stop(): void {
    this.waiting?.abort();
    this.turn('stopped');
  }

  private async receive(
    answer: ReadableStream<Uint8Array<ArrayBuffer>>,
    signal: AbortSignal,
  ): Promise<void> {
    const converted = new Converted();
    const reader = answer.getReader();
    this.converted = converted;
    this.turn('coming');
    for (;;) {
      const { done, value } = await reader.read();
      if (signal.aborted) return;
      if (done) break;
      converted.take(value);
      this.look();
    }
    converted.end();
    this.turn('done');
  }

  /** Shows what has come in, not more often than anybody can see. */
  private look(): void {
    const now = performance.now();
    if (now - this.looked < LOOK) return;
    this.looked = now;
    this.host.requestUpdate();
  }

  private turn(stage: Stage): void {
    this.stage = stage;
    this.host.requestUpdate();
  }
}
