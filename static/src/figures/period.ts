// Periods in words: "9 tháng 2025", "năm 2023", "tính đến 12/6/2025".
import { formatDate, text, type Lang, type MessageKey } from '../i18n';
import type { Period } from './types';

/** The period in the words of the reader. */
export function periodWords(lang: Lang, { start, end, kind }: Period): string {
  const say = (key: MessageKey, values: Record<string, string>) => text(lang, key, values);
  const from = start ?? end ?? '';
  const to = end ?? from;
  const year = from.slice(0, 4);
  switch (kind) {
    case 'state':
      return say(/^\d{4}$/.test(to) ? 'period.stateYear' : 'period.state', {
        date: formatDate(lang, to),
      });
    case 'open':
      return say('period.open', { date: formatDate(lang, from) });
    case 'day':
      return say('period.day', { date: formatDate(lang, from) });
    case 'month':
      return say('period.month', {
        month: lang === 'vi' ? String(monthOf(from)) : monthName(monthOf(from)),
        year,
      });
    case 'quarter':
      return say('period.quarter', {
        quarter: QUARTERS[lang][(monthOf(from) - 1) / 3] ?? '',
        year,
      });
    case 'year':
      return say('period.year', { year });
    case 'year_to_date':
      return endsAMonth(to)
        ? say('period.months', { count: String(monthOf(to)), year })
        : span(lang, from, to);
    case 'years':
      return startsAYear(from) && endsAYear(to)
        ? say('period.years', { from: year, to: to.slice(0, 4) })
        : span(lang, from, to);
    case 'days':
      return span(lang, from, to);
  }
}

/** The period as queries name it: `2025-01-01/2025-09-30`, `../2025-10-17`. */
export const periodKey = ({ start, end }: Period): string => `${start ?? '..'}/${end ?? '..'}`;

const QUARTERS: Readonly<Record<Lang, readonly string[]>> = {
  vi: ['I', 'II', 'III', 'IV'],
  en: ['1', '2', '3', '4'],
};

const monthOf = (date: string): number => Number(date.slice(5, 7)) || 1;

const monthName = (month: number): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2000, month - 1, 1),
  );

/** Whether a date is the last day of its month; a month or a year as a whole ends itself. */
function endsAMonth(date: string): boolean {
  const [year, month, day] = date.split('-').map(Number);
  return day === undefined || day === new Date(Date.UTC(year ?? 0, month ?? 1, 0)).getUTCDate();
}

const startsAYear = (date: string): boolean => /^\d{4}(-01(-01)?)?$/.test(date);
const endsAYear = (date: string): boolean => /^\d{4}(-12(-31)?)?$/.test(date);

/** From one day to another; what both share is said once. */
function span(lang: Lang, from: string, to: string): string {
  const sameYear = from.length > 4 && from.slice(0, 4) === to.slice(0, 4);
  const whole = formatDate(lang, from);
  const short = sameYear ? whole.replace(lang === 'vi' ? /\/\d{4}$/ : / \d{4}$/, '') : whole;
  return `${short} – ${formatDate(lang, to)}`;
}
