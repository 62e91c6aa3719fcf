// How things are called in the middle of a text, and which record a thing is.
import { text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import { folded } from './fold';
import type { Successor, Thing, UnitName } from './types';

/** The record of a thing; null for a former district. */
export const refOf = ({ layer, id }: Pick<Thing, 'layer' | 'id'>): FeatureRef | null =>
  layer !== null && id !== null ? { layer, id } : null;

interface Named {
  readonly full_name_vi: string;
  readonly full_name_en: string | null;
}

/** The name with its kind, in the language asked for or the other. */
export const fullName = (lang: Lang, { full_name_vi, full_name_en }: Named): string =>
  (lang === 'vi' ? full_name_vi || full_name_en : full_name_en || full_name_vi) ?? '';

/** The full name of a unit inside a sentence: the Vietnamese word for its kind is written small. */
export function inSentence(lang: Lang, unit: Successor | Named): string {
  const name = fullName(lang, unit);
  return lang === 'vi' ? name.charAt(0).toLocaleLowerCase('vi') + name.slice(1) : name;
}

/** The kind of a thing in words. */
export const kindWords = (lang: Lang, { kind_vi, kind_en }: Pick<Thing, 'kind_vi' | 'kind_en'>) =>
  lang === 'vi' ? kind_vi || kind_en : kind_en || kind_vi;

/** The kind of a thing, if its full name does not begin (or, in English, end) with it. */
export function kindUnlessSaid(lang: Lang, thing: Thing): string {
  const kind = kindWords(lang, thing);
  // The word for "former" is said by a mark or a heading.
  const former = folded(text(lang, 'search.former'));
  const bare = folded(kind)
    .split(' ')
    .filter((word) => word !== former)
    .join(' ');
  const name = folded(fullName(lang, thing));
  return name.startsWith(bare) || name.endsWith(bare) ? '' : kind;
}

/** What is known, in one line. */
export const joined = (parts: readonly string[]): string =>
  parts.filter((words) => words !== '').join(' · ');

/** Where a thing lies, in words; empty for provinces. */
export const whereWords = (lang: Lang, { where }: Pick<Thing, 'where'>): string =>
  lang === 'vi' ? where.text_vi : where.text_en;

/** The bare name of a unit. */
export const unitName = (lang: Lang, { name_vi, name_en }: UnitName): string =>
  lang === 'vi' ? name_vi || name_en : name_en || name_vi;
