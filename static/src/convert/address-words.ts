// Units as they stand in an address.
import type { Lang } from '../i18n';
import { fullName, inSentence, whereWords } from '../things/names';
import type { Thing } from '../things/types';
import type { ConvertedUnit } from './types';

/** A unit with where it lies or lay. */
export function addressWords(lang: Lang, unit: Thing): string {
  const where = whereWords(lang, unit);
  return where ? `${fullName(lang, unit)}, ${where}` : fullName(lang, unit);
}

/** A unit of an answer with its province, as one writes it in an address. */
export function newAddress(lang: Lang, unit: ConvertedUnit): string {
  const province = unit.province && inSentence(lang, unit.province);
  return province && unit.province.code !== unit.code
    ? `${fullName(lang, unit)}, ${province}`
    : fullName(lang, unit);
}
