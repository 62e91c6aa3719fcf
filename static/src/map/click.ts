// One click, one winner: points before areas, and among points the one that is scarcer.
import { LAYER_IDS, type FeatureRef, type LayerId } from '../layers/names';

/** The part of a rendered feature that decides. */
export interface Candidate {
  readonly layer: LayerId;
  readonly id: number | undefined;
  readonly groupSize: number | undefined;
  /** Square of the distance from the click in pixels; areas are at 0. */
  readonly distance2: number;
}

export type Winner =
  | { readonly kind: 'feature'; readonly ref: FeatureRef }
  | { readonly kind: 'group'; readonly layer: LayerId; readonly index: number };

/** Layers that answer a click, first one first. */
export const PRIORITY: readonly LayerId[] = [
  'border_gates',
  'power_plants',
  'industrial_zones',
  'former_communes',
  'communes',
  'former_provinces',
  'provinces',
];

const POINT_LAYERS: ReadonlySet<LayerId> = new Set([
  'border_gates',
  'power_plants',
  'industrial_zones',
]);

export const isLayerId = (name: string | undefined): name is LayerId =>
  LAYER_IDS.some((id) => id === name);

/**
 * The winner among what lies under the click. Single points come before groups, points before
 * areas, then the order of `PRIORITY`, then the nearest.
 */
export function winnerOf(candidates: readonly Candidate[]): Winner | null {
  const rank = ({ layer, groupSize }: Candidate): number => {
    if (!POINT_LAYERS.has(layer)) return 2;
    return groupSize === undefined ? 0 : 1;
  };
  const [best] = candidates
    .map((candidate, index) => ({ candidate, index }))
    .filter(({ candidate }) => PRIORITY.includes(candidate.layer))
    .filter(({ candidate }) => candidate.groupSize !== undefined || candidate.id !== undefined)
    .sort(
      (a, b) =>
        rank(a.candidate) - rank(b.candidate) ||
        PRIORITY.indexOf(a.candidate.layer) - PRIORITY.indexOf(b.candidate.layer) ||
        a.candidate.distance2 - b.candidate.distance2,
    );
  if (!best) return null;
  const { layer, id, groupSize } = best.candidate;
  if (groupSize !== undefined || id === undefined)
    return { kind: 'group', layer, index: best.index };
  return { kind: 'feature', ref: { layer, id } };
}
