// Figures by theme, as a reader looks for them: each theme with its measures, each measure with its
// figures, newest first as the server orders them.
import type { Figure } from './types';

export const THEMES = [
  'clusters',
  'zone',
  'production',
  'trade',
  'retail',
  'promotion',
  'economy',
  'people',
  'other',
] as const;
export type ThemeId = (typeof THEMES)[number];

export interface MeasureFigures {
  readonly measure: string;
  readonly scope: string | null;
  readonly figures: readonly Figure[];
}

export interface ThemeFigures {
  readonly theme: ThemeId;
  readonly measures: readonly MeasureFigures[];
}

/** The first pattern that fits a measure gives its theme. */
const PATTERNS: readonly (readonly [RegExp, ThemeId])[] = [
  [/^clusters_/, 'clusters'],
  [/^zone_/, 'zone'],
  [/^(electricity|tea|cement|tap_water|iip|manufacturing|provinces_iip)/, 'production'],
  [/retail/, 'retail'],
  [/^industrial_promotion/, 'promotion'],
  [/^disaster/, 'other'],
  [/(export|import|trade|vehicles|wagons|tonnes|passengers|firms|declarations|shipments)/, 'trade'],
  [/^(grdp|services|port_cargo)/, 'economy'],
  [/^(population|area|polygon_area)/, 'people'],
];

export const themeOf = (measure: string): ThemeId =>
  PATTERNS.find(([pattern]) => pattern.test(measure))?.[1] ?? 'other';

/** All figures, each once; themes in their fixed order, none without figures. */
export function byTheme(figures: readonly Figure[]): ThemeFigures[] {
  return THEMES.map((theme) => ({
    theme,
    measures: byMeasure(figures.filter(({ measure }) => themeOf(measure) === theme)),
  })).filter(({ measures }) => measures.length > 0);
}

function byMeasure(figures: readonly Figure[]): MeasureFigures[] {
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) {
    const key = `${figure.measure}/${figure.scope ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups.values()].map((members) => ({
    measure: members[0]?.measure ?? '',
    scope: members[0]?.scope ?? null,
    figures: members,
  }));
}
