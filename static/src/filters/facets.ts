// How many records each value of a form would leave: for every field the count under all other
// conditions, so that a reader sees what one more choice would give.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError, loadSummary } from '../api';
import type { Lang } from '../i18n';
import type { Summary, SummaryBy } from '../list/types';
import type { Box } from '../map/view';
import { countedFields, type Way } from '../ways/ways';
import { withoutField, type Conditions } from './conditions';
import { cqlOf } from './cql';

export interface Counted {
  /** All records of the layer. */
  readonly all: Summary;
  /** Those that the whole filter lets through. */
  readonly matched: Summary;
  /** Those of them that are in sight; null if sight is no matter. */
  readonly inSight: Summary | null;
  /** By field: the counts under the conditions on other fields. */
  readonly by: ReadonlyMap<string, SummaryBy>;
}

interface Question {
  readonly base: string;
  readonly way: Way;
  /** CQL2 text, null for all. */
  readonly filter: string | null;
  /** The same as the form reads it; null if it cannot. */
  readonly conditions: Conditions | null;
  /** What is in sight, if that matters. */
  readonly box: Box | null;
  readonly lang: Lang;
}

export class Facets implements ReactiveController {
  /** The last answer; it stays while the next one is under way. */
  value: Counted | null = null;
  /** What the server says is wrong, null if nothing is. */
  failure: string | null = null;
  private waiting: AbortController | null = null;
  private question: Question | null = null;
  /** The question that `value` answers. */
  private answered: Question | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.waiting?.abort();
  }

  ask(question: Question): void {
    if (this.question?.way !== question.way) {
      this.value = null;
      this.answered = null;
    }
    this.question = question;
    void this.run(question);
  }

  retry(): void {
    if (this.question) void this.run(this.question);
  }

  private async run(question: Question): Promise<void> {
    this.waiting?.abort();
    const waiting = new AbortController();
    this.waiting = waiting;
    this.failure = null;
    this.host.requestUpdate();
    try {
      const value = await this.countedOf(question, waiting.signal);
      if (!waiting.signal.aborted) {
        this.value = value;
        this.answered = question;
      }
    } catch (error) {
      if (!waiting.signal.aborted) this.failure = error instanceof ApiError ? error.message : '';
    }
    if (!waiting.signal.aborted) this.host.requestUpdate();
  }

  /** Only what a new question changes is asked for. */
  private async countedOf(question: Question, signal: AbortSignal): Promise<Counted> {
    const { base, way, filter, box, lang } = question;
    const { value, answered } = this;
    const same = answered?.way === way && answered.filter === filter && answered.lang === lang;
    const [counted, inSight] = await Promise.all([
      value && same ? value : filtered(question, value?.all ?? null, signal),
      box && loadSummary(base, way.layer, { filter, box }, [], lang, signal),
    ]);
    return { ...counted, inSight };
  }
}

/** The counts of all records, of those that match, and of each field. */
async function filtered(
  { base, way, filter, conditions, lang }: Question,
  known: Summary | null,
  signal: AbortSignal,
): Promise<Omit<Counted, 'inSight'>> {
  const fields = countedFields(way);
  const bound = fields.filter((field) => conditions?.some((one) => one.field === field));
  const free = fields.filter((field) => !bound.includes(field));
  const summary = (text: string | null, by: readonly string[]) =>
    loadSummary(base, way.layer, { filter: text, box: null }, by, lang, signal);
  const [all, matched, ...others] = await Promise.all([
    known ?? summary(null, fields),
    summary(filter, free),
    ...bound.map((field) => summary(cqlOf(withoutField(conditions ?? [], field)), [field])),
  ]);
  const by = [matched, ...others].flatMap((one) => one.by);
  return { all, matched, by: new Map(by.map((one) => [one.field, one])) };
}
