// The font files: woff2 for the page, TTF for the server's glyph ranges, and their licence.
import { readFile } from 'node:fs/promises';
import { FACES, SUBSETS, woff2Name } from '../src/style/fonts';

export interface FontFile {
  /** Path under `dist`. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** All font files of the product, read from the installed packages. */
export async function fontFiles(modules: URL): Promise<FontFile[]> {
  const wanted: [string, string][] = [
    ['fonts/OFL.txt', '@expo-google-fonts/be-vietnam-pro/LICENSE_FONT'],
  ];
  for (const [name, { weight, style, ttf }] of Object.entries(FACES)) {
    wanted.push([
      `fonts/ttf/BeVietnamPro-${name.replace('Be Vietnam Pro ', '')}.ttf`,
      `@expo-google-fonts/be-vietnam-pro/${ttf}/BeVietnamPro_${ttf}.ttf`,
    ]);
    for (const subset of Object.keys(SUBSETS)) {
      const name = woff2Name(subset, weight, style);
      wanted.push([`fonts/woff2/${name}`, `@fontsource/be-vietnam-pro/files/${name}`]);
    }
  }
  return Promise.all(
    wanted.map(async ([path, from]) => ({ path, bytes: await readFile(new URL(from, modules)) })),
  );
}
