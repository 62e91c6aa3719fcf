// Which records are wanted, layer by layer, as CQL2 text: the notation of the server, of addresses
// and of attributes alike.
import type { LayerId } from '../layers/names';

/** The themes that can be filtered, and the layer of each. */
export const FILTERED = {
  zones: 'industrial_zones',
  gates: 'border_gates',
  plants: 'power_plants',
} as const satisfies Record<string, LayerId>;
export type ThemeId = keyof typeof FILTERED;

export const THEME_IDS = Object.keys(FILTERED) as readonly ThemeId[];

/** CQL2 text for each theme, null where all of it is wanted. */
export type Filters = Readonly<Record<ThemeId, string | null>>;

export const NO_FILTERS: Filters = { zones: null, gates: null, plants: null };

export const areSame = (a: Filters, b: Filters): boolean =>
  THEME_IDS.every((theme) => a[theme] === b[theme]);
