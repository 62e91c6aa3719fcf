// The columns of a list: what each is called, which field of the server orders it, what a cell says.
import { sourcesOf as sourcesNamed } from '../figures/source-view';
import { quantityWords, withUnit, pick } from '../figures/format';
import { periodWords } from '../figures/period';
import type { Figure, Source } from '../figures/types';
import { formatNumber, text, textIfAny, type Lang, type MessageKey } from '../i18n';
import { GATE_CLASSES } from '../layers/names';
import type { ThemeId } from '../state/filters';
import type { ColumnId, Way } from '../ways/ways';
import type { ListedRecord } from './types';

/** A figure with what it was taken from, as far as that was told. */
export interface Sourced extends Figure {
  readonly sources?: readonly Source[];
}

/** What the list knows besides the records. */
export interface Known {
  /** The titles of provinces by code. */
  readonly provinces: ReadonlyMap<string, string>;
  /** The title of a value of a field. */
  readonly title: (field: string, value: string) => string;
  /** The latest trade of a gate by its number. */
  readonly trade: ReadonlyMap<number, Sourced>;
  /** Fields that have columns of their own. */
  readonly told: ReadonlySet<string>;
}

export interface Cell {
  readonly words: string;
  /** A second line. */
  readonly small?: string;
  /** A share of a whole, per cent, drawn as a bar. */
  readonly share?: number;
}

export interface Column {
  readonly id: string;
  /** What it is called; null for a field that the catalogue names. */
  readonly title: MessageKey | null;
  readonly number: boolean;
  /** The field by which the server orders; null if it cannot order by this column. */
  readonly field: string | null;
  /** Whether the list orders by it itself, with all records at hand. */
  readonly here?: boolean;
  readonly cell: (lang: Lang, record: ListedRecord, known: Known) => Cell | null;
}

/** An order: by a column, or the one that the way begins with. */
export interface Order {
  readonly column: string;
  readonly down: boolean;
}

const numberCell =
  (field: string, decimals = 1) =>
  (lang: Lang, { properties }: ListedRecord): Cell | null => {
    const value = properties[field];
    return typeof value === 'number' ? { words: formatNumber(lang, value, decimals) } : null;
  };

const COLUMNS: Readonly<Record<ColumnId, Column>> = {
  name: {
    id: 'name',
    title: 'list.column.name',
    number: false,
    field: 'name_vi',
    cell: (lang, record, known) => ({
      words: nameOf(lang, record),
      small: detailsOf(lang, record, known).join(' · '),
    }),
  },
  province: {
    id: 'province',
    title: 'list.column.province',
    number: false,
    field: 'province',
    cell: (_lang, { properties }, { provinces }) => {
      const words = provinces.get(String(properties['province'] ?? ''));
      return words ? { words } : null;
    },
  },
  area: {
    id: 'area',
    title: 'list.column.area',
    number: true,
    field: 'area_ha',
    cell: numberCell('area_ha'),
  },
  occupancy: {
    id: 'occupancy',
    title: 'list.column.occupancy',
    number: true,
    field: 'occupancy_pct',
    cell: (lang, { properties }) => {
      const value = properties['occupancy_pct'];
      if (typeof value !== 'number') return null;
      return { words: `${formatNumber(lang, value, 1)}\u00a0%`, share: value };
    },
  },
  capacity: {
    id: 'capacity',
    title: 'list.column.capacity',
    number: true,
    field: 'capacity_mw',
    cell: numberCell('capacity_mw'),
  },
  class: {
    id: 'class',
    title: 'list.column.class',
    number: false,
    field: 'class',
    here: true,
    cell: (lang, { properties }) => {
      const words = textIfAny(lang, `short.${String(properties['class'])}`);
      return words ? { words } : null;
    },
  },
  trade: {
    id: 'trade',
    title: 'list.column.trade',
    number: true,
    field: null,
    here: true,
    cell: (lang, { id }, { trade }) => {
      const figure = trade.get(id);
      const words = figure && quantityWords(lang, figure);
      if (!figure || !words) return null;
      const unit = pick(lang, figure.unit_vi, figure.unit_en) ?? '';
      return { words: withUnit(words, unit), small: periodWords(lang, figure.period) };
    },
  },
};

/** The columns beside the map, or those of the table that lies over it. */
export const columnsOf = ({ columns, table }: Way, wide = false): readonly Column[] =>
  (wide ? table : columns).map(columnOf);

const isKnown = (id: string): id is ColumnId => id in COLUMNS;

const columnOf = (id: string): Column => (isKnown(id) ? COLUMNS[id] : fieldColumn(id));

/** A column that gives a field of the record as it is. */
function fieldColumn(field: string): Column {
  return {
    id: field,
    title: null,
    number: NUMBERS.has(field),
    field,
    cell: (lang, { properties }, { title }) => {
      const value = properties[field];
      if (typeof value === 'number') {
        return { words: field.endsWith('year') ? String(value) : formatNumber(lang, value) };
      }
      if (typeof value !== 'string' || value === '') return null;
      return { words: title(field, value) || value };
    },
  };
}

/** Fields of the wide table that are numbers. */
const NUMBERS: ReadonlySet<string> = new Set(['projects', 'workers', 'year', 'established_year']);

/** The order that a way begins with. */
export const FIRST_ORDER: Readonly<Record<ThemeId, Order>> = {
  zones: { column: 'area', down: true },
  gates: { column: 'class', down: false },
  plants: { column: 'capacity', down: true },
};

/** The order as the server takes it; null where the list orders by itself. */
export function sortWords({ column, down }: Order): string | null {
  const { field, here } = columnOf(column);
  if (field === null || here) return null;
  return field === 'name_vi' ? `${down ? '-' : ''}name_vi` : `${down ? '-' : ''}${field},name_vi`;
}

