// What the server tells when it turns former units into present ones and back.
import type { Successor, Thing, UnitName } from '../things/types';

/** To the units of today, or to those until 30 June 2025. */
export type Direction = 'present' | 'former';

/** How a unit was found, in the order in which a summary counts them. */
export const STATUSES = [
  'exact',
  'by_name',
  'by_place',
  'unchanged',
  'split',
  'ambiguous',
  'not_found',
  'malformed',
] as const;
export type Status = (typeof STATUSES)[number];

export const isStatus = (words: string): words is Status =>
  (STATUSES as readonly string[]).includes(words);

interface FullUnitName extends UnitName {
  readonly full_name_vi: string;
  readonly full_name_en: string;
}

/** A unit that another one became, or that it was made of. */
export interface ConvertedUnit extends Successor {
  /** Of a former commune. */
  readonly district: FullUnitName | null;
  readonly province: FullUnitName | null;
  /** Code of the unit that it was found for. */
  readonly from: string;
}

export interface UnitAnswer {
  readonly to: Direction;
  readonly status: Exclude<Status, 'not_found' | 'malformed'>;
  /** The units that bear the name that was asked for. */
  readonly matched: readonly Thing[];
  readonly items: readonly ConvertedUnit[];
  /** What to know of the answer; empty when it is plain. */
  readonly note_vi: string;
  readonly note_en: string;
}

/** Nothing bears that name; the names that come nearest. */
export interface NoUnit {
  readonly status: 'not_found';
  readonly candidates: readonly Thing[];
}

/**
 * One unit, asked for by its whole address, by its names, or by its code; a place in degrees tells
 * which of several. Empty words ask for nothing.
 */
export type UnitQuestion = Readonly<
  Partial<Record<'address' | 'commune' | 'district' | 'province' | 'code' | 'lon' | 'lat', string>>
>;
