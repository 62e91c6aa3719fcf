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

/** How well a point is placed; null for units, lines and places of the map. */
export type NearPrecision = 'exact' | 'site' | 'approximate' | 'commune_centroid';

/** A thing and how far away it is. */
export interface Near extends Thing {
  /** Geodesic. */
  readonly km: number;
  readonly precision: NearPrecision | null;
}

/** What lies at a point. */
export interface Here {
  readonly lon: number;
  readonly lat: number;
  readonly time: 'present' | 'former';
  readonly commune: Thing;
  /** Only of former times. */
  readonly district: Thing | null;
  readonly province: Thing;
  /** How well the former boundaries are known. */
  readonly quality: {
    readonly class: string;
    readonly meaning_vi: string;
    readonly meaning_en: string;
  } | null;
  readonly nearest: {
    readonly gate: Near | null;
    readonly zones: readonly Near[];
    readonly plants: readonly Near[];
  };
}

/** The answer for a point outside the region: the problem's words and the unit next to it. */
export interface Outside {
  readonly words: string;
  readonly nearest: Near | null;
}

/** A thing of a list of things nearby, with what its record says of it. */
export interface Neighbour extends Near {
  readonly facts?: {
    readonly status?: string | null;
    readonly area_ha?: number | null;
    readonly occupancy_pct?: number | null;
    readonly capacity_mw?: number | null;
  } | null;
}

export interface Neighbours {
  /** Where distances begin. */
  readonly from: Pick<Thing, 'lon' | 'lat'>;
  readonly km: number;
  readonly items: readonly Neighbour[];
  readonly numberMatched: number;
  readonly next: string | null;
  /** Records of these kinds of which nobody knows the place. */
  readonly withoutPlace: number;
}
