// The part of the address that the page keeps beside the view of the map
// (`#map=…&overlay=…&card=…`), so that what is seen can be sent to somebody.
import { LAYER_IDS, type FeatureRef } from '../layers/names';

/** The section of a card that is open. */
export type CardTab = 'info' | 'trade';

/** A former district: its code, and the full Vietnamese name that finds it. */
export interface DistrictRef {
  readonly code: string;
  readonly name: string;
}

/** What the panel shows instead of the layers. */
export type CardChoice =
  | 'region'
  | { readonly ref: FeatureRef; readonly tab: CardTab }
  | { readonly district: DistrictRef };

export const parametersOf = (hash: string): URLSearchParams =>
  new URLSearchParams(hash.replace(/^#/, ''));

/** The address with these parameters set, or removed where the value is null; the rest stays. */
export function withParameters(
  hash: string,
  values: Readonly<Record<string, string | null>>,
): string {
  const parameters = parametersOf(hash);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  // Slashes and commas stay readable, as the map writes them.
  const written = parameters.toString().replace(/%2F/g, '/').replace(/%2C/g, ',');
  return written ? `#${written}` : '';
}

/** Puts the parameters into the address of the page, without a step in its history. */
export function keepInAddress(values: Readonly<Record<string, string | null>>): void {
  const { pathname, search, hash } = location;
  history.replaceState(history.state, '', `${pathname}${search}${withParameters(hash, values)}`);
}

/** `region`, `border_gates/12`, `border_gates/12/trade`, `districts/133/…`; null for anything else. */
export function cardIn(hash: string): CardChoice | null {
  const asked = parametersOf(hash).get('card') ?? '';
  if (asked === 'region') return 'region';
  const [, code, district] = /^districts\/(\d{3})\/(.+)$/.exec(asked) ?? [];
  if (code && district) return { district: { code, name: district } };
  const [, name, number, tab] = /^(\w+)\/(\d+)(\/trade)?$/.exec(asked) ?? [];
  const layer = LAYER_IDS.find((id) => id === name);
  return layer ? { ref: { layer, id: Number(number) }, tab: tab ? 'trade' : 'info' } : null;
}

/** The value of `card` for a choice. */
export function cardWords(choice: CardChoice | null): string | null {
  if (choice === null || choice === 'region') return choice;
  if ('district' in choice) return `districts/${choice.district.code}/${choice.district.name}`;
  const { ref, tab } = choice;
  return `${ref.layer}/${ref.id}${tab === 'trade' ? '/trade' : ''}`;
}
