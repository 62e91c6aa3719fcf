// Draws a sheet: title, map, scale bar, inset, legend, foot.
import type { Lang } from '../i18n';
import { showsArchipelagos } from '../map/view';
import { PALETTES, type ThemeName } from '../style/palette';
import { lengthWords } from '../tools/measures';
import { drawInset, INSET_SHAPE } from './draw-inset';
import { drawMark, type MarkPictures } from './draw-marks';
import { LINE, type LegendColumn } from './legend-flow';
import { scaleBar } from './scale-bar';
import {
  FOOT_LINE,
  SUBTITLE_LINE,
  TITLE_LINE,
  type Measures,
  type Rect,
  type Sheet,
} from './sheet';
import type { Still } from './still-map';

const FAMILY = "'Be Vietnam Pro', system-ui, sans-serif";
const FONTS = {
  title: `700 22px ${FAMILY}`,
  subtitle: `400 12.5px ${FAMILY}`,
  heading: `600 11px ${FAMILY}`,
  words: `400 11px ${FAMILY}`,
  scale: `500 11px ${FAMILY}`,
  foot: `400 9.5px ${FAMILY}`,
} as const;

const COLOURS = {
  light: {
    paper: '#ffffff',
    text: '#1d2530',
    quiet: '#4f5864',
    line: '#c5cdd2',
    islands: '#8a6d2c',
  },
  dark: {
    paper: '#1a2329',
    text: '#e9edf0',
    quiet: '#a4afb7',
    line: '#4b5a64',
    islands: '#d6b866',
  },
} as const;

/** The colour of words in marks. */
export const inkOf = (theme: ThemeName): string => COLOURS[theme].text;

/** Loads the fonts of the sheet and tells how wide its texts are. */
export async function fontMeasures(): Promise<Measures> {
  // Letters of both files of the font, so that both are there.
  await Promise.all(Object.values(FONTS).map((font) => document.fonts.load(font, 'A\u1ea1\u0111')));
  const ctx = document.createElement('canvas').getContext('2d');
  const measure = (font: string) => (words: string) => {
    if (!ctx) return 0;
    ctx.font = font;
    return ctx.measureText(words).width;
  };
  return {
    title: measure(FONTS.title),
    words: measure(FONTS.heading),
    foot: measure(FONTS.foot),
  };
}

export function drawSheet(
  sheet: Sheet,
  still: Still,
  marks: MarkPictures,
  lang: Lang,
  theme: ThemeName,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(sheet.width * sheet.ratio);
  canvas.height = Math.round(sheet.height * sheet.ratio);
  const ctx = canvas.getContext('2d');
  if (!ctx) return canvas;
  const colours = COLOURS[theme];
  ctx.scale(sheet.ratio, sheet.ratio);
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.textBaseline = 'top';

  ctx.fillStyle = colours.text;
  drawLines(ctx, FONTS.title, sheet.title, TITLE_LINE);
  ctx.fillStyle = colours.quiet;
  drawLines(ctx, FONTS.subtitle, sheet.subtitle, SUBTITLE_LINE);
  drawLines(ctx, FONTS.foot, sheet.foot, FOOT_LINE);

  drawMap(ctx, sheet.map, still, lang, theme);
  for (const { x, y, column } of sheet.legend) {
    ctx.save();
    ctx.translate(x, y);
    drawColumn(ctx, column, marks, colours.text);
    ctx.restore();
  }
  return canvas;
}

function drawLines(
  ctx: CanvasRenderingContext2D,
  font: string,
  { x, y, lines }: Sheet['title'],
  line: number,
): void {
  ctx.font = font;
  lines.forEach((words, index) => ctx.fillText(words, x, y + index * line));
}

function drawMap(
  ctx: CanvasRenderingContext2D,
  map: Rect,
  still: Still,
  lang: Lang,
  theme: ThemeName,
): void {
  const colours = COLOURS[theme];
  const palette = PALETTES[theme];
  ctx.drawImage(still.picture, map.x, map.y, map.width, map.height);
  if (!showsArchipelagos(still.box)) {
    const width = Math.min(170, Math.max(136, map.width * 0.3));
    const inset = { width, height: width * INSET_SHAPE };
    const corner = { x: map.x + map.width - width - 8, y: map.y + map.height - inset.height - 8 };
    drawInset(ctx, { ...corner, ...inset }, lang, FAMILY, {
      sea: palette.sea,
      land: palette.land,
      coast: palette.coast,
      islands: colours.islands,
      frame: colours.line,
      region: palette.selection,
      words: colours.text,
    });
  }
  drawScale(ctx, map, still, lang, theme);
  ctx.strokeStyle = colours.line;
  ctx.lineWidth = 1;
  ctx.strokeRect(map.x + 0.5, map.y + 0.5, map.width - 1, map.height - 1);
}

function drawScale(
  ctx: CanvasRenderingContext2D,
  map: Rect,
  { zoom, lat }: Still,
  lang: Lang,
  theme: ThemeName,
): void {
  const colours = COLOURS[theme];
  const { metres, width } = scaleBar(zoom, lat, 120);
  const [left, bottom] = [map.x + 16, map.y + map.height - 14];
  ctx.save();
  ctx.fillStyle = colours.paper;
  ctx.globalAlpha = 0.8;
  ctx.beginPath();
  ctx.roundRect(left - 8, bottom - 24, width + 16, 31, 4);
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colours.text;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(left, bottom - 5);
  ctx.lineTo(left, bottom);
  ctx.lineTo(left + width, bottom);
  ctx.lineTo(left + width, bottom - 5);
  ctx.stroke();
  ctx.fillStyle = colours.text;
  ctx.font = FONTS.scale;
  ctx.textAlign = 'center';
  ctx.fillText(lengthWords(lang, metres / 1000), left + width / 2, bottom - 19);
  ctx.restore();
}

function drawColumn(
  ctx: CanvasRenderingContext2D,
  column: LegendColumn,
  marks: MarkPictures,
  ink: string,
): void {
  ctx.fillStyle = ink;
  for (const { y, row } of column) {
    if (row.kind === 'title') {
      ctx.font = FONTS.heading;
      row.lines.forEach((words, index) => ctx.fillText(words, 0, y + 3 + index * LINE));
      continue;
    }
    ctx.font = FONTS.words;
    for (const cell of row.cells) {
      const words = cell.lines.length * LINE;
      if (cell.below) {
        const middle = { x: cell.x + cell.width / 2, y: y + (row.height - words) / 2 };
        drawMark(ctx, cell.mark, marks, middle, ink);
        ctx.textAlign = 'center';
        cell.lines.forEach((line) => ctx.fillText(line, middle.x, y + row.height - words));
        ctx.textAlign = 'left';
        continue;
      }
      drawMark(
        ctx,
        cell.mark,
        marks,
        { x: cell.x + cell.markWidth / 2 - 3, y: y + row.height / 2 },
        ink,
      );
      const top = y + (row.height - words) / 2 + 1.5;
      cell.lines.forEach((line, index) =>
        ctx.fillText(line, cell.x + cell.markWidth, top + index * LINE),
      );
    }
  }
}
