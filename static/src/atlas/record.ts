// What the card shows of a record, as data: title, kind, rows, precision. No drawing, no fetching.
import type { Item } from '../api';
import { valueOf, wordsOf, type CatalogLayer, type Field } from '../catalog';
import { formatDate, formatNumber, text, textIfAny, titleIn, type Lang } from '../i18n';
import { UNIT_LAYERS, type FeatureRef, type LayerId } from '../layers/names';

/** One piece of a value: words, and the unit that they name. */
export interface Part {
  readonly words: string;
  readonly unit?: FeatureRef;
}

export interface Row {
  readonly title: string;
  readonly parts: readonly Part[];
  /** Long values stand below their title, not beside it. */
  readonly long: boolean;
}

export interface RecordView {
  readonly name: string;
  /** The name in the other language, if it differs. */
  readonly otherName: string | null;
  readonly kind: string;
  readonly rows: readonly Row[];
  /** Words about where the record lies on the map; `warning` if that is not its real place. */
  readonly precision: { readonly words: string; readonly warning: boolean } | null;
  /** What each source gave, in the words of the record. */
  readonly sourceNotes: readonly Row[];
}

type Properties = Readonly<Record<string, unknown>>;

/** Fields that the card shows in a place of their own, or not at all. */
const APART: ReadonlySet<string> = new Set([
  'id',
  'name_vi',
  'name_en',
  'full_name_vi',
  'full_name_en',
  'level',
  'kind',
  'class',
  'mode',
  'fuel',
  'precision',
  'quality',
  'approximate',
  'sources',
  'source_note',
  'place_source_note',
  'lon',
  'lat',
  'seat_lon',
  'seat_lat',
  // Units of which it was made and on which it borders are listed by themselves.
  'adjacent',
  'predecessors',
  'merged_from',
]);

/** Fields that together say what kind of thing it is. */
const KIND_FIELDS = ['kind', 'class', 'mode', 'fuel'];

/** Fields whose value is written by sources, for the end of the card. */
const NOTE_FIELDS = ['source_note', 'place_source_note'];

/** From this many letters on a value stands below its title. */
const LONG = 64;

/** `saidElsewhere`: fields that the card shows as figures. */
export function recordView(
  lang: Lang,
  layerId: LayerId,
  layer: CatalogLayer | undefined,
  { properties }: Item,
  saidElsewhere: ReadonlySet<string> = new Set(),
): RecordView {
  const fields = layer?.fields ?? [];
  const kinds = KIND_FIELDS.map((id) => enumTitle(lang, fields, id, properties[id])).filter(isText);
  // A unit that is no more says so beside its kind: its name may be that of a present one.
  if (kinds.length > 0 && layerId.startsWith('former_')) kinds.push(text(lang, 'search.former'));
  const [name, otherName] = names(lang, layerId, properties);
  return {
    name,
    otherName,
    kind: kinds.length > 0 ? kinds.join(' · ') : text(lang, kindKey(layerId)),
    rows: [
      ...fields
        .filter(({ id }) => !APART.has(id) && !saidElsewhere.has(id))
        .filter(({ id }) => isForReader(id, layerId, lang, fields, properties))
        .flatMap((field) => row(lang, layerId, field, properties)),
    ],
    precision: precisionOf(lang, fields, properties),
    sourceNotes: fields
      .filter(({ id }) => NOTE_FIELDS.includes(id))
      .flatMap((field) => row(lang, layerId, field, properties)),
  };
}

/** The name in the language asked for and the other one; units by their full names. */
function names(lang: Lang, layerId: LayerId, properties: Properties): [string, string | null] {
  const prefix =
    UNIT_LAYERS.has(layerId) && isText(properties['full_name_vi']) ? 'full_name' : 'name';
  const found = (lang === 'vi' ? ['vi', 'en'] : ['en', 'vi'])
    .map((one) => properties[`${prefix}_${one}`])
    .filter(isText);
  const [first, second] = found;
  const name = first ?? (isText(properties['code']) ? properties['code'] : '');
  return [name, second !== undefined && second !== first ? second : null];
}

/** Leaves out what is for machines, said elsewhere, or said in the other language. */
function isForReader(
  id: string,
  layerId: LayerId,
  lang: Lang,
  fields: readonly Field[],
  properties: Properties,
): boolean {
  // The code of a place is a word for machines; that of a unit is an official number.
  if (id === 'code') return UNIT_LAYERS.has(layerId);
  if (id === 'successor') return !Array.isArray(properties['successors']);
  if (id.endsWith('_en')) return lang === 'en';
  return lang === 'vi' || !fields.some((other) => other.id === `${id}_en`);
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
function row(lang: Lang, layerId: LayerId, field: Field, properties: Properties): Row[] {
  const value = properties[field.id];
  const words = valueWords(lang, field, value);
  if (words === null) return [];
  const unit = unitOf(layerId, field.id, value);
  const unitName = properties[`${field.id}_name`];
  const title = titleIn(lang, field);
  const part: Part = isText(unitName) ? { words: unitName, ...(unit ? { unit } : {}) } : { words };
  return [
    {
      // With the name shown, the title need not promise a code.
      title: isText(unitName) ? title.replace(/ \([^()]*\)$/, '') : title,
      parts: [part],
      long: part.words.length >= LONG,
    },
  ];
}

/** The present unit that a field refers to; former units have numbers of their own. */
function unitOf(layerId: LayerId, field: string, value: unknown): FeatureRef | null {
  if (!isText(value) || !/^\d+$/.test(value)) return null;
  const former = layerId === 'former_communes' || layerId === 'former_provinces';
  if (field === 'province' && !former) return { layer: 'provinces', id: Number(value) };
  if (field === 'commune') return { layer: 'communes', id: Number(value) };
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
  const words = wordsOf(field, String(value));
  if (words.length > 1) return valueWords(lang, field, words);
  return field.type === 'date' ? formatDate(lang, String(value)) : String(value);
}

function precisionOf(
  lang: Lang,
  fields: readonly Field[],
  properties: Properties,
): RecordView['precision'] {
  const { precision, quality, approximate } = properties;
  if (isText(precision)) {
    const words = textIfAny(lang, `precision.${precision}`);
    return words ? { words, warning: precision !== 'exact' && precision !== 'site' } : null;
  }
  if (isText(quality)) {
    const title = enumTitle(lang, fields, 'quality', quality) ?? '';
    const words = text(lang, 'former.quality', { quality, title });
    return { words, warning: quality !== 'A' };
  }
  if (approximate === true) return { words: text(lang, 'former.approximate'), warning: true };
  return null;
}
