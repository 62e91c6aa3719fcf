// Distances in words.
import { formatNumber, type Lang } from '../i18n';
import type { NearPrecision } from './types';

/** "0,4 km", "12,3 km", "1.240 km"; with "≈" where the place is not the real one. */
export function kmWords(lang: Lang, km: number, precision: NearPrecision | null = null): string {
  const rough = precision === 'approximate' || precision === 'commune_centroid';
  const number = formatNumber(lang, km, km < 1000 ? 1 : 0);
  return `${rough ? '≈\u00a0' : ''}${number}\u00a0km`;
}
