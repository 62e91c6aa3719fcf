// What the server tells of figures, trade and their sources, as it tells it. Unknown is null,
// never zero.
import type { LayerId } from '../layers/names';

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher?: string | null;
  readonly date?: string | null;
  readonly licence?: string | null;
  readonly url?: string | null;
  readonly note?: string | null;
}

export type PeriodKind =
  'state' | 'day' | 'month' | 'quarter' | 'year' | 'year_to_date' | 'days' | 'years' | 'open';

/** Dates are as precise as the source gives them: `2025`, `2025-08` or `2025-08-31`. */
export interface Period {
  readonly start: string | null;
  readonly end: string | null;
  readonly kind: PeriodKind;
}

export type Bound = 'exact' | 'about' | 'at_least' | 'at_most' | 'between';

/** A value as the source gives it: exact, rounded, a bound or a range. */
export interface Quantity {
  readonly value: number | null;
  readonly value_to: number | null;
  readonly bound: Bound;
}

/** What a place is called; region, nation and customs areas have no layer. */
export interface Place {
  readonly layer: LayerId | null;
  readonly id: number | null;
  readonly code: string | null;
  readonly name_vi: string;
  readonly name_en: string | null;
}

interface Measured {
  readonly measure: string;
  readonly measure_vi: string;
  readonly measure_en: string;
  readonly scope: string | null;
  readonly scope_vi: string | null;
  readonly scope_en: string | null;
  readonly unit: string;
  readonly unit_vi: string;
  readonly unit_en: string;
  readonly decimals: number;
}

interface Remarked {
  readonly source_ids: readonly string[];
  readonly note_vi: string | null;
  readonly note_en: string | null;
}

export interface Figure extends Measured, Quantity, Remarked {
  readonly subject: string;
  readonly place: Place;
  readonly period: Period;
  readonly yoy_pct: number | null;
}

export interface Figures {
  readonly items: readonly Figure[];
  readonly numberMatched: number;
  readonly next: string | null;
  readonly sources: readonly Source[];
}

export interface TradePoint extends Omit<Quantity, 'bound'>, Remarked {
  /** Null where nothing is reported. */
  readonly bound: Bound | null;
  readonly period: Period;
  readonly reported: boolean;
  /** The period is not a whole year, quarter or month. */
  readonly partial: boolean;
  /** Change on the year before as the source prints it, per cent. */
  readonly yoy_pct: number | null;
  /** The same change, computed from the figure of the year before. */
  readonly yoy: {
    readonly pct: number;
    readonly against: { readonly period: Period; readonly value: number };
  } | null;
}

export type Flow = 'export' | 'import' | 'both';

export interface TradeSeries extends Measured {
  /** Measures of one group may share an axis, if their scope is the same. */
  readonly group: string;
  readonly flow: Flow | null;
  readonly points: readonly TradePoint[];
}

export interface PlacedSeries {
  readonly place: Place;
  readonly series: readonly TradeSeries[];
}

export interface Trade {
  readonly gate: Place;
  readonly series: readonly TradeSeries[];
  readonly parts: readonly { readonly gate: Place; readonly series: readonly TradeSeries[] }[];
  readonly province: PlacedSeries | null;
  readonly notes_vi: readonly string[];
  readonly notes_en: readonly string[];
  readonly sources: readonly Source[];
}
