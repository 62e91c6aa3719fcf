// Texts and numbers in the language of the reader: Vietnamese first, English second.
import { en } from './en';
import { vi } from './vi';

export type Lang = 'vi' | 'en';
export type MessageKey = keyof typeof vi;

const MESSAGES: Readonly<Record<Lang, Readonly<Record<MessageKey, string>>>> = { vi, en };

/** The text of `key`, with `{name}` replaced by the value of that name. */
export function text(lang: Lang, key: MessageKey, values: Record<string, string> = {}): string {
  return MESSAGES[lang][key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The text of a key made at run time, or nothing if there is no such text. */
export function textIfAny(lang: Lang, key: string): string | undefined {
  return key in MESSAGES[lang] ? MESSAGES[lang][key as MessageKey] : undefined;
}

/** The Vietnamese title or the English one, whichever is asked for and exists. */
export function titleIn(lang: Lang, titled: { title_vi: string; title_en: string }): string {
  return lang === 'vi' ? titled.title_vi || titled.title_en : titled.title_en || titled.title_vi;
}

/**
 * A number as people write it: 1.234,5 in Vietnamese, 1,234.5 in English. Grouping begins at
 * four digits in both; at most `decimals` digits follow the decimal sign.
 */
export function formatNumber(lang: Lang, value: number, decimals = 2): string {
  return new Intl.NumberFormat(lang === 'vi' ? 'vi-VN' : 'en-GB', {
    maximumFractionDigits: decimals,
    useGrouping: 'always',
  }).format(value);
}

/** A date as people write it; text that is no ISO date stays as it is. A month or a year is kept. */
export function formatDate(lang: Lang, value: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value) ?? [];
  if (!year || !month) return value;
  if (lang === 'en') {
    const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
    return new Intl.DateTimeFormat('en-GB', {
      year: 'numeric',
      month: 'short',
      ...(day ? { day: 'numeric' } : {}),
      timeZone: 'UTC',
    }).format(date);
  }
  return day ? `${Number(day)}/${Number(month)}/${year}` : `${Number(month)}/${year}`;
}

/** The reader's language: the stored choice, or Vietnamese. */
export function initialLang(stored: string | null): Lang {
  return stored === 'en' ? 'en' : 'vi';
}
