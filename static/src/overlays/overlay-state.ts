// The chosen overlay of the page: kept in the address, asked for from the server.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError, loadOverlay, loadOverlays } from '../api';
import { keepInAddress } from '../state/parameters';
import type { Lang } from '../i18n';
import { choiceIn, choiceWords, settled, type OverlayChoice } from './choice';
import type { Overlay, OverlayInfo } from './types';

interface Host extends ReactiveControllerHost {
  readonly lang: Lang;
}

export class OverlayState implements ReactiveController {
  /** All overlays; empty until they are known. */
  list: readonly OverlayInfo[] = [];
  choice: OverlayChoice | null = choiceIn(location.hash);
  /** The answer to the choice; null while it is under way. */
  answer: Overlay | null = null;
  /** What the server says is wrong, null if nothing is. */
  failure: string | null = null;
  private waiting: AbortController | null = null;

  constructor(
    private readonly host: Host,
    private readonly base: string,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.followAddress);
    void this.start();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.followAddress);
    this.waiting?.abort();
  }

  /** What the list says of the choice. */
  get info(): OverlayInfo | null {
    return this.list.find(({ id }) => id === this.choice?.id) ?? null;
  }

  choose(choice: OverlayChoice | null): void {
    const info = this.list.find(({ id }) => id === choice?.id);
    this.choice = choice && info ? settled(choice, info) : choice;
    keepInAddress(choiceWords(this.choice));
    void this.load();
  }

  /** Asks again after a failure. */
  retry(): void {
    void (this.list.length > 0 ? this.load() : this.start());
  }

  private readonly followAddress = (): void => {
    const asked = choiceIn(location.hash);
    if (JSON.stringify(asked) === JSON.stringify(this.choice)) return;
    this.choose(asked);
  };

  private async start(): Promise<void> {
    this.failure = null;
    try {
      this.list = await loadOverlays(this.base, this.host.lang);
      this.host.requestUpdate();
      if (this.choice) this.choose(this.choice);
    } catch (error) {
      this.fail(error);
    }
  }

  private async load(): Promise<void> {
    this.waiting?.abort();
    this.failure = null;
    this.answer = null;
    this.host.requestUpdate();
    const { choice } = this;
    if (!choice) return;
    const waiting = new AbortController();
    this.waiting = waiting;
    try {
      const answer = await loadOverlay(this.base, choice, this.host.lang, waiting.signal);
      if (waiting.signal.aborted) return;
      this.answer = answer;
      this.host.requestUpdate();
    } catch (error) {
      if (!waiting.signal.aborted) this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.failure = error instanceof ApiError ? error.message : '';
    this.host.requestUpdate();
  }
}
