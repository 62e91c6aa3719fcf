// What the map shows besides its view, its overlay and its card: layers, filters, the time. One
// notation for the address of the atlas, the query of the embedded map and attributes.
import { SHOWN_AT_FIRST, TOGGLE_IDS, type ToggleId } from '../layers/toggles';
import { NO_FILTERS, THEME_IDS, type Filters } from './filters';

/** Units as they are, as they were until 30 June 2025, or both side by side. */
export const TIMES = ['now', 'before', 'compare'] as const;
export type MapTime = (typeof TIMES)[number];

export interface MapState {
  readonly shown: ReadonlySet<ToggleId>;
  readonly filters: Filters;
  readonly time: MapTime;
}

export const FIRST_STATE: MapState = { shown: SHOWN_AT_FIRST, filters: NO_FILTERS, time: 'now' };

/** The toggles that a list such as `cluster,gates` names; null for none. What is not known is passed over. */
export function shownIn(list: string | null): ReadonlySet<ToggleId> | null {
  if (list === null) return null;
  const asked = list.split(',').map((word) => word.trim());
  return new Set(TOGGLE_IDS.filter((id) => asked.includes(id)));
}

/** The same set as a list, in the order of the panel; null for what is shown at first. */
export function shownWords(shown: ReadonlySet<ToggleId>): string | null {
  const same =
    shown.size === SHOWN_AT_FIRST.size && [...shown].every((id) => SHOWN_AT_FIRST.has(id));
  return same ? null : TOGGLE_IDS.filter((id) => shown.has(id)).join(',');
}

/** What parameters ask for; where they say nothing, what is shown at first. */
export function stateIn(parameters: URLSearchParams): MapState {
  const filter = (theme: keyof Filters) => parameters.get(theme)?.trim() || null;
  return {
    shown: shownIn(parameters.get('layers')) ?? SHOWN_AT_FIRST,
    filters: { zones: filter('zones'), gates: filter('gates'), plants: filter('plants') },
    time: TIMES.find((time) => time === parameters.get('time')) ?? 'now',
  };
}

/** The state as parameters; null for those that say what is shown at first. */
export function stateWords({ shown, filters, time }: MapState): Record<string, string | null> {
  return {
    layers: shownWords(shown),
    ...Object.fromEntries(THEME_IDS.map((theme) => [theme, filters[theme]])),
    time: time === 'now' ? null : time,
  };
}
