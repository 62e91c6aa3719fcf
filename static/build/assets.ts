// What `dist` holds besides the bundle: styles, sprites, fonts and licences. The same files are
// made for the development server.
import { mapStyle } from '../src/style';
import { SHOWN_AT_FIRST } from '../src/layers/toggles';
import { PALETTES } from '../src/style/palette';
import { fontFiles } from './fonts';
import { licences } from './licences';
import { spriteSheet } from './sprites';

/** The server writes its own origin here. */
export const BASE = '{base}';

/** Path under `dist` → content. */
export async function assetFiles(root: URL): Promise<Map<string, string | Buffer>> {
  const files = new Map<string, string | Buffer>();
  for (const [name, palette] of Object.entries(PALETTES)) {
    const style = mapStyle(BASE, palette, {
      lang: 'vi',
      shown: SHOWN_AT_FIRST,
      client: 'any',
      selected: null,
      overlay: null,
    });
    files.set(`styles/${name}.json`, JSON.stringify(style, null, 1));
  }
  for (const ratio of [1, 2]) {
    const suffix = ratio === 1 ? '' : `@${ratio}x`;
    const { png, index } = await spriteSheet(new URL('icons/', root), ratio);
    files.set(`sprites/atlas${suffix}.png`, png);
    files.set(`sprites/atlas${suffix}.json`, JSON.stringify(index));
  }
  const modules = new URL('node_modules/', root);
  for (const { path, bytes } of await fontFiles(modules)) files.set(path, bytes);
  files.set('licences.txt', await licences(modules));
  return files;
}
