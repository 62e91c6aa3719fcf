// What a reader can switch on and off, in the order of the panel.
import type { LayerId } from './names';

export const TOGGLE_IDS = [
  'cluster',
  'park',
  'border_economic_zone',
  'economic_zone',
  'other',
  'gates',
  'plants',
  'provinces',
  'communes',
  'former_provinces',
  'former_communes',
  'transport',
  'labels',
] as const;
export type ToggleId = (typeof TOGGLE_IDS)[number];

export interface Toggle {
  readonly id: ToggleId;
  /** The layer whose count of records the panel may show beside the name. */
  readonly layer: LayerId;
  /** Whether the count of the layer is the count of the toggle. */
  readonly counted: boolean;
  /** From this zoom on the map draws it. */
  readonly minzoom: number;
}

export interface ToggleGroup {
  readonly id: 'themes' | 'units' | 'background';
  readonly toggles: readonly Toggle[];
}

/** Zoom at which commune borders begin to be drawn and communes answer a click. */
export const COMMUNE_ZOOM = 8;

const toggle = (id: ToggleId, layer: LayerId, counted = false, minzoom = 0): Toggle => ({
  id,
  layer,
  counted,
  minzoom,
});

export const TOGGLE_GROUPS: readonly ToggleGroup[] = [
  {
    id: 'themes',
    toggles: [
      toggle('cluster', 'industrial_zones'),
      toggle('park', 'industrial_zones'),
      toggle('border_economic_zone', 'industrial_zones'),
      toggle('economic_zone', 'industrial_zones'),
      toggle('other', 'industrial_zones'),
      toggle('gates', 'border_gates', true),
      toggle('plants', 'power_plants', true),
    ],
  },
  {
    id: 'units',
    toggles: [
      toggle('provinces', 'provinces', true),
      toggle('communes', 'communes', true, COMMUNE_ZOOM),
      toggle('former_provinces', 'former_provinces', true),
      toggle('former_communes', 'former_communes', true, COMMUNE_ZOOM),
    ],
  },
  {
    id: 'background',
    toggles: [toggle('transport', 'transport'), toggle('labels', 'unit_labels')],
  },
];

/** Former units are off at first: the present map comes first. */
export const SHOWN_AT_FIRST: ReadonlySet<ToggleId> = new Set(
  TOGGLE_IDS.filter((id) => !id.startsWith('former_')),
);

/** The set with one toggle turned over. */
export function toggled(shown: ReadonlySet<ToggleId>, id: ToggleId): ReadonlySet<ToggleId> {
  const next = new Set(shown);
  if (!next.delete(id)) next.add(id);
  return next;
}
