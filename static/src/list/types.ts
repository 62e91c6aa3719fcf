// What the server answers about records: pages of them, and what they are together.
import type { Geometry } from 'geojson';

/** A record as lists of the server give it. */
export interface ListedRecord {
  readonly id: number;
  readonly geometry: Geometry | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Some of the records that match. */
export interface RecordPage {
  readonly numberMatched: number;
  readonly numberReturned: number;
  readonly features: readonly ListedRecord[];
}

export interface SummaryValue {
  readonly value: string;
  readonly title_vi: string;
  readonly title_en: string;
  readonly count: number;
}

export interface SummaryOf {
  readonly field: string;
  readonly title_vi: string;
  readonly title_en: string;
}

/** How many records there are of each value of a field. */
export interface SummaryBy extends SummaryOf {
  readonly items: readonly SummaryValue[];
  /** Records that do not say. */
  readonly unknown: number;
}

/** A field added up over the records that say it. */
export interface SummarySum extends SummaryOf {
  readonly unit: string | null;
  /** Null where no record says it. */
  readonly total: number | null;
  readonly reporting: number;
}

/** What the records that match are together. */
export interface Summary {
  readonly numberMatched: number;
  readonly drawn: number;
  readonly withoutPlace: number;
  readonly sums: readonly SummarySum[];
  readonly by: readonly SummaryBy[];
  /** Of the sources that say their date, such as `2011` or `2026-08-31`. */
  readonly dates: { readonly oldest: string | null; readonly newest: string | null };
}

/** Which records are asked for. */
export interface Wanted {
  /** CQL2 text, null for all. */
  readonly filter: string | null;
  /** West, south, east, north; null for everywhere. */
  readonly box: readonly [number, number, number, number] | null;
}
