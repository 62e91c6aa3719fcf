// What the wanted records of a layer are together, worked out as a server does: the summary of all
// records says which fields are counted and what their values are called.
import type { ListedRecord, Summary, SummaryBy, SummarySum } from '../list/types';
import { placeOf } from './records';

/** The summary of `records`, counted by these fields; `all` is that of the whole layer. */
export function summaryOf(
  all: Summary,
  records: readonly ListedRecord[],
  by: readonly string[],
): Summary {
  const drawn = records.filter((record) => placeOf(record) !== null).length;
  const fields = by.flatMap((field) => all.by.filter((own) => own.field === field));
  return {
    numberMatched: records.length,
    drawn,
    withoutPlace: records.length - drawn,
    sums: all.sums.map((sum) => summed(sum, records)),
    by: fields.map((field) => counted(field, records)),
    dates: datesOf(records),
  };
}

function summed(sum: SummarySum, records: readonly ListedRecord[]): SummarySum {
  const told = records
    .map(({ properties }) => properties[sum.field])
    .filter((value) => typeof value === 'number');
  // Sums of decimal hundredths, not of binary fractions.
  const total = Math.round(told.reduce((before, value) => before + value, 0) * 100) / 100;
  return { ...sum, total: told.length > 0 ? total : null, reporting: told.length };
}

function counted(field: SummaryBy, records: readonly ListedRecord[]): SummaryBy {
  const counts = new Map<string, number>();
  for (const { properties } of records) {
    const value = properties[field.field];
    if (value === undefined || value === null) continue;
    counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  }
  const known = [...counts.values()].reduce((before, count) => before + count, 0);
  const items = field.items.map((item) => ({ ...item, count: counts.get(item.value) ?? 0 }));
  return { ...field, items, unknown: records.length - known };
}

/** The day with which a date begins or ends: `2011` is the whole year. */
const day = (date: string, ends: boolean): string =>
  `${date}${(ends ? '-12-31' : '-01-01').slice(date.length - 4)}`;

/** The oldest and the newest day that the sources of the records say. */
function datesOf(records: readonly ListedRecord[]): Summary['dates'] {
  const told = records.flatMap(({ properties: { source_date: date } }) =>
    typeof date === 'string' && date !== '' ? [date] : [],
  );
  const first = (ends: boolean, sign: number) =>
    told.reduce<string | null>((best, date) => {
      const order = best === null ? -1 : sign * day(date, ends).localeCompare(day(best, ends));
      return order < 0 || (order === 0 && sign < 0) ? date : best;
    }, null);
  return { oldest: first(false, 1), newest: first(true, -1) };
}
