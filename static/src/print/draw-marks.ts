// Marks of the legend on a canvas. They come from the same drawings as those of the panel.
import { render } from 'lit';
import { markView } from '../atlas/mark';
import type { Mark } from '../layers/legend';
import type { PictureContent, PictureMark } from './content';

/** The pictures of marks, by what they are. */
export type MarkPictures = ReadonlyMap<string, HTMLImageElement>;

const keyOf = (mark: PictureMark): string => JSON.stringify(mark);

/** Loads the marks of a legend; `ink` is the colour of words in marks. */
export async function markPictures(
  { sections }: PictureContent,
  ink: string,
): Promise<MarkPictures> {
  const marks = new Map<string, Mark>();
  for (const { mark } of sections.flatMap(({ entries }) => entries)) {
    if (mark.kind !== 'swatch') marks.set(keyOf(mark), mark);
  }
  const loaded = [...marks].map(async ([key, mark]) => [key, await pictureOf(mark, ink)] as const);
  return new Map(await Promise.all(loaded));
}

async function pictureOf(mark: Mark, ink: string): Promise<HTMLImageElement> {
  const host = document.createElement('div');
  render(markView(mark), host);
  const drawing = host.querySelector('svg');
  const image = new Image();
  if (!drawing) return image;
  drawing.style.color = ink;
  drawing.style.fontFamily = 'sans-serif';
  const words = new XMLSerializer().serializeToString(drawing);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(words)}`;
  await image.decode();
  return image;
}

/** Draws a mark with its middle at a place. */
export function drawMark(
  ctx: CanvasRenderingContext2D,
  mark: PictureMark,
  pictures: MarkPictures,
  middle: { readonly x: number; readonly y: number },
  ink: string,
): void {
  if (mark.kind === 'swatch') {
    drawSwatch(ctx, mark, middle, ink);
    return;
  }
  const image = pictures.get(keyOf(mark));
  if (!image?.width) return;
  // Discs keep their size, which means something.
  const scale = mark.kind === 'disc' ? 1 : mark.kind === 'sign' ? 18 / 24 : 26 / 30;
  const [width, height] = [image.width * scale, image.height * scale];
  ctx.drawImage(image, middle.x - width / 2, middle.y - height / 2, width, height);
}

const SWATCH = { width: 24, height: 13 };

function drawSwatch(
  ctx: CanvasRenderingContext2D,
  { colour, hatched }: Extract<PictureMark, { kind: 'swatch' }>,
  { x, y }: { readonly x: number; readonly y: number },
  ink: string,
): void {
  const { width, height } = SWATCH;
  const [left, top] = [x - width / 2, y - height / 2];
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, 2);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.strokeStyle = ink;
  ctx.globalAlpha = 0.25;
  ctx.lineWidth = 0.8;
  ctx.stroke();
  if (hatched) {
    ctx.clip();
    ctx.globalAlpha = 0.5;
    ctx.lineWidth = 1;
    for (let step = -height; step < width; step += 6) {
      ctx.beginPath();
      ctx.moveTo(left + step, top + height);
      ctx.lineTo(left + step + height, top);
      ctx.stroke();
    }
  }
  ctx.restore();
}
