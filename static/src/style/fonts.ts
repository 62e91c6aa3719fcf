// Be Vietnam Pro, as font files for the page and as glyph ranges for every other client.
import type { FontFacesSpecification } from 'maplibre-gl';

/** The faces we carry, by the name that `text-font` and the glyph addresses use. */
export const FACES = {
  'Be Vietnam Pro Regular': { weight: 400, style: 'normal', ttf: '400Regular' },
  'Be Vietnam Pro Italic': { weight: 400, style: 'italic', ttf: '400Regular_Italic' },
  'Be Vietnam Pro Medium': { weight: 500, style: 'normal', ttf: '500Medium' },
  'Be Vietnam Pro SemiBold': { weight: 600, style: 'normal', ttf: '600SemiBold' },
  'Be Vietnam Pro Bold': { weight: 700, style: 'normal', ttf: '700Bold' },
} as const;

/** The subsets of the files and the code points that each one covers. */
export const SUBSETS = {
  vietnamese:
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  'latin-ext':
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
} as const;

/** File name of one subset of one face, as the font package names it. */
export function woff2Name(subset: string, weight: number, style: string): string {
  return `be-vietnam-pro-${subset}-${weight}-${style}.woff2`;
}

/** Address of the glyph ranges, for clients that draw text from them. */
export const glyphsUrl = (base: string): string => `${base}/fonts/{fontstack}/{range}.pbf`;

/** Font files for MapLibre GL JS 6: no glyph is asked for. */
export function fontFaces(base: string): FontFacesSpecification {
  return Object.fromEntries(
    Object.entries(FACES).map(([name, { weight, style }]) => [
      name,
      Object.entries(SUBSETS).map(([subset, range]) => ({
        url: `${base}/fonts/woff2/${woff2Name(subset, weight, style)}`,
        'unicode-range': range.split(','),
      })),
    ]),
  );
}
