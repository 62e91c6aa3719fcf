// Numbers as figures show them: value with its bound, its unit, its change on the year before.
import { formatNumber, text, type Lang } from '../i18n';
import type { Bound, Quantity } from './types';

/** Digits after the decimal sign that a source may print; more are the noise of arithmetic. */
const PRINTED_DECIMALS = 3;

/** A space that keeps number and unit on one line. */
const FIXED = '\u00a0';

/**
 * The value with what the source says of its exactness: "≥ 24.000", "khoảng 2.280",
 * "1.100 – 1.350". Null if there is none. `decimals` cuts digits, by default only noise.
 */
export function quantityWords(
  lang: Lang,
  { value, value_to, bound }: Omit<Quantity, 'bound'> & { readonly bound: Bound | null },
  decimals = PRINTED_DECIMALS,
): string | null {
  if (value === null) return null;
  const number = formatNumber(lang, value, decimals);
  switch (bound) {
    case null:
    case 'exact':
      return number;
    case 'about':
      return text(lang, 'figure.about', { value: number });
    case 'at_least':
      return `≥${FIXED}${number}`;
    case 'at_most':
      return `≤${FIXED}${number}`;
    case 'between':
      return value_to === null
        ? `≥${FIXED}${number}`
        : `${number}${FIXED}–${FIXED}${formatNumber(lang, value_to, decimals)}`;
  }
}

/** A value with its unit: "199.884 triệu USD", "66,7 %". */
export const withUnit = (words: string, unit: string): string =>
  unit ? `${words}${unit.startsWith('%') ? FIXED : ' '}${unit}` : words;

/** A change in per cent, always signed: "+21,6 %", "−32,7 %". */
export function changeWords(lang: Lang, percent: number, decimals = 2): string {
  const sign = percent > 0 ? '+' : percent < 0 ? '−' : '';
  return `${sign}${formatNumber(lang, Math.abs(percent), decimals)}${FIXED}%`;
}

/** The Vietnamese text or the English one; the other if one is missing, null if both are. */
export const pick = (
  lang: Lang,
  vietnamese: string | null | undefined,
  english: string | null | undefined,
): string | null => (lang === 'vi' ? vietnamese || english : english || vietnamese) || null;
