// Where everything stands on a sheet: title, map, legend, foot. Pixels of a screen, 96 to the inch.
import type { PictureContent } from './content';
import {
  columnHeight,
  leastHeight,
  legendColumns,
  wrapped,
  type LegendColumn,
  type Measure,
} from './legend-flow';

export const FORMS = ['screen', 'landscape', 'portrait'] as const;
export type Form = (typeof FORMS)[number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Sheet extends Size {
  /** Pixels of the picture for each pixel of the sheet. */
  readonly ratio: number;
  readonly title: { readonly x: number; readonly y: number; readonly lines: readonly string[] };
  readonly subtitle: { readonly x: number; readonly y: number; readonly lines: readonly string[] };
  readonly map: Rect;
  readonly legend: readonly {
    readonly x: number;
    readonly y: number;
    readonly column: LegendColumn;
  }[];
  readonly foot: { readonly x: number; readonly y: number; readonly lines: readonly string[] };
}

/** Widths of texts in the fonts of the sheet. */
export interface Measures {
  readonly title: Measure;
  readonly words: Measure;
  readonly foot: Measure;
}

/** A4 is 210 by 297 mm. */
const A4 = { short: 794, long: 1123 };
const MARGIN = { screen: 20, landscape: 38, portrait: 38 } as const;
const RATIO = { screen: 2, landscape: 2.5, portrait: 2.5 } as const;
const GAP = 18;
export const TITLE_LINE = 30;
export const SUBTITLE_LINE = 18;
export const FOOT_LINE = 13;
const COLUMN = 186;
/** Columns beside the map at most, and below it. */
const MOST_BESIDE = 3;
/** A map narrower than this has its legend below. */
const NARROW = 640;
const LEAST_MAP = 160;

/** The sheet for a map that is seen in this size on the screen. */
export function sheetFor(
  form: Form,
  seen: Size,
  title: string,
  content: PictureContent,
  measures: Measures,
): Sheet {
  if (form === 'screen') return sheetOfScreen(seen, title, content, measures);
  const [width, height] = form === 'landscape' ? [A4.long, A4.short] : [A4.short, A4.long];
  const inner = width - 2 * MARGIN[form];
  const head = headOf(title, content.subtitle, inner, MARGIN[form], measures);
  const foot = content.footer.flatMap((words) => wrapped(words, inner, measures.foot));
  const top = head.bottom;
  const bottom = height - MARGIN[form] - foot.length * FOOT_LINE - 10;
  const body = { x: MARGIN[form], y: top, width: inner, height: bottom - top };
  const parts =
    form === 'landscape' ? beside(body, content, measures) : below(body, content, measures);
  return {
    width,
    height,
    ratio: RATIO[form],
    ...head.lines,
    ...parts,
    foot: { x: MARGIN[form], y: bottom + 10, lines: foot },
  };
}

/** The map keeps its size; the sheet grows round it. */
function sheetOfScreen(
  seen: Size,
  title: string,
  content: PictureContent,
  measures: Measures,
): Sheet {
  const margin = MARGIN.screen;
  const isNarrow = seen.width < NARROW;
  const { sections } = content;
  const across = Math.max(1, Math.floor((seen.width + GAP) / (COLUMN + GAP)));
  const each = isNarrow ? (seen.width - (across - 1) * GAP) / across : COLUMN;
  const columns = legendColumns(
    sections,
    each,
    isNarrow ? leastHeight(sections, each, across, measures.words) : seen.height,
    measures.words,
  );
  const legendWidth = columns.length * (COLUMN + GAP);
  const inner = seen.width + (isNarrow ? 0 : legendWidth);
  const head = headOf(title, content.subtitle, inner, margin, measures);
  const map = { x: margin, y: head.bottom, ...seen };
  const legend = columns.map((column, index) =>
    isNarrow
      ? { x: margin + index * (each + GAP), y: map.y + map.height + GAP, column }
      : { x: map.x + map.width + GAP + index * (COLUMN + GAP), y: map.y, column },
  );
  const foot = content.footer.flatMap((words) => wrapped(words, inner, measures.foot));
  const legendBottom = Math.max(0, ...legend.map(({ y, column }) => y + columnHeight(column)));
  const bottom = Math.max(map.y + map.height, isNarrow ? legendBottom : 0) + 12;
  return {
    width: inner + 2 * margin,
    height: Math.ceil(bottom + foot.length * FOOT_LINE + margin),
    ratio: RATIO.screen,
    ...head.lines,
    map,
    legend,
    foot: { x: margin, y: bottom, lines: foot },
  };
}

function headOf(
  title: string,
  subtitle: string,
  width: number,
  margin: number,
  measures: Measures,
) {
  const lines = wrapped(title, width, measures.title);
  const more = subtitle ? wrapped(subtitle, width, measures.words) : [];
  const middle = margin + lines.length * TITLE_LINE;
  return {
    lines: {
      title: { x: margin, y: margin, lines },
      subtitle: { x: margin, y: middle, lines: more },
    },
    bottom: middle + more.length * SUBTITLE_LINE + 10,
  };
}

/** Legend at the right of the map, in as many columns as it needs. */
function beside(body: Rect, { sections }: PictureContent, { words }: Measures) {
  const columns = legendColumns(sections, COLUMN, body.height, words).slice(0, MOST_BESIDE);
  const legendWidth = columns.length * (COLUMN + GAP);
  const map = { ...body, width: body.width - legendWidth };
  return {
    map,
    legend: columns.map((column, index) => ({
      x: map.x + map.width + GAP + index * (COLUMN + GAP),
      y: body.y,
      column,
    })),
  };
}

/** Legend below the map, over the whole width. */
function below(body: Rect, { sections }: PictureContent, { words }: Measures) {
  const across = Math.floor((body.width + GAP) / (COLUMN + GAP));
  const each = (body.width - (across - 1) * GAP) / across;
  const needed = sections.length > 0 ? leastHeight(sections, each, across, words) : 0;
  const height = Math.min(needed, body.height - LEAST_MAP);
  const map = { ...body, height: body.height - (height > 0 ? height + GAP : 0) };
  const columns = legendColumns(sections, each, height, words).slice(0, across);
  return {
    map,
    legend: columns.map((column, index) => ({
      x: body.x + index * (each + GAP),
      y: map.y + map.height + GAP,
      column,
    })),
  };
}
