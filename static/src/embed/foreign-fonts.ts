// Be Vietnam Pro for maps on other people's pages, where no style sheet of ours is: under a name of
// its own, so that it changes nothing of the page. A browser loads a file when letters need it.
import { SUBSETS, woff2Name } from '../style/fonts';

/** As `theme.css` calls it. */
const FAMILY = 'Phiabac Sans';
const WEIGHTS = [400, 500, 600, 700];

/** `base`: origin of the server, without a slash at the end. */
export function bringFonts(base: string): void {
  for (const weight of WEIGHTS) {
    for (const [subset, unicodeRange] of Object.entries(SUBSETS)) {
      const file = `${base}/fonts/woff2/${woff2Name(subset, weight, 'normal')}`;
      const look = { weight: String(weight), unicodeRange, display: 'swap' } as const;
      document.fonts.add(
        new FontFace(FAMILY, `url(${JSON.stringify(file)}) format('woff2')`, look),
      );
    }
  }
}
