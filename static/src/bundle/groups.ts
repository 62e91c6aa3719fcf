// Points of a zoom, joined where they would lie upon each other: as the tiles of a server have them.
import type { ListedRecord } from '../list/types';
import type { Groups } from './known';
import { placeOf } from './records';

/** Units of a side of a tile. */
export const EXTENT = 4096;

/** A point, or a group of them, with what a tile says of it. */
export interface Mark {
  readonly id: number;
  /** Units of the whole map at its zoom, from the west and from the north. */
  readonly at: readonly [number, number];
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Numbers of groups begin here; those of records stay far below. */
const FIRST_GROUP = 2 ** 40;

/** The records at a zoom. */
export function marksAt(records: readonly ListedRecord[], zoom: number, groups?: Groups): Mark[] {
  const marks = records.flatMap((record) => {
    const [lon, lat] = placeOf(record) ?? [];
    if (lon === undefined || lat === undefined) return [];
    return { id: record.id, at: unitsOf(lon, lat, zoom), properties: record.properties };
  });
  return groups && zoom <= groups.maxzoom ? joined(marks, groups) : marks;
}

/** Web Mercator. */
function unitsOf(lon: number, lat: number, zoom: number): [number, number] {
  const size = EXTENT * 2 ** zoom;
  const sine = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [Math.floor((lon / 360 + 0.5) * size), Math.floor(y * size)];
}

function joined(marks: readonly Mark[], groups: Groups): Mark[] {
  const kinds = new Map<string, Mark[]>();
  for (const mark of marks) {
    const kind = String(mark.properties[groups.by] ?? '');
    kinds.set(kind, [...(kinds.get(kind) ?? []), mark]);
  }
  let next = FIRST_GROUP;
  return [...kinds.values()].flatMap((members) =>
    clusters(members, groups).map((cluster) => {
      const [only] = cluster;
      return cluster.length === 1 && only ? only : groupOf(cluster, groups, next++);
    }),
  );
}

/** The heaviest first takes all that lie near it. */
function clusters(members: readonly Mark[], { reach, sum }: Groups): Mark[][] {
  const weight = (mark: Mark) => (sum === null ? 0 : numberOf(mark, sum));
  let left = [...members].sort((a, b) => weight(b) - weight(a) || a.id - b.id);
  const found: Mark[][] = [];
  for (let [first] = left; first; [first] = left) {
    const [x, y] = first.at;
    const isNear = ({ at }: Mark) => (at[0] - x) ** 2 + (at[1] - y) ** 2 <= reach ** 2;
    found.push(left.filter(isNear));
    left = left.filter((mark) => !isNear(mark));
  }
  return found;
}

function groupOf(members: readonly Mark[], { by, sum }: Groups, id: number): Mark {
  const middle = (axis: 0 | 1) =>
    Math.floor(members.reduce((before, { at }) => before + at[axis], 0) / members.length);
  const total = members.reduce((before, mark) => before + (sum ? numberOf(mark, sum) : 0), 0);
  return {
    id,
    at: [middle(0), middle(1)],
    properties: {
      point_count: members.length,
      [by]: members[0]?.properties[by],
      ...(sum ? { [sum]: Math.round(total * 100) / 100 } : {}),
    },
  };
}

function numberOf({ properties }: Mark, field: string): number {
  const value = properties[field];
  return typeof value === 'number' ? value : 0;
}
