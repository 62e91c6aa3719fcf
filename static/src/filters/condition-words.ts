// A condition in words, for the chip that takes it away.
import type { Catalog } from '../catalog';
import { formatNumber, text, titleIn, type Lang } from '../i18n';
import type { Way } from '../ways/ways';
import {
  boundOf,
  withCondition,
  withoutCondition,
  withValueTurned,
  type Conditions,
} from './conditions';
import type { Counted } from './facets';
import { fieldUnit, optionsOf } from './option-list';

export interface Chip {
  readonly key: string;
  readonly words: string;
  /** The conditions without it. */
  readonly without: Conditions;
}

/** One chip for each thing that is asked for, but for what the signs of the form show anyway. */
export function chipsOf(
  lang: Lang,
  way: Way,
  conditions: Conditions,
  catalog: Catalog | null,
  counted: Counted | null,
): Chip[] {
  const signs = way.controls.find(({ kind }) => kind === 'signs')?.field;
  return conditions
    .filter(({ field }) => field !== signs)
    .flatMap((condition): Chip[] => {
      const { field } = condition;
      switch (condition.kind) {
        case 'among':
          return optionsOf(lang, way, field, catalog, counted, conditions)
            .filter(({ chosen }) => chosen)
            .map(({ value, title }) => ({
              key: `${field}/${value}`,
              words: title,
              without: withValueTurned(conditions, field, value),
            }));
        case 'contains':
          return [
            {
              key: `${field}/words`,
              words: text(lang, 'filter.chip.contains', { words: condition.words }),
              without: withoutCondition(conditions, condition),
            },
          ];
        default:
          return rangeChip(lang, way, field, conditions, catalog, condition.kind);
      }
    });
}

/** One chip for both ends of a range: the first end brings it, the second one is in it. */
function rangeChip(
  lang: Lang,
  way: Way,
  field: string,
  conditions: Conditions,
  catalog: Catalog | null,
  kind: 'least' | 'most',
): Chip[] {
  const least = boundOf(conditions, field, 'least');
  const most = boundOf(conditions, field, 'most');
  if (kind === 'most' && least !== null) return [];
  const unit = fieldUnit(way, field, catalog);
  const name = text(lang, `filter.short.${field}` as 'filter.short.area_ha');
  const number = (value: number) => formatNumber(lang, value);
  const range =
    least !== null && most !== null
      ? `${number(least)}\u00a0–\u00a0${number(most)}`
      : least !== null
        ? `≥\u00a0${number(least)}`
        : `≤\u00a0${number(most ?? 0)}`;
  const open = { field, value: Number.NaN };
  const without = withCondition(withCondition(conditions, { kind: 'least', ...open }), {
    kind: 'most',
    ...open,
  });
  return [
    { key: `${field}/range`, words: `${name} ${range}${unit ? `\u00a0${unit}` : ''}`, without },
  ];
}

/** The titles of the provinces that have records, by code. */
export function provinceTitles(lang: Lang, counted: Counted | null): ReadonlyMap<string, string> {
  const items = counted?.all.by.find(({ field }) => field === 'province')?.items ?? [];
  return new Map(items.map((one) => [one.value, titleIn(lang, one)]));
}
