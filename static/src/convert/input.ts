// What a reader pasted or chose, made ready to be sent: which columns it has, how many rows, and
// what is wrong with it in a word. Nothing is sent from here.
import { csvText, delimiterOf, rowsOf } from './csv';
import { columnOf, columnsOf, isHeading, type FoundColumn } from './columns';

/** More than this the server does not take. */
export const MOST_BYTES = 32 * 1024 * 1024;
export const MOST_ROWS = 200_000;

/** A table that can be sent. */
export interface TableInput {
  /** Its columns; null where every line is an address. */
  readonly columns: readonly FoundColumn[] | null;
  readonly rows: number;
  readonly body: string | Blob;
}

/** Why a file is no table of ours: each has words of its own. */
export type FileFault = 'workbook' | 'encoding' | 'size' | 'rows' | 'empty';

/** What the columns of mere lines are called. */
export interface LineHeadings {
  readonly code: string;
  readonly address: string;
}

/** A pasted table or pasted lines; null if there is nothing. */
export function pastedInput(text: string, headings: LineHeadings): TableInput | null {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const [first] = lines;
  if (first === undefined) return null;
  const delimiter = first.includes('\t') ? '\t' : delimiterOf(first, isKnown);
  if (delimiter !== '\t' && !isHeading(rowsOf(first, delimiter)[0] ?? [])) {
    return addresses(lines, headings);
  }
  const rows = rowsOf(text, delimiter).filter((row) => row.some((cell) => cell.trim() !== ''));
  const [names = []] = rows;
  if (!isHeading(names)) return addresses(rows.map(inWords), headings);
  return { columns: columnsOf(names), rows: rows.length - 1, body: csvText(rows) };
}

/** A chosen file; it is sent as it is. */
export async function fileInput(file: File): Promise<TableInput | FileFault> {
  if (/\.xls[xmb]?$|\.ods$/i.test(file.name)) return 'workbook';
  if (file.size > MOST_BYTES) return 'size';
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isWorkbook(bytes)) return 'workbook';
  const text = decoded(bytes);
  if (text === null) return 'encoding';
  const rows = rowsOf(text, delimiterOf(text, isKnown));
  const [names] = rows;
  if (!names) return 'empty';
  if (rows.length - 1 > MOST_ROWS) return 'rows';
  return { columns: columnsOf(names), rows: rows.length - 1, body: file };
}

const isKnown = (heading: string): boolean => columnOf(heading) !== null;

function addresses(lines: readonly string[], { code, address }: LineHeadings): TableInput {
  const said = lines.map((line) => line.trim());
  const cells = said.some(isCode)
    ? [[code, address], ...said.map((line) => (isCode(line) ? [line, ''] : ['', line]))]
    : [[address], ...said.map((line) => [line])];
  return { columns: null, rows: lines.length, body: csvText(cells) };
}

/** Whether words are the code of a unit; a spreadsheet may have taken a leading zero away. */
export const isCode = (words: string): boolean => /^(former:)?\d{2,5}$/.test(words);

/** Cells side by side are the parts of one address. */
const inWords = (row: readonly string[]): string =>
  row
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(', ');

/** The text of a file in UTF-8; null if it is written otherwise. */
function decoded(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** The first bytes of a ZIP file, as .xlsx and .ods are, and of an old .xls. */
function isWorkbook([a, b, c, d]: Uint8Array): boolean {
  const isZip = a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04;
  return isZip || (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0);
}
