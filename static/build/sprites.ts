// Draws the sprite sheets from the icon files: one image and one index for each pixel ratio.
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { readFile } from 'node:fs/promises';
import { allSigns, coloured } from '../src/style/signs';

const COLUMNS = 16;

interface SpriteEntry {
  x: number;
  y: number;
  width: number;
  height: number;
  pixelRatio: number;
}

export interface SpriteSheet {
  readonly png: Buffer;
  readonly index: Record<string, SpriteEntry>;
}

/** The sheet of all signs at `ratio` pixels a unit, from the icon files in `folder` (a file URL). */
export async function spriteSheet(folder: URL, ratio: number): Promise<SpriteSheet> {
  const drawn = await Promise.all(
    allSigns().map(async ({ name, icons, colours }) => {
      const texts = await Promise.all(
        icons.map((icon) => readFile(new URL(`${icon}.svg`, folder), 'utf8')),
      );
      const size = sizeOf(texts[0] ?? '', icons.join());
      const images = await Promise.all(
        texts.map((text) => loadImage(Buffer.from(scaled(coloured(text, colours), size * ratio)))),
      );
      return { name, size: size * ratio, images };
    }),
  );
  const cell = Math.max(...drawn.map(({ size }) => size)) + ratio;
  const canvas = createCanvas(cell * COLUMNS, cell * Math.ceil(drawn.length / COLUMNS));
  const context = canvas.getContext('2d');
  const index: Record<string, SpriteEntry> = {};
  drawn.forEach(({ name, size, images }, position) => {
    const x = (position % COLUMNS) * cell;
    const y = Math.floor(position / COLUMNS) * cell;
    for (const image of images) context.drawImage(image, x, y, size, size);
    index[name] = { x, y, width: size, height: size, pixelRatio: ratio };
  });
  return { png: canvas.toBuffer('image/png'), index };
}

/** Width of a square icon in units. */
function sizeOf(svg: string, icon: string): number {
  const size = Number(/width="(\d+)"/.exec(svg)?.[1]);
  if (!size) throw new Error(`icon ${icon}: no width in whole units`);
  return size;
}

/** The same icon, drawn `pixels` wide. */
function scaled(svg: string, pixels: number): string {
  return svg.replace(/width="\d+" height="\d+"/, `width="${pixels}" height="${pixels}"`);
}
