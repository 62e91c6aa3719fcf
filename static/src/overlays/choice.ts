// Which overlay the reader chose, as it stands in the address (`#…&overlay=ID&level=…&period=…`)
// beside the view of the map.
import { parametersOf } from '../state/parameters';
import { periodKey } from '../figures/period';
import { AREA_LEVELS, type AreaLevel, type OverlayInfo, type OverlayPeriod } from './types';

export interface OverlayChoice {
  readonly id: string;
  readonly level: AreaLevel;
  /** As queries name periods; null lets the server choose. */
  readonly period: string | null;
}

/** What the address asks for; the overlay itself may be unknown. */
export function choiceIn(hash: string): OverlayChoice | null {
  const parameters = parametersOf(hash);
  const id = parameters.get('overlay');
  if (!id) return null;
  const level = AREA_LEVELS.find((one) => one === parameters.get('level')) ?? 'province';
  return { id, level, period: parameters.get('period') };
}

/** The choice as parameters of the address. */
export const choiceWords = (choice: OverlayChoice | null): Record<string, string | null> => ({
  overlay: choice?.id ?? null,
  level: choice?.level ?? null,
  period: choice?.period ?? null,
});

/** The choice as the overlay can answer it: a level that it has, a period that it has or none. */
export function settled(choice: OverlayChoice, info: OverlayInfo): OverlayChoice {
  const level = info.levels.includes(choice.level) ? choice.level : (info.levels[0] ?? 'province');
  const known = periodsAt(info, level).some((period) => periodKey(period) === choice.period);
  return { id: info.id, level, period: known ? choice.period : null };
}

/** The periods of which areas of a level have values. */
export const periodsAt = ({ periods }: OverlayInfo, level: AreaLevel): readonly OverlayPeriod[] =>
  periods.filter(({ levels }) => levels.includes(level));
