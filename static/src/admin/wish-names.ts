// What the server calls by the flags of its command, this page calls by its fields.
import type { Lang } from '../i18n';
import { say, type TextKey } from './texts';

const FIELDS: Readonly<Record<string, TextKey>> = {
  '--sheet': 'sheet',
  '--crs': 'crs',
  '--map': 'map',
  '--tolerance': 'tolerance',
  '--replace': 'replace',
  '--keep-going': 'keepGoing',
  '--source': 'source',
  '--source-date': 'sourceDate',
  '--source-licence': 'sourceLicence',
  '--source-url': 'sourceUrl',
};

/** A text of the report with the names of the fields of this page. */
export const withFieldNames = (lang: Lang, text: string): string =>
  text.replace(/--[a-z]+(?:-[a-z]+)*/g, (flag) => {
    const field = FIELDS[flag];
    return field ? `“${say(lang, field)}”` : flag;
  });
