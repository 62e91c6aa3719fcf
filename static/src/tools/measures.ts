// Lengths and areas in words, in the units that people use for their size.
import { withUnit } from '../figures/format';
import { formatNumber, type Lang } from '../i18n';

/** "850 m", "4,25 km", "123,4 km". */
export function lengthWords(lang: Lang, km: number): string {
  if (km < 1) return withUnit(formatNumber(lang, km * 1000, 0), 'm');
  return withUnit(formatNumber(lang, km, km < 10 ? 2 : km < 1000 ? 1 : 0), 'km');
}

const HECTARES = 100;

/** "9.500 m²", "12,5 ha", "1.250 km²": the unit that suits the size. */
export function areaWords(lang: Lang, km2: number): string {
  if (km2 * HECTARES < 1) return withUnit(formatNumber(lang, km2 * 1e6, 0), 'm²');
  return km2 < 10 ? hectareWords(lang, km2) : km2Words(lang, km2);
}

/** The same area in another unit, for those who think in it; empty for the smallest. */
export function areaOtherwise(lang: Lang, km2: number): string {
  if (km2 * HECTARES < 1) return '';
  return km2 < 10 ? km2Words(lang, km2) : hectareWords(lang, km2);
}

const hectareWords = (lang: Lang, km2: number): string => {
  const hectares = km2 * HECTARES;
  return withUnit(formatNumber(lang, hectares, hectares < 100 ? 2 : hectares < 1000 ? 1 : 0), 'ha');
};

const km2Words = (lang: Lang, km2: number): string =>
  withUnit(formatNumber(lang, km2, km2 < 1 ? 3 : km2 < 100 ? 2 : km2 < 1000 ? 1 : 0), 'km²');
