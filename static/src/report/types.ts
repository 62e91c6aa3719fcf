// What the server tells of a unit among others.
import type { LayerId } from '../layers/names';
import type { Successor } from '../things/types';

/** A unit that a unit was made of, wholly or of a part of it. */
export interface Predecessor extends Successor {
  /** The district that it lay in. */
  readonly district: string | null;
}

/** A unit on the other side of a border. */
export interface Neighbour extends Omit<Successor, 'extent' | 'default' | 'layer'> {
  readonly layer: LayerId;
  /** Length of the border that both share. */
  readonly shared_km: number;
}

export interface UnitRelations {
  readonly predecessors: readonly Predecessor[];
  readonly successors: readonly Successor[];
  readonly neighbours: readonly Neighbour[];
}
