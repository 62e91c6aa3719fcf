// The card that is open, as it stands in the address (`#…&card=…`).
import { LAYER_IDS, type FeatureRef } from '../layers/names';
import { parametersOf } from '../state/parameters';

/** The section of a card that is open. */
export type CardTab = 'info' | 'trade' | 'near';

const TABS: readonly CardTab[] = ['info', 'trade', 'near'];

/** A former district: its code, and the full Vietnamese name that finds it. */
export interface DistrictRef {
  readonly code: string;
  readonly name: string;
}

/** What the panel shows instead of the layers. */
export type CardChoice =
  | 'region'
  | { readonly ref: FeatureRef; readonly tab: CardTab }
  | { readonly district: DistrictRef }
  /** Longitude, latitude of a place that was asked for. */
  | { readonly place: readonly [number, number] };

/** Whether a card is of a place, not of a record. */
export const isPlace = (
  card: CardChoice | null,
): card is { readonly place: readonly [number, number] } =>
  card !== null && card !== 'region' && 'place' in card;

/**
 * `region`, `border_gates/12`, `border_gates/12/trade`, `districts/133/…`, `at/21.1/105.9`; null for
 * anything else.
 */
export function cardIn(hash: string): CardChoice | null {
  const asked = parametersOf(hash).get('card') ?? '';
  if (asked === 'region') return 'region';
  const [, code, district] = /^districts\/(\d{3})\/(.+)$/.exec(asked) ?? [];
  if (code && district) return { district: { code, name: district } };
  const place = placeIn(asked);
  if (place) return { place };
  const [, name, number, tab] = /^(\w+)\/(\d+)(?:\/(\w+))?$/.exec(asked) ?? [];
  const layer = LAYER_IDS.find((id) => id === name);
  const known = TABS.find((one) => one === (tab ?? 'info'));
  return layer && known ? { ref: { layer, id: Number(number) }, tab: known } : null;
}

/** The value of `card` for a choice. */
export function cardWords(choice: CardChoice | null): string | null {
  if (choice === null || choice === 'region') return choice;
  if ('district' in choice) return `districts/${choice.district.code}/${choice.district.name}`;
  if ('place' in choice) {
    const [lon, lat] = choice.place;
    return `at/${lat}/${lon}`;
  }
  const { ref, tab } = choice;
  return `${ref.layer}/${ref.id}${tab === 'info' ? '' : `/${tab}`}`;
}

/** Latitude, then longitude, as in `map`. */
function placeIn(words: string): readonly [number, number] | null {
  const [, lat, lon] = /^at\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(words) ?? [];
  const place = [Number(lon), Number(lat)] as const;
  return lat && Math.abs(place[0]) <= 180 && Math.abs(place[1]) <= 90 ? place : null;
}
