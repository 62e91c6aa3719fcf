// The shape in which every answer about places names a thing.
import type { LayerId } from '../layers/names';
import type { Box } from '../map/view';

/** A unit, by name. */
export interface UnitName {
  readonly code: string;
  readonly name_vi: string;
  readonly name_en: string;
}

/** Where something lies, in units and in words. */
export interface Whereabouts {
  readonly province: UnitName | null;
  readonly commune: UnitName | null;
  readonly text_vi: string;
  readonly text_en: string;
}

/** Anything that has a name on the map. Former districts have no layer and no number. */
export interface Thing {
  readonly layer: LayerId | null;
  readonly id: number | null;
  readonly code: string | null;
  readonly kind: string;
  readonly kind_vi: string;
  readonly kind_en: string;
  readonly name_vi: string;
  readonly name_en: string | null;
  readonly full_name_vi: string;
  readonly full_name_en: string | null;
  /** Degrees; null when no source says the place. */
  readonly lon: number | null;
  readonly lat: number | null;
  readonly former: boolean;
  readonly where: Whereabouts;
}

/** A present unit that took a former one, or a part of it. */
export interface Successor extends UnitName {
  readonly layer: LayerId;
  readonly id: number;
  readonly full_name_vi: string;
  readonly full_name_en: string;
  readonly extent: 'whole' | 'part';
  readonly default: boolean;
}

/** A hit of a search. */
export interface Hit extends Thing {
  readonly bbox: Box | null;
  /** What a former unit became, the default first. */
  readonly successors: readonly Successor[];
  readonly matched: {
    readonly name: string;
    readonly how: string;
    /** From, to: offsets into the characters (not the code units) of `name`. */
    readonly ranges: readonly (readonly [number, number])[];
  };
}

export interface Hits {
  readonly q: string;
  readonly items: readonly Hit[];
  readonly numberMatched: number;
}
