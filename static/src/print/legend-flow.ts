// A legend in columns: what stands where, in pixels of the sheet. Pure; widths of texts are asked for.
import type { PictureMark, PictureSection } from './content';

/** Width of a text in pixels, in the font of the legend. */
export type Measure = (words: string) => number;

export interface LegendCell {
  readonly x: number;
  readonly width: number;
  /** Room for the mark, before the words. */
  readonly markWidth: number;
  readonly mark: PictureMark;
  readonly lines: readonly string[];
  /** The words stand below the mark, not beside it. */
  readonly below: boolean;
}

export type LegendRow =
  | { readonly kind: 'title'; readonly height: number; readonly lines: readonly string[] }
  | { readonly kind: 'cells'; readonly height: number; readonly cells: readonly LegendCell[] };

type Entries = PictureSection['entries'];

/** Rows of one column, each with its upper edge. */
export type LegendColumn = readonly { readonly y: number; readonly row: LegendRow }[];

/** Height of a line of words. */
export const LINE = 14;
/** Room for a mark, where entries stand one below the other and where they stand in pairs. */
const MARK_WIDTH = 34;
const PAIRED_MARK_WIDTH = 26;
/** Below a title, and above it where something stands there. */
const TITLE_AIR = 8;
const SECTION_AIR = 8;
const ROW_AIR = 5;

/** Packs the sections into columns of this width, none higher than `height`. */
export function legendColumns(
  sections: readonly PictureSection[],
  width: number,
  height: number,
  measure: Measure,
): LegendColumn[] {
  const columns: { y: number; row: LegendRow }[][] = [[]];
  let y = 0;
  const turn = () => {
    columns.push([]);
    y = 0;
  };
  for (const section of sections) {
    const rows = rowsOf(section, width, measure);
    const whole = rows.reduce((sum, row) => sum + row.height, 0);
    if (y > 0) y += SECTION_AIR;
    // A section stays together if it fits a column and begins in the lower half of one.
    if (y > height / 2 && whole <= height && y + whole > height) turn();
    rows.forEach((row, index) => {
      // A title never stands alone at the foot of a column.
      const need = row.height + (row.kind === 'title' ? (rows[index + 1]?.height ?? 0) : 0);
      if (y > 0 && y + need > height) turn();
      columns.at(-1)?.push({ y, row });
      y += row.height;
    });
  }
  return columns.filter((column) => column.length > 0);
}

/** The least height in which the legend takes no more than `count` columns. */
export function leastHeight(
  sections: readonly PictureSection[],
  width: number,
  count: number,
  measure: Measure,
): number {
  const rows = sections.flatMap((section) => rowsOf(section, width, measure));
  const whole = rows.reduce((sum, row) => sum + row.height, 0);
  const most = whole + sections.length * SECTION_AIR;
  let height = Math.max(whole / count, ...rows.map((row) => row.height));
  while (height < most && legendColumns(sections, width, height, measure).length > count) {
    height += LINE / 2;
  }
  return Math.ceil(height);
}

export const columnHeight = (column: LegendColumn): number => {
  const last = column.at(-1);
  return last ? last.y + last.row.height : 0;
};

function rowsOf(
  { title, form, entries }: PictureSection,
  width: number,
  measure: Measure,
): LegendRow[] {
  const lines = wrapped(title, width, measure);
  const heading: LegendRow = { kind: 'title', height: lines.length * LINE + TITLE_AIR, lines };
  if (form === 'row') return [heading, sideBySide(entries, width)];
  const across = form === 'compact' && fitsInPairs(entries, width, measure) ? 2 : 1;
  const rows = [];
  for (let at = 0; at < entries.length; at += across) {
    rows.push(cellRow(entries.slice(at, at + across), width / across, across === 2, measure));
  }
  return [heading, ...rows];
}

/** Whether no label takes more than two lines of half the width. */
const fitsInPairs = (entries: Entries, width: number, measure: Measure): boolean =>
  entries.every(
    ({ label }) => wrapped(label, width / 2 - PAIRED_MARK_WIDTH - 4, measure).length <= 2,
  );

function cellRow(entries: Entries, each: number, paired: boolean, measure: Measure): LegendRow {
  const markWidth = paired ? PAIRED_MARK_WIDTH : MARK_WIDTH;
  const cells = entries.map(({ mark, label }, index) => ({
    x: index * each,
    width: each,
    markWidth,
    mark,
    lines: wrapped(label, each - markWidth - 4, measure),
    below: false,
  }));
  const lines = Math.max(...cells.map((cell) => cell.lines.length));
  const marks = Math.max(...entries.map(({ mark }) => heightOf(mark)));
  return { kind: 'cells', height: Math.max(lines * LINE, marks) + ROW_AIR, cells };
}

function sideBySide(entries: Entries, width: number): LegendRow {
  const each = width / Math.max(1, entries.length);
  const marks = Math.max(...entries.map(({ mark }) => heightOf(mark)));
  return {
    kind: 'cells',
    height: marks + LINE + ROW_AIR,
    cells: entries.map(({ mark, label }, index) => ({
      x: index * each,
      width: each,
      markWidth: each,
      mark,
      lines: [label],
      below: true,
    })),
  };
}

/** Height of a mark as it is drawn. */
export function heightOf(mark: PictureMark): number {
  if (mark.kind === 'disc') return Math.max(16, mark.radius * 2 + 3);
  return mark.kind === 'sign' ? 18 : 14;
}

/** The words in lines no wider than `width`; a longer word stands alone. */
export function wrapped(words: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
