// What the card shows of a record, as data: title, kind, rows, precision. No drawing, no fetching.
import type { Item } from '../api';
import { valueOf, type CatalogLayer, type Field } from '../catalog';
import { formatDate, formatNumber, text, textIfAny, titleIn, type Lang } from '../i18n';
import type { FeatureRef, LayerId } from '../layers/names';

export interface Row {
  readonly title: string;
  readonly value: string;
  /** Digits are set in a figure of equal width. */
  readonly numeric: boolean;
  /** The unit that the value is the code of. */
  readonly unit?: FeatureRef;
}

export interface RecordView {
  readonly name: string;
  /** The name in the other language, if it differs. */
  readonly otherName: string | null;
  readonly kind: string;
  readonly rows: readonly Row[];
  /** Words about where the record lies on the map; `warning` if that is not its real place. */
  readonly precision: { readonly words: string; readonly warning: boolean } | null;
}

/** Fields that the card shows in a place of their own, or not at all. */
const APART: ReadonlySet<string> = new Set([
  'id',
  'name_vi',
  'name_en',
  'full_name_vi',
  'full_name_en',
  'precision',
  'quality',
  'approximate',
  'sources',
  'lon',
  'lat',
]);

const UNIT_LAYERS: ReadonlySet<LayerId> = new Set([
  'provinces',
  'communes',
  'former_provinces',
  'former_communes',
]);

/** Fields that together say what kind of thing it is. */
const KIND_FIELDS = ['kind', 'class', 'mode', 'fuel'];

export function recordView(
  lang: Lang,
  layerId: LayerId,
  layer: CatalogLayer | undefined,
  { properties }: Item,
): RecordView {
  const [first, second] = lang === 'vi' ? ['name_vi', 'name_en'] : ['name_en', 'name_vi'];
  const names = [properties[first ?? ''], properties[second ?? '']].filter(isText);
  const fields = layer?.fields ?? [];
  const kinds = KIND_FIELDS.map((id) => enumTitle(lang, fields, id, properties[id])).filter(isText);
  return {
    name: names[0] ?? String(properties['code'] ?? ''),
    otherName: names[1] && names[1] !== names[0] ? names[1] : null,
    kind: kinds.length > 0 ? kinds.join(' · ') : text(lang, kindKey(layerId)),
    rows: fields
      .filter(({ id }) => !APART.has(id) && !KIND_FIELDS.includes(id))
      // The code of a place is a word for machines; that of a unit is an official number.
      .filter(({ id }) => id !== 'code' || UNIT_LAYERS.has(layerId))
      .flatMap((field) => row(lang, layerId, field, properties[field.id])),
    precision: precisionOf(lang, properties),
  };
}

function kindKey(layer: LayerId) {
  switch (layer) {
    case 'provinces':
    case 'communes':
    case 'former_provinces':
    case 'former_communes':
    case 'industrial_zones':
    case 'border_gates':
    case 'power_plants':
      return `kind.${layer}` as const;
    default:
      return 'card.label';
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function enumTitle(
  lang: Lang,
  fields: readonly Field[],
  id: string,
  value: unknown,
): string | undefined {
  const field = fields.find((one) => one.id === id);
  const titled = valueOf(field, value);
  return titled ? titleIn(lang, titled) : undefined;
}

/** One row, or none if the record does not tell. Not reported is not zero. */
function row(lang: Lang, layerId: LayerId, field: Field, value: unknown): Row[] {
  const words = valueWords(lang, field, value);
  if (words === null) return [];
  const numeric = typeof value === 'number' || field.id === 'code';
  const unit = unitOf(layerId, field.id, value);
  return [{ title: titleIn(lang, field), value: words, numeric, ...(unit ? { unit } : {}) }];
}

/** The present unit that a field refers to; former units have numbers of their own. */
function unitOf(layerId: LayerId, field: string, value: unknown): FeatureRef | null {
  if (!isText(value) || !/^\d+$/.test(value)) return null;
  const former = layerId === 'former_communes' || layerId === 'former_provinces';
  if (field === 'province' && !former) return { layer: 'provinces', id: Number(value) };
  if (field === 'commune' || (field === 'successor' && layerId === 'former_communes')) {
    return { layer: 'communes', id: Number(value) };
  }
  return null;
}

function valueWords(lang: Lang, field: Field, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) {
    const parts = value.map((one) => valueWords(lang, field, one)).filter(isText);
    return parts.length > 0 ? parts.join(', ') : null;
  }
  if (typeof value === 'boolean') return text(lang, value ? 'card.yes' : 'card.no');
  if (typeof value === 'number') {
    // Years are not grouped: 2025, not 2.025.
    const isYear = /(^|_)year$/.test(field.id);
    const digits = isYear ? String(value) : formatNumber(lang, value);
    return field.unit ? `${digits} ${field.unit}` : digits;
  }
  const titled = valueOf(field, value);
  if (titled) return titleIn(lang, titled);
  if (typeof value === 'object') return null;
  return field.type === 'date' ? formatDate(lang, String(value)) : String(value);
}

function precisionOf(
  lang: Lang,
  properties: Readonly<Record<string, unknown>>,
): RecordView['precision'] {
  const { precision, quality, approximate } = properties;
  if (isText(precision)) {
    const words = textIfAny(lang, `precision.${precision}`);
    return words ? { words, warning: precision !== 'exact' && precision !== 'site' } : null;
  }
  if (isText(quality)) {
    const words = textIfAny(lang, `former.quality.${quality}`);
    return words ? { words, warning: quality !== 'A' } : null;
  }
  if (approximate === true) return { words: text(lang, 'former.approximate'), warning: true };
  return null;
}
