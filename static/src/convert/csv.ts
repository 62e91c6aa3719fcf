// Tables as text: reading cells piece by piece as they arrive, and writing them. Quotes as in
// RFC 4180; lines end with LF, CRLF or CR; empty lines are no rows.

/** What can stand between the cells of a table. */
export type Delimiter = ',' | ';' | '\t';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/**
 * What parts the cells of the first line of a table: what makes most columns with a known name, or
 * else most columns; a comma if nothing does.
 */
export function delimiterOf(
  text: string,
  isKnown: (heading: string) => boolean = () => false,
): Delimiter {
  const first = firstLine(text);
  const readings = DELIMITERS.map((delimiter) => {
    const [cells = []] = rowsOf(first, delimiter);
    return { delimiter, known: cells.filter(isKnown).length, width: cells.length };
  });
  return readings.reduce((best, one) =>
    one.known > best.known || (one.known === best.known && one.width > best.width) ? one : best,
  ).delimiter;
}

/** All rows of a table. */
export function rowsOf(text: string, delimiter: Delimiter): string[][] {
  const reader = new CsvReader(delimiter);
  return [...reader.read(text), ...reader.end()];
}

/** A table as text, with commas, every row ended. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');

const cellText = (cell: string): string =>
  /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

function firstLine(text: string): string {
  const start = text.search(/[^\r\n\uFEFF]/);
  return start < 0 ? '' : (/^[^\r\n]*/.exec(text.slice(start, start + 65_536))?.[0] ?? '');
}

/** Reads rows from text that comes in pieces, cut anywhere. */
export class CsvReader {
  private row: string[] = [];
  private cell = '';
  private quoted = false;
  /** A quote was just read inside quotes: the end of them, or half of a doubled one. */
  private closing = false;
  private atStart = true;

  constructor(private readonly delimiter: Delimiter) {}

  /** The rows that `text` completes. */
  read(text: string): string[][] {
    const rows: string[][] = [];
    const special = new RegExp(`["\\r\\n${this.delimiter}]`, 'g');
    let from = this.atStart && text.startsWith('\uFEFF') ? 1 : 0;
    if (text !== '') this.atStart = false;
    while (from < text.length) {
      special.lastIndex = from;
      const at = special.exec(text)?.index ?? text.length;
      if (at > from) this.add(text.slice(from, at));
      const sign = text[at];
      if (sign !== undefined) this.heed(sign, rows);
      from = at + 1;
    }
    return rows;
  }

  /** The last row, if its line was not ended. */
  end(): string[][] {
    const rows: string[][] = [];
    this.quoted = false;
    this.endRow(rows);
    return rows;
  }

  private add(letters: string): void {
    if (this.closing) {
      this.closing = false;
      this.quoted = false;
    }
    this.cell += letters;
  }

  private heed(sign: string, rows: string[][]): void {
    if (sign === '"') this.heedQuote();
    else if (this.quoted && !this.closing) this.cell += sign;
    else {
      this.quoted = false;
      this.closing = false;
      if (sign === this.delimiter) this.endCell();
      else this.endRow(rows);
    }
  }

  private heedQuote(): void {
    if (this.closing) {
      this.cell += '"';
      this.closing = false;
    } else if (this.quoted) this.closing = true;
    else if (this.cell === '') this.quoted = true;
    else this.cell += '"';
  }

  private endCell(): void {
    this.row.push(this.cell);
    this.cell = '';
  }

  private endRow(rows: string[][]): void {
    if (this.row.length === 0 && this.cell === '') return;
    this.endCell();
    rows.push(this.row);
    this.row = [];
  }
}
