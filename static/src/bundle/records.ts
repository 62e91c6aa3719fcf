// The records of a bundle that are listed, which of them are wanted, and in which order.
import type { Position } from 'geojson';
import { conditionsIn } from '../filters/cql';
import type { Condition, Conditions } from '../filters/conditions';
import type { ListedRecord } from '../list/types';
import { folded } from '../things/fold';
import type { Bundle } from './known';
import { loadJson } from './packs';

/** Text that the form of the page did not write: only a server understands all of the language. */
export class UnknownFilter extends Error {}

export type Box = readonly [number, number, number, number];

const known = new Map<string, Promise<readonly ListedRecord[]>>();

/** All records of a layer. */
export function recordsOf({ base }: Bundle, layer: string): Promise<readonly ListedRecord[]> {
  const url = `${base}/records/${layer}.pack`;
  const asked =
    known.get(url) ??
    loadJson(url).then((page) => (page as { features: readonly ListedRecord[] }).features);
  known.set(url, asked);
  asked.catch(() => known.delete(url));
  return asked;
}

/** Those that a filter accepts and that lie in the box. */
export function wantedOf(
  records: readonly ListedRecord[],
  filter: string | null,
  box: Box | null,
): readonly ListedRecord[] {
  const conditions: Conditions | null = conditionsIn(filter);
  if (!conditions) throw new UnknownFilter(filter ?? '');
  return records.filter(
    (record) =>
      (box === null || lies(placeOf(record), box)) &&
      conditions.every((condition) => holds(condition, record.properties[condition.field])),
  );
}

export const placeOf = ({ geometry }: ListedRecord): Position | null =>
  geometry?.type === 'Point' ? geometry.coordinates : null;

function lies(place: Position | null, [west, south, east, north]: Box): boolean {
  const [lon = Number.NaN, lat = Number.NaN] = place ?? [];
  return west <= lon && lon <= east && south <= lat && lat <= north;
}

/** What is not known fulfils nothing. */
function holds(condition: Condition, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  switch (condition.kind) {
    case 'among':
      return condition.values.includes(String(value));
    case 'least':
      return typeof value === 'number' && value >= condition.value;
    case 'most':
      return typeof value === 'number' && value <= condition.value;
    case 'contains':
      return folded(String(value)).includes(folded(condition.words));
  }
}

const LETTERS = new Intl.Collator('vi', { numeric: false });

/** Orders by fields, `-` before one for the greatest first; what is not known comes last. */
export function inOrder(
  records: readonly ListedRecord[],
  sortby: string | null,
): readonly ListedRecord[] {
  const fields = (sortby ?? '').split(',').filter((field) => field !== '');
  const orders = fields.map((field) => {
    const down = field.startsWith('-');
    return { name: field.replace(/^[-+]/, ''), sign: down ? -1 : 1 };
  });
  return [...records].sort((a, b) => {
    for (const { name, sign } of orders) {
      const order = compare(a.properties[name] ?? null, b.properties[name] ?? null, sign);
      if (order !== 0) return order;
    }
    return a.id - b.id;
  });
}

function compare(a: unknown, b: unknown, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * LETTERS.compare(String(a), String(b));
}
