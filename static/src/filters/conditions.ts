// What a form asks of the records: at most one condition of a kind for each field, all of them at
// once.

/** The field has one of these values. */
export interface Among {
  readonly kind: 'among';
  readonly field: string;
  readonly values: readonly string[];
}

/** The field is a number and at least, or at most, so much. */
export interface Bounded {
  readonly kind: 'least' | 'most';
  readonly field: string;
  readonly value: number;
}

/** The field contains these words, whatever their case and marks. */
export interface Containing {
  readonly kind: 'contains';
  readonly field: string;
  readonly words: string;
}

export type Condition = Among | Bounded | Containing;
export type Conditions = readonly Condition[];

/** The values that are asked of a field; none if any will do. */
export const valuesOf = (conditions: Conditions, field: string): readonly string[] =>
  conditions.find((one): one is Among => one.kind === 'among' && one.field === field)?.values ?? [];

/** The bound of a field, null without one. */
export const boundOf = (
  conditions: Conditions,
  field: string,
  kind: Bounded['kind'],
): number | null =>
  conditions.find((one): one is Bounded => one.kind === kind && one.field === field)?.value ?? null;

/** The words that a field is to contain, empty without any. */
export const wordsIn = (conditions: Conditions, field: string): string =>
  conditions.find((one): one is Containing => one.kind === 'contains' && one.field === field)
    ?.words ?? '';

/** The conditions with this one in the place of its like; gone if it asks for nothing. */
export function withCondition(conditions: Conditions, next: Condition): Conditions {
  const isLike = (one: Condition) => one.kind === next.kind && one.field === next.field;
  if (asksNothing(next)) return conditions.filter((one) => !isLike(one));
  if (!conditions.some(isLike)) return [...conditions, next];
  return conditions.map((one) => (isLike(one) ? next : one));
}

/** The conditions without one. */
export const withoutCondition = (
  conditions: Conditions,
  { kind, field }: Pick<Condition, 'kind' | 'field'>,
): Conditions => conditions.filter((one) => one.kind !== kind || one.field !== field);

/** The conditions without those on a field. */
export const withoutField = (conditions: Conditions, field: string): Conditions =>
  conditions.filter((one) => one.field !== field);

/** The conditions with a value of a field added, or taken away if it is there. */
export function withValueTurned(conditions: Conditions, field: string, value: string): Conditions {
  const values = valuesOf(conditions, field);
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return withCondition(conditions, { kind: 'among', field, values: next });
}

function asksNothing(condition: Condition): boolean {
  switch (condition.kind) {
    case 'among':
      return condition.values.length === 0;
    case 'contains':
      return condition.words.trim() === '';
    default:
      return Number.isNaN(condition.value);
  }
}
