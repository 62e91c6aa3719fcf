// Which overlay the reader chose, as it stands in the address (`#…&overlay=ID&level=…&period=…`)
// beside the view of the map.
import { periodKey } from '../figures/period';
import { AREA_LEVELS, type AreaLevel, type OverlayInfo } from './types';

export interface OverlayChoice {
  readonly id: string;
  readonly level: AreaLevel;
  /** As queries name periods; null lets the server choose. */
  readonly period: string | null;
}

/** What the address asks for; the overlay itself may be unknown. */
export function choiceIn(hash: string): OverlayChoice | null {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const id = parameters.get('overlay');
  if (!id) return null;
  const level = AREA_LEVELS.find((one) => one === parameters.get('level')) ?? 'province';
  return { id, level, period: parameters.get('period') };
}

/** The address with the choice in it; everything else stays. */
export function withChoice(hash: string, choice: OverlayChoice | null): string {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  for (const name of ['overlay', 'level', 'period']) parameters.delete(name);
  if (choice) {
    parameters.set('overlay', choice.id);
    parameters.set('level', choice.level);
    if (choice.period) parameters.set('period', choice.period);
  }
  // Slashes stay readable, as the map writes them.
  const written = parameters.toString().replace(/%2F/g, '/').replace(/%2C/g, ',');
  return written ? `#${written}` : '';
}

/** The choice as the overlay can answer it: a level that it has, a period that it has or none. */
export function settled(choice: OverlayChoice, info: OverlayInfo): OverlayChoice {
  const level = info.levels.includes(choice.level) ? choice.level : (info.levels[0] ?? 'province');
  const known = info.periods.some((period) => periodKey(period) === choice.period);
  return { id: info.id, level, period: known ? choice.period : null };
}
