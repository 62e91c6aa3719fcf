// What a field of a form offers: its values with their titles and how many records each has.
import { layerOf, type Catalog } from '../catalog';
import { titleIn, type Lang } from '../i18n';
import type { Way } from '../ways/ways';
import { valuesOf, type Conditions } from './conditions';
import type { Counted } from './facets';

export interface Option {
  readonly value: string;
  readonly title: string;
  /** Records that it would leave; null while nobody knows. */
  readonly count: number | null;
  readonly chosen: boolean;
}

/**
 * The values of a field, in the order of the catalogue or of the server. A value that no record at
 * all has is left out, unless it is chosen.
 */
export function optionsOf(
  lang: Lang,
  { layer }: Way,
  field: string,
  catalog: Catalog | null,
  counted: Counted | null,
  conditions: Conditions,
): Option[] {
  const chosen = valuesOf(conditions, field);
  const all = counted?.all.by.find((one) => one.field === field)?.items ?? [];
  const now = counted?.by.get(field)?.items ?? [];
  const listed =
    layerOf(catalog, layer)?.fields.find(({ id }) => id === field)?.values ??
    all.map(({ value, title_vi, title_en }) => ({ value, title_vi, title_en }));
  const known = listed.map(({ value }) => value);
  const strange = chosen
    .filter((value) => !known.includes(value))
    .map((value) => ({ value, title_vi: value, title_en: value }));
  const countIn = (items: typeof all, value: string) =>
    items.find((one) => one.value === value)?.count ?? 0;
  return [...listed, ...strange]
    .map((one) => ({
      value: one.value,
      title: titleIn(lang, one),
      count: counted && countIn(now, one.value),
      chosen: chosen.includes(one.value),
    }))
    .filter(({ value, chosen }) => chosen || !counted || countIn(all, value) > 0);
}

/** What a field is called. */
export function fieldTitle(
  lang: Lang,
  { layer }: Way,
  field: string,
  catalog: Catalog | null,
): string {
  const known = layerOf(catalog, layer)?.fields.find(({ id }) => id === field);
  return known ? titleIn(lang, known) : '';
}

/** The unit of a field, empty without one. */
export const fieldUnit = ({ layer }: Way, field: string, catalog: Catalog | null): string =>
  layerOf(catalog, layer)?.fields.find(({ id }) => id === field)?.unit ?? '';
