// The three ways into the atlas: what each switches on, which figures of the region it begins
// with, what its form offers and what its list shows.
import type { LayerId } from '../layers/names';
import { ZONE_KINDS } from '../layers/names';
import type { ToggleId } from '../layers/toggles';
import { FILTERED, THEME_IDS, type ThemeId } from '../state/filters';

/** What the form of a way offers. */
export type Control =
  /** Values with their signs, always in sight. */
  | { readonly kind: 'signs'; readonly field: string }
  /** Values of a closed list. */
  | { readonly kind: 'values'; readonly field: string }
  /** Units, of which there are many. */
  | { readonly kind: 'units'; readonly field: string }
  /** From one number to another. */
  | { readonly kind: 'range'; readonly field: string; readonly max?: number }
  | { readonly kind: 'words'; readonly field: string };

/** A measure of the region that a way begins with, and the scope that is meant. */
export interface Headline {
  readonly measure: string;
  readonly scope?: string;
  /** Whether its short name says what is counted, so that the unit need not. */
  readonly bare?: boolean;
}

export type ColumnId = 'name' | 'province' | 'area' | 'occupancy' | 'class' | 'trade' | 'capacity';

export interface Way {
  readonly id: ThemeId;
  readonly layer: LayerId;
  readonly toggles: readonly ToggleId[];
  /** CQL2 text that the way begins with; null for all. */
  readonly start: string | null;
  readonly headlines: readonly Headline[];
  readonly controls: readonly Control[];
  /** Columns of the list beside the map. */
  readonly columns: readonly ColumnId[];
  /** Columns of the table over the map: those and fields of the records. */
  readonly table: readonly string[];
  /** Fields that the server adds up and the way says. */
  readonly sums: readonly string[];
}

export const WAYS: Readonly<Record<ThemeId, Way>> = {
  zones: {
    id: 'zones',
    layer: FILTERED.zones,
    toggles: ZONE_KINDS,
    start: "kind = 'cluster'",
    headlines: [
      { measure: 'clusters_established', bare: true },
      { measure: 'clusters_operating', bare: true },
      { measure: 'clusters_occupancy' },
      { measure: 'clusters_area' },
      { measure: 'clusters_projects', bare: true },
      { measure: 'clusters_workers', bare: true },
    ],
    controls: [
      { kind: 'signs', field: 'kind' },
      { kind: 'units', field: 'province' },
      { kind: 'values', field: 'status' },
      { kind: 'range', field: 'area_ha' },
      { kind: 'range', field: 'occupancy_pct', max: 100 },
      { kind: 'words', field: 'industries' },
    ],
    columns: ['name', 'province', 'area', 'occupancy'],
    table: [
      'name',
      'province',
      'status',
      'area',
      'occupancy',
      'projects',
      'workers',
      'established_year',
      'industries',
    ],
    sums: ['area_ha'],
  },
  gates: {
    id: 'gates',
    layer: FILTERED.gates,
    toggles: ['gates'],
    start: null,
    headlines: [{ measure: 'export', scope: 'gates' }],
    controls: [
      { kind: 'signs', field: 'class' },
      { kind: 'units', field: 'province' },
      { kind: 'values', field: 'mode' },
      { kind: 'values', field: 'neighbour' },
      { kind: 'values', field: 'status' },
    ],
    columns: ['name', 'class', 'trade'],
    table: ['name', 'province', 'class', 'mode', 'neighbour', 'facing_gate', 'status', 'trade'],
    sums: [],
  },
  plants: {
    id: 'plants',
    layer: FILTERED.plants,
    toggles: ['plants'],
    start: null,
    headlines: [{ measure: 'electricity_produced' }, { measure: 'electricity_sold' }],
    controls: [
      { kind: 'signs', field: 'fuel' },
      { kind: 'units', field: 'province' },
      { kind: 'values', field: 'status' },
      { kind: 'range', field: 'capacity_mw' },
    ],
    columns: ['name', 'province', 'capacity'],
    table: ['name', 'province', 'fuel', 'status', 'capacity', 'year', 'owner', 'river'],
    sums: ['capacity_mw'],
  },
};

/** What is shown on this way: its own theme among the points, the rest as it was. */
export function shownOn({ toggles }: Way, shown: ReadonlySet<ToggleId>): ReadonlySet<ToggleId> {
  const next = new Set(shown);
  for (const id of THEME_IDS) for (const toggle of WAYS[id].toggles) next.delete(toggle);
  for (const toggle of toggles) next.add(toggle);
  return next;
}

/** The fields that the server is to count by. */
export const countedFields = ({ controls }: Way): readonly string[] =>
  controls.flatMap(({ kind, field }) => (kind === 'range' || kind === 'words' ? [] : [field]));