/** Classes by rank; among equals those with figures of trade first. */
export function byClass(
  records: readonly ListedRecord[],
  { down }: Order,
  trade: Known['trade'],
): readonly ListedRecord[] {
  const ranks: readonly unknown[] = GATE_CLASSES;
  const rank = ({ properties }: ListedRecord) => {
    const at = ranks.indexOf(properties['class']);
    return at < 0 ? ranks.length : at;
  };
  const silent = ({ id }: ListedRecord) => (trade.has(id) ? 0 : 1);
  return [...records].sort(
    (a, b) =>
      (down ? rank(b) - rank(a) : rank(a) - rank(b)) || silent(a) - silent(b) || compareNames(a, b),
  );
}

/** Gates by their latest trade, whatever its period; those without figures stand last either way. */
export function byTrade(
  records: readonly ListedRecord[],
  { down }: Order,
  trade: Known['trade'],
): readonly ListedRecord[] {
  const amount = ({ id }: ListedRecord) => trade.get(id)?.value ?? null;
  return [...records].sort((a, b) => {
    const [first, second] = [amount(a), amount(b)];
    if (first === null || second === null) {
      return Number(first === null) - Number(second === null) || compareNames(a, b);
    }
    return (down ? second - first : first - second) || compareNames(a, b);
  });
}

const compareNames = (a: ListedRecord, b: ListedRecord): number =>
  nameOf('vi', a).localeCompare(nameOf('vi', b), 'vi');

/** What a row says comes from these: the sources of the record, and those of its figure. */
export function sourcesOf(
  { id, properties }: ListedRecord,
  trade: Known['trade'],
): readonly Source[] {
  const { sources } = properties;
  const all = [
    ...(Array.isArray(sources) ? (sources as readonly Source[]) : []),
    ...(trade.get(id)?.sources ?? []),
  ];
  return [...new Map(all.map((source) => [source.id, source])).values()];
}

/** Fields that every row needs, whatever its columns are. */
const ALWAYS = ['name_vi', 'name_en', 'province', 'precision', 'status'];
const DETAILS: Readonly<Record<ThemeId, readonly string[]>> = {
  zones: ['kind'],
  gates: ['class', 'mode', 'neighbour'],
  plants: ['fuel'],
};

/** The fields that the rows of a way need. */
export const fieldsOf = (way: Way, wide = false): readonly string[] => [
  ...new Set([
    ...ALWAYS,
    ...DETAILS[way.id],
    ...(wide ? ['sources'] : []),
    ...columnsOf(way, wide).flatMap(({ field }) => (field === null ? [] : [field])),
  ]),
];

/** The field whose value gives a row its sign. */
export const SIGN_FIELD: Readonly<Record<ThemeId, string>> = {
  zones: 'kind',
  gates: 'class',
  plants: 'fuel',
};

export function nameOf(lang: Lang, { properties }: ListedRecord): string {
  const [first, second] = lang === 'vi' ? ['name_vi', 'name_en'] : ['name_en', 'name_vi'];
  return String(properties[first ?? ''] || properties[second ?? ''] || '');
}

/** The name with the words for its kind as offices shorten them. */
export function briefName(lang: Lang, record: ListedRecord): string {
  const name = nameOf(lang, record);
  const { kind } = record.properties;
  if (kind !== 'cluster' && kind !== 'park') return name;
  const prefix = text(lang, `list.prefix.${kind}`).toLocaleLowerCase('vi');
  return name.toLocaleLowerCase('vi').startsWith(`${prefix} `)
    ? `${text(lang, `list.brief.${kind}`)}${name.slice(prefix.length)}`
    : name;
}

/** What stands under the name: what the columns do not say. What is unknown is not said. */
function detailsOf(lang: Lang, { properties }: ListedRecord, known: Known): string[] {
  const said = ['fuel', 'mode', 'neighbour', 'status'].flatMap((field) => {
    const value = properties[field];
    if (known.told.has(field)) return [];
    if (typeof value !== 'string' || value === 'unknown') return [];
    // A gate that is open needs no word; zones and plants are often only planned.
    if (field === 'status' && value === 'operating' && 'mode' in properties) return [];
    return [known.title(field, value)];
  });
  const place = textIfAny(lang, `list.precision.${String(properties['precision'])}`);
  return [...said, ...(place ? [place] : [])].filter((words) => words !== '');
}

/** The latest figure of each gate. The server gives them newest first; those without a value and
 * the sums of several years do not count. */
export function latestTrade(
  figures: readonly Figure[],
  sources: readonly Source[] = [],
): Map<number, Sourced> {
  const latest = new Map<number, Sourced>();
  for (const figure of figures) {
    const { place, value, period } = figure;
    if (place.layer !== 'border_gates' || place.id === null || value === null) continue;
    if (period.kind === 'years' || period.kind === 'day') continue;
    const known = latest.get(place.id);
    if (!known || (period.end ?? '') > (known.period.end ?? '')) {
      latest.set(place.id, { ...figure, sources: sourcesNamed(sources, figure.source_ids) });
    }
  }
  return latest;
}

/** How many records there are, in words: of one kind of zone by that kind. */
export function countWords(lang: Lang, way: ThemeId, kinds: readonly string[], n: number): string {
  const values = { n: formatNumber(lang, n) };
  const [kind] = kinds.length === 1 ? kinds : [];
  if (kind === 'cluster' || kind === 'park') return text(lang, `list.count.${kind}`, values);
  return text(lang, `list.count.${way}`, values);
}
