// The converted table as it comes in: rows for the screen, counts by status, and the bytes for the
// file, just as the server wrote them.
import { CsvReader, type Delimiter } from './csv';
import { namingColumns } from './columns';
import { isStatus, type Status } from './types';

/** Rows that are kept for the screen; the file has all. */
export const MOST_SHOWN = 20_000;

const BOM = '\uFEFF';

/** One row of the answer. */
export interface ConvertedRow {
  /** Its place in the table, the first row after the heading being 1. */
  readonly number: number;
  /** The unit as the table names it. */
  readonly asked: string;
  readonly status: Status;
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly others: string;
  readonly note: string;
}

/** What the server adds to each row. */
const ADDED = [
  'status',
  'new_code',
  'new_name',
  'new_province',
  'other_successors',
  'note',
] as const;

interface Places {
  readonly asked: readonly number[];
  readonly added: readonly number[];
}

export class Converted {
  /** Rows that came in. */
  count = 0;
  readonly rows: ConvertedRow[] = [];
  readonly counts = new Map<Status, number>();
  private readonly parts: Uint8Array<ArrayBuffer>[] = [];
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private reader: CsvReader | null = null;
  /** Text before the heading is complete. */
  private begun = '';
  private places: Places | null = null;

  take(bytes: Uint8Array<ArrayBuffer>): void {
    this.parts.push(bytes);
    this.read(this.decoder.decode(bytes, { stream: true }));
  }

  end(): void {
    this.read(this.decoder.decode());
    this.keep(this.reader?.end() ?? []);
  }

  /** The whole answer, with the mark that tells a spreadsheet that it is UTF-8. */
  file(): Blob {
    const [first] = this.parts;
    const marked = first?.[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf;
    return new Blob(marked ? this.parts : [BOM, ...this.parts], { type: 'text/csv;charset=utf-8' });
  }

  private read(text: string): void {
    if (this.reader) {
      this.keep(this.reader.read(text));
      return;
    }
    this.begun += text;
    const delimiter = addedDelimiter(this.begun);
    if (!delimiter) return;
    this.reader = new CsvReader(delimiter);
    const { begun } = this;
    this.begun = '';
    this.keep(this.reader.read(begun));
  }

  private keep(rows: readonly string[][]): void {
    for (const row of rows) {
      if (!this.places) this.places = placesIn(row);
      else this.keepRow(row, this.places);
    }
  }

  private keepRow(row: readonly string[], { asked, added }: Places): void {
    const [status = '', code = '', name = '', province = '', others = '', note = ''] = added.map(
      (at) => row[at] ?? '',
    );
    const known = isStatus(status) ? status : 'malformed';
    this.count += 1;
    this.counts.set(known, (this.counts.get(known) ?? 0) + 1);
    if (this.rows.length >= MOST_SHOWN) return;
    const words = asked.map((at) => row[at]?.trim() ?? '').filter((cell) => cell !== '');
    this.rows.push({
      number: this.count,
      asked: words.join(', '),
      status: known,
      code,
      name,
      province,
      others,
      note,
    });
  }
}

/** What parts the cells of the answer: it stands between the first two columns that are added. */
function addedDelimiter(text: string): Delimiter | null {
  const [, found] = /(?:^|["\t,;\uFEFF])"?status"?([\t,;])"?new_code/.exec(text) ?? [];
  return (found as Delimiter | undefined) ?? null;
}

/** The columns that the server adds are the last of their names. */
function placesIn(heading: readonly string[]): Places {
  const added = ADDED.map((name) => heading.lastIndexOf(name));
  const own = heading.slice(0, added[0]);
  const asked = namingColumns(own);
  return { asked: asked.length > 0 ? asked : own.map((_, index) => index), added };
}
