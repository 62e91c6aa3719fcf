// What the server tells of overlays: values over areas, with classes, colours and sources.
import type { Titled } from '../catalog';
import type { Bound, Period, Source } from '../figures/types';

export const AREA_LEVELS = ['province', 'commune'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

export interface OverlayPeriod extends Period {
  /** Areas of the first level that have a value. */
  readonly n: number;
  readonly levels: readonly AreaLevel[];
}

export interface OverlayInfo extends Titled {
  readonly id: string;
  readonly group: string;
  readonly group_vi: string;
  readonly group_en: string;
  readonly unit_vi: string;
  readonly unit_en: string;
  readonly levels: readonly AreaLevel[];
  /** Periods of which there are values, the latest first; none for what the map holds today. */
  readonly periods: readonly OverlayPeriod[];
  readonly default_period: string | null;
}

export interface OverlayClass {
  readonly class: number;
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly light: string;
  readonly dark: string;
}

export interface OverlayRow {
  readonly id: number;
  readonly code: string;
  readonly name_vi: string;
  readonly name_en: string | null;
  readonly value: number | null;
  /** The upper end of a range. */
  readonly value_to?: number;
  readonly n: number;
  readonly of: number;
  readonly class: number | null;
  readonly bound: Bound;
  readonly parts: readonly (Titled & { readonly value: string; readonly amount: number })[] | null;
  /** Added up from the units before 1 July 2025 that `from` names. */
  readonly derived: boolean;
  readonly from?: readonly string[] | null;
  readonly source_ids: readonly string[];
  readonly note_vi: string | null;
  readonly note_en: string | null;
}

export interface Overlay extends Titled {
  readonly id: string;
  readonly unit_vi: string;
  readonly unit_en: string;
  readonly decimals: number;
  readonly level: AreaLevel;
  readonly period: Period | null;
  readonly note_vi: string | null;
  readonly note_en: string | null;
  readonly scope: string | null;
  readonly scope_vi: string | null;
  readonly scope_en: string | null;
  readonly classes: readonly OverlayClass[];
  readonly missing: { readonly n: number; readonly light: string; readonly dark: string };
  readonly rows: readonly OverlayRow[];
  readonly unassigned: { readonly value: number | null; readonly n: number };
  readonly total: { readonly value: number | null; readonly n: number };
  readonly reporting: { readonly n: number; readonly of: number } | null;
  readonly sources: readonly Source[];
}
