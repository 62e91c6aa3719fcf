// What `catalog.json` tells: layers, their fields and titles.
import type { LayerId } from './layers/names';

export interface Titled {
  readonly title_vi: string;
  readonly title_en: string;
}

export interface FieldValue extends Titled {
  readonly value: string;
}

export interface Field extends Titled {
  readonly id: string;
  readonly type: 'text' | 'integer' | 'number' | 'boolean' | 'date';
  readonly unit?: string;
  readonly values?: readonly FieldValue[];
}

export interface CatalogLayer extends Titled {
  readonly id: LayerId;
  readonly count: number;
  readonly drawn: number;
  readonly fields: readonly Field[];
}

export interface Catalog extends Titled {
  readonly snapshot: string;
  readonly attribution: readonly string[];
  readonly bounds: readonly [number, number, number, number];
  readonly layers: readonly CatalogLayer[];
}

export const layerOf = (catalog: Catalog | null, id: LayerId): CatalogLayer | undefined =>
  catalog?.layers.find((layer) => layer.id === id);

/** Whether a field may have a value; a field without a list of values, or no catalogue, may. */
export function hasValue(layer: CatalogLayer | undefined, field: string, value: string): boolean {
  const values = layer?.fields.find(({ id }) => id === field)?.values;
  return !values || values.some((known) => known.value === value);
}

/** The title of an enumerated value, if the catalogue names it. */
export const valueOf = (field: Field | undefined, value: unknown): FieldValue | undefined =>
  field?.values?.find((known) => known.value === value);

/** The words of a field with a list of values: several are joined by `;`. */
export const wordsOf = (field: Field, value: string): readonly string[] =>
  field.values && !valueOf(field, value) ? value.split(';') : [value];
