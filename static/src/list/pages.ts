// The records of a list, page by page: the next page comes when it is wanted.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError, loadRecords } from '../api';
import type { Lang } from '../i18n';
import type { LayerId } from '../layers/names';
import type { ListedRecord, Wanted } from './types';

/** Records that come at once. */
const PAGE = 100;
/** More than any layer that is listed has. */
const ALL = 1000;

export interface ListQuestion {
  readonly base: string;
  readonly layer: LayerId;
  readonly wanted: Wanted;
  /** As the server takes it; null if all records are wanted at once, to be ordered here. */
  readonly sortby: string | null;
  readonly properties: readonly string[];
  readonly lang: Lang;
}

export class Pages implements ReactiveController {
  /** What has come so far; of the last question until the first page of the next one is here. */
  records: readonly ListedRecord[] = [];
  /** How many match; null while nobody knows. */
  matched: number | null = null;
  /** What the server says is wrong, null if nothing is. */
  failure: string | null = null;
  /** Whether a page is under way. */
  busy = false;
  private question: ListQuestion | null = null;
  private waiting: AbortController | null = null;
  /** Whether the records are those of the question. */
  private current = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.waiting?.abort();
  }

  /** Whether the server has more. */
  get more(): boolean {
    return this.current && this.matched !== null && this.records.length < this.matched;
  }

  /** Whether what is shown is still the answer to an earlier question. */
  get stale(): boolean {
    return !this.current;
  }

  ask(question: ListQuestion): void {
    if (this.question?.layer !== question.layer) {
      this.records = [];
      this.matched = null;
    }
    this.question = question;
    this.current = false;
    void this.load();
  }

  /** The next page; nothing happens while one is under way or after the last one. */
  async next(): Promise<void> {
    if (!this.busy && this.more) await this.load();
  }

  retry(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    const { question } = this;
    if (!question) return;
    this.waiting?.abort();
    const waiting = new AbortController();
    this.waiting = waiting;
    this.busy = true;
    this.failure = null;
    this.host.requestUpdate();
    const before = this.current ? this.records : [];
    const { base, layer, wanted, sortby, properties, lang } = question;
    try {
      const page = await loadRecords(
        base,
        layer,
        wanted,
        { sortby, properties, limit: sortby === null ? ALL : PAGE, offset: before.length },
        lang,
        waiting.signal,
      );
      if (waiting.signal.aborted) return;
      this.records = [...before, ...page.features];
      this.matched = page.numberMatched;
      this.current = true;
    } catch (error) {
      if (waiting.signal.aborted) return;
      this.failure = error instanceof ApiError ? error.message : '';
    }
    this.busy = false;
    this.host.requestUpdate();
  }
}
