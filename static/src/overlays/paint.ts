// What the map needs of an overlay: the class of each area, the colours of the classes, the areas
// without a value, and words for the pointer.
import { pick, quantityWords, withUnit } from '../figures/format';
import { text, type Lang } from '../i18n';
import type { ThemeName } from '../style/palette';
import type { AreaLevel, Overlay, OverlayRow } from './types';

/** How the style paints the areas; changes only when an answer or the theme does. */
export interface OverlayPaint {
  readonly level: AreaLevel;
  /** Colour of each class, by its number. */
  readonly colours: readonly string[];
  readonly missingColour: string;
  /** Numbers of the areas without a value. */
  readonly missing: readonly number[];
}

/** The class of each area that has one, by the number of the area. */
export const classesOf = (overlay: Overlay): ReadonlyMap<number, number> =>
  new Map(
    overlay.rows.flatMap((row) => (row.class === null ? [] : [[row.id, row.class] as const])),
  );

export const paintOf = (overlay: Overlay, theme: ThemeName): OverlayPaint => ({
  level: overlay.level,
  colours: overlay.classes.map((one) => one[theme]),
  missingColour: overlay.missing[theme],
  missing: [...new Set(overlay.rows.filter(hasNoClass).map(({ id }) => id))],
});

/** "Lạng Sơn: 11 cụm", or that there is no value. */
export function areaWords(lang: Lang, overlay: Overlay, id: number): string | null {
  const row = overlay.rows.find((one) => one.id === id);
  return row
    ? `${pick(lang, row.name_vi, row.name_en) ?? row.code}: ${valueWords(lang, overlay, row)}`
    : null;
}

/** The value of a row with its unit. */
export function valueWords(lang: Lang, overlay: Overlay, row: OverlayRow): string {
  const words = quantityWords(lang, { ...row, value_to: row.value_to ?? null }, overlay.decimals);
  if (words === null) return text(lang, 'figure.none');
  return withUnit(words, pick(lang, overlay.unit_vi, overlay.unit_en) ?? '');
}

const hasNoClass = (row: OverlayRow): boolean => row.class === null;
