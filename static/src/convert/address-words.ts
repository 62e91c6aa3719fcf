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

/** What a unit of an answer lies in, as one writes it in an address; empty for a province. */
export const aroundWords = (lang: Lang, { district, province }: ConvertedUnit): string =>
  [district, province].flatMap((unit) => (unit ? [inSentence(lang, unit)] : [])).join(', ');

/** A unit of an answer with all that it lies in. */
export const newAddress = (lang: Lang, unit: ConvertedUnit): string =>
  [fullName(lang, unit), aroundWords(lang, unit)].filter((words) => words !== '').join(', ');
